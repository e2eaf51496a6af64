/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode, INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { WatX } from '../../nodes/WatX/WatX.node';
import { WatXTrigger } from '../../nodes/WatX/WatXTrigger.node';
import { WatXWebhookTrigger } from '../../nodes/WatX/WatXWebhookTrigger.node';
import { toToolType } from '../engine/aiTool';
import { EXAMPLES, exampleFiles, readExample } from './stage';

const types = {
	'n8n-nodes-watx.watX': new WatX().description,
	'n8n-nodes-watx.watXTool': toToolType(new WatX()).description,
	'n8n-nodes-watx.watXHitlTool': new WatX().description,
	'n8n-nodes-watx.watXTrigger': new WatXTrigger().description,
	'n8n-nodes-watx.watXWebhookTrigger': new WatXWebhookTrigger().description,
};
/** n8n itself adds these to every polling trigger. */
const addedByN8n: INodeProperties[] = [
	{ displayName: 'Poll Times', name: 'pollTimes', type: 'json', default: {} },
];
/** The vendor's own example numbers; nobody else is to be written to. */
const PHONES = ['+919876543210', '+919123456789'];

const textOf = (file: string) => readFileSync(join(EXAMPLES, file), 'utf8');
const watxNodes = (file: string) => readExample(file).nodes.filter(({ type }) => type in types);

/** The node's parameters as n8n keeps them: those that this choice of resource and operation has. */
function kept(node: INode): INodeParameters {
	const description = types[node.type as keyof typeof types];
	const all = [...description.properties, ...addedByN8n];
	return NodeHelpers.getNodeParameters(all, node.parameters, true, false, node, description) ?? {};
}

/** The description of a parameter, of the several of its name the one that is shown. */
function shown(node: INode, name: string): INodeProperties | undefined {
	const description = types[node.type as keyof typeof types];
	return [...description.properties, ...addedByN8n].find(
		(property) =>
			property.name === name &&
			NodeHelpers.displayParameter(kept(node), property, node, description),
	);
}

/** The values that a choice offers, or the names of a collection's members. */
const offered = ({ options = [] }: INodeProperties): unknown[] =>
	options.map((option) => ('value' in option ? option.value : option.name));

it('the page shows each with its file and its picture', () => {
	const page = textOf('README.md');
	for (const file of exampleFiles) {
		expect(page).toContain(`](${file})`);
		const picture = `images/${file.replace('.json', '.png')}`;
		expect(page).toContain(`](${picture})`);
		expect(existsSync(join(EXAMPLES, picture))).toBe(true);
	}
	const linked = [...page.matchAll(/\]\(([^)/]+\.json)\)/g)].map(([, file]) => file);
	expect([...new Set(linked)].sort()).toEqual([...exampleFiles].sort());
});

describe.each(exampleFiles)('%s', (file) => {
	it('is laid out as n8n exports it: unique names and IDs, on the grid, explained by a note that says in three lines what to set', () => {
		const { name, nodes, settings } = readExample(file);
		expect(name).toBeTruthy();
		expect(settings).toEqual({ executionOrder: 'v1' });
		expect(new Set(nodes.map((node) => node.id)).size).toBe(nodes.length);
		expect(new Set(nodes.map((node) => node.name)).size).toBe(nodes.length);
		expect(new Set(nodes.map((node) => String(node.position))).size).toBe(nodes.length);
		for (const { position } of nodes) expect(position.map((x) => Math.abs(x % 16))).toEqual([0, 0]);
		const note = nodes.find(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(note?.parameters.content).toMatch(
			/^## .+\n\n[^#]+### Set up\n1\. .+\n2\. .+\n3\. .+(?:\n\n.+)?$/,
		);
	});

	it('connects every node, to nodes that exist', () => {
		const { nodes, connections } = readExample(file);
		const targets = Object.values(connections).flatMap((outputs) =>
			Object.values(outputs).flatMap((lists) => lists.flatMap((list) => list ?? [])),
		);
		const names = nodes.map((node) => node.name);
		expect(names).toEqual(expect.arrayContaining(Object.keys(connections)));
		expect(names).toEqual(expect.arrayContaining(targets.map(({ node }) => node)));
		const connected = new Set([...Object.keys(connections), ...targets.map(({ node }) => node)]);
		const alone = nodes.filter((node) => !connected.has(node.name)).map(({ type }) => type);
		expect(alone).toEqual(['n8n-nodes-base.stickyNote']);
		const reached = new Set(targets.map(({ node }) => node));
		for (const [name, outputs] of Object.entries(connections)) {
			if ('main' in outputs && !reached.has(name)) {
				expect(nodes.find((node) => node.name === name)?.type).toMatch(/Trigger$|\.webhook$/);
			}
		}
	});

	it('uses WatX operations, parameters and choices that exist', () => {
		expect(watxNodes(file).length).toBeGreaterThan(0);
		for (const node of watxNodes(file)) {
			for (const [name, value] of Object.entries(node.parameters)) {
				const property = shown(node, name);
				expect([name, property?.name]).toEqual([name, name]);
				if (property?.type === 'options') expect(offered(property)).toContain(value);
				if (property?.type !== 'collection') continue;
				expect(offered(property)).toEqual(expect.arrayContaining(Object.keys(value as object)));
			}
		}
	});

	it('holds no secret, no ID of an installation and nobody’s number or address', () => {
		// The name of a field is no secret.
		const text = textOf(file).replaceAll('**Webhook Secret**', '');
		// n8n connects what a person has only where a file names no credential.
		for (const node of readExample(file).nodes) expect(node).not.toHaveProperty('credentials');
		expect(text).not.toMatch(/secret|password|api[_-]?key|token=|[0-9a-f]{40}/i);
		for (const [phone] of text.matchAll(/\+\d[\d -]{6,}\d/g)) expect(PHONES).toContain(phone);
		expect(text.match(/(?<![\w.+-])\d{10,}/g)).toBeNull();
		for (const [, host] of text.matchAll(/[\w.]+@([\w-]+\.[\w.]+)/g)) {
			expect(host).toBe('example.com');
		}
		expect(text).not.toMatch(/https?:\/\//);
	});
});
