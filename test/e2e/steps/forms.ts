/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/** Every form that a user fills in, with all its options added: a screenshot of each, and no text in it that is cut off. */
import { strict as assert } from 'node:assert';
import type { INode, INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { cutTexts, formBox, openNode, openNext } from '../editor/nodeDetails';
import type { NodeTypeDescription } from '../restTypes';
import type { Step } from '../stepRunner';
import { chain, node, PACKAGE, start } from '../workflows';
import type { BrowserWorld } from './browser';

const WINDOW = { width: 1440, height: 900 };
/** High enough for the longest form. */
const HIGH = { width: 1280, height: 1700 };

/** Choices that change what a form asks for, besides resource and operation. */
const VARIANTS: Record<string, INodeParameters[]> = {
	'message send': [{}, { messageType: 'media' }, { messageType: 'document' }],
	'message sendBulk': [{}, { messageType: 'media' }, { messageType: 'document' }],
	'message sendAndWait': [{}, { responseType: 'freeText' }, { answerBy: 'chat' }],
};

interface Form {
	name: string;
	node: INode;
}

const forms: Step<BrowserWorld> = {
	name: 'no label of a form is cut off, with every option added',
	timeout: 600_000,
	async run({ editor, rest, credential }) {
		const types = await Promise.all(
			['watX', 'watXTrigger', 'watXWebhookTrigger'].map(
				async (name) => await rest.nodeType(`${PACKAGE}.${name}`),
			),
		);
		const [actions, ...triggers] = types.map((type) => {
			assert.ok(type);
			return type;
		});
		const all = [...actionForms(actions), ...triggers.flatMap(triggerForms)];
		const credentials = { watXApi: { id: credential.id, name: credential.name } };
		const nodes = all.map((form) => ({ ...form.node, credentials }));
		await editor.page.setViewportSize(HIGH);
		try {
			// Triggers take no input: each of them is the beginning of a workflow.
			const first = nodes.findIndex(({ type }) => type.endsWith('Trigger'));
			const chains = [
				[start(), ...nodes.slice(0, first)],
				...nodes.slice(first).map((one) => [one]),
			];
			const cut: string[] = [];
			for (const nodesOfChain of chains) {
				const workflow = await rest.createWorkflow(chain('Forms', ...nodesOfChain));
				await editor.openWorkflow(workflow.id);
				await openNode(editor, nodesOfChain[0].name);
				for (const [index, { name, type }] of nodesOfChain.entries()) {
					if (index > 0) await openNext(editor, name);
					if (!type.startsWith(PACKAGE)) continue;
					cut.push(...(await cutTexts(editor)).map((text) => `${name}: ${text}`));
					await editor.screenshot(`form-${name}`, { clip: await formBox(editor) });
				}
			}
			assert.deepEqual(cut, []);
		} finally {
			await editor.page.setViewportSize(WINDOW);
		}
	},
};

export const formSteps: Array<Step<BrowserWorld>> = [forms];

/** One form for each operation, and for each variant of it. */
function actionForms(type: NodeTypeDescription): Form[] {
	return type.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) => {
			const [resource] = displayOptions?.show?.resource ?? [];
			return options.flatMap((option) => {
				const operation = 'value' in option ? option.value : '';
				// n8n itself adds this one, which leads to its HTTP Request node.
				if (operation === '__CUSTOM_API_CALL__') return [];
				const variants = VARIANTS[`${String(resource)} ${operation}`] ?? [{}];
				return variants.map((variant) =>
					formOf(type, { resource, operation, ...variant } as INodeParameters),
				);
			});
		});
}

/** One form for each event of a trigger. */
function triggerForms(type: NodeTypeDescription): Form[] {
	const event = type.properties.find(({ name }) => name === 'event');
	const events = (event?.options ?? []).flatMap((option) =>
		'value' in option ? [{ event: option.value }] : [],
	);
	return (events.length > 0 ? events : [{}]).map((parameters) => formOf(type, parameters));
}

/** A node with these parameters and every option that they allow. */
function formOf(type: NodeTypeDescription, parameters: INodeParameters): Form {
	const name = [type.name.split('.')[1], ...Object.values(parameters)].join('-');
	const bare = node(name, type.name, 1, parameters);
	const description = type as unknown as INodeTypeDescription;
	const kept =
		NodeHelpers.getNodeParameters(type.properties, parameters, true, false, bare, description) ??
		{};
	for (const property of type.properties) {
		if (property.type !== 'collection') continue;
		if (!NodeHelpers.displayParameter(kept, property, bare, description)) continue;
		kept[property.name] = everyOption(property);
	}
	return { name, node: { ...bare, parameters: kept } };
}

const everyOption = ({ options = [] }: INodeProperties): INodeParameters =>
	Object.fromEntries(
		options.flatMap((option) => ('default' in option ? [[option.name, option.default]] : [])),
	);
