/** The workflows the end-to-end run creates, as drafts for the REST API. */
import type { INode, INodeParameters } from 'n8n-workflow';

import type { CredentialReference, WorkflowDraft } from './restTypes';

export const PACKAGE = 'n8n-nodes-watx';
export const START = 'Start';

/** A PNG of one pixel, the smallest picture to send. */
export const PICTURE = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
	'base64',
);

// n8n refuses intervals below a minute, so that six minute schedules poll every ten seconds.
export const EVERY_TEN_SECONDS = [0, 10, 20, 30, 40, 50].map((second) => ({
	mode: 'custom',
	cronExpression: `${second} * * * * *`,
}));

/** A chain of nodes, each connected with the next. */
export function chain(name: string, ...nodes: INode[]): WorkflowDraft {
	const connections: WorkflowDraft['connections'] = {};
	nodes.slice(1).forEach((node, index) => {
		connections[nodes[index].name] = { main: [[{ node: node.name, type: 'main', index: 0 }]] };
	});
	const placed = nodes.map((node, index) => ({
		...node,
		position: [index * 220, 0] as [number, number],
	}));
	return { name, nodes: placed, connections };
}

export function start(): INode {
	return node(START, 'n8n-nodes-base.manualTrigger', 1, {});
}

/** Gives one item whose field `file` is PICTURE in Base64. */
export function picture(): INode {
	return node('Picture', 'n8n-nodes-base.set', 3.4, {
		mode: 'raw',
		jsonOutput: JSON.stringify({ file: PICTURE.toString('base64') }),
		options: {},
	});
}

/** A webhook that starts an execution per POST to `/webhook/<path>` and answers at once. */
export function webhook(path: string): INode {
	const parameters = { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} };
	return { ...node('Webhook', 'n8n-nodes-base.webhook', 2, parameters), webhookId: path };
}

/** Makes one item of each entry of a field that holds a list. */
export function split(name: string, field: string): INode {
	return node(name, 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: field, options: {} });
}

/** Turns the field `file` of each item into the binary property `data`. */
export function toFile(fileName: string, mimeType: string): INode {
	return node('File', 'n8n-nodes-base.convertToFile', 1.1, {
		operation: 'toBinary',
		sourceProperty: 'file',
		options: { fileName, mimeType },
	});
}

/** The WatX node with these parameters. */
export function watx(
	name: string,
	credential: CredentialReference,
	parameters: INodeParameters,
): INode {
	return {
		...node(name, `${PACKAGE}.watX`, 1, parameters),
		credentials: { watXApi: { id: credential.id, name: credential.name } },
	};
}

/** The WatX Trigger, polling every ten seconds. */
export function watxTrigger(
	credential: CredentialReference,
	parameters: INodeParameters = {},
): INode {
	return {
		...node('WatX Trigger', `${PACKAGE}.watXTrigger`, 1, {
			pollTimes: { item: EVERY_TEN_SECONDS },
			...parameters,
		}),
		credentials: { watXApi: { id: credential.id, name: credential.name } },
	};
}

/** A resource locator's value in the mode "By ID". */
export function byId(value: string): INodeParameters {
	return { __rl: true, mode: 'id', value } as unknown as INodeParameters;
}

export function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: INodeParameters,
): INode {
	return { id: `id of ${name}`, name, type, typeVersion, position: [0, 0], parameters };
}
