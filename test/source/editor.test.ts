/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	Workflow,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';
import { WatX } from '../../nodes/WatX/WatX.node';
import { WatXTrigger } from '../../nodes/WatX/WatXTrigger.node';
import { WatXWebhookTrigger } from '../../nodes/WatX/WatXWebhookTrigger.node';

const nodes = {
	WatX: new WatX(),
	WatXTrigger: new WatXTrigger(),
	WatXWebhookTrigger: new WatXWebhookTrigger(),
};
type Name = keyof typeof nodes;

/** A line of text below the name of a node on the canvas, as n8n makes it. */
function subtitleOf(name: Name, parameters: INodeParameters): unknown {
	const type: INodeType = nodes[name];
	const node: INode = { id: '1', name, type: name, typeVersion: 1, position: [0, 0], parameters };
	const nodeTypes: INodeTypes = {
		getByName: () => type as INodeType | IVersionedNodeType,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const { subtitle } = type.description;
	return workflow.expression.getSimpleParameterValue(
		workflow.nodes[name],
		subtitle,
		'internal',
		{},
	);
}

const locator = (value: string) => ({ __rl: true, mode: 'list', value });

it.each<[Name, INodeParameters, string]>([
	['WatX', {}, 'send: message'],
	['WatX', { resource: 'campaign', operation: 'getMany' }, 'getMany: campaign'],
	['WatXTrigger', {}, 'message received: all accounts'],
	['WatXTrigger', { account: locator('') }, 'message received: all accounts'],
	['WatXTrigger', { account: locator('+919876543210') }, 'message received: +919876543210'],
	['WatXTrigger', { event: 'accountDisconnected' }, 'account disconnected: all accounts'],
	['WatXWebhookTrigger', {}, 'all accounts'],
	['WatXWebhookTrigger', { account: '+919876543210' }, '+919876543210'],
])('%s with %j says below its name: %s', (name, parameters, expected) => {
	expect(subtitleOf(name, parameters)).toBe(expected);
});

it.each<[Name, string[]]>([
	[
		'WatX',
		[
			'whatsapp',
			'whats app',
			'bulk',
			'broadcast',
			'chat',
			'qr code',
			'reminder',
			'otp',
			'sms',
			'group',
		],
	],
	['WatXTrigger', ['whatsapp', 'whats app', 'chat', 'message', 'receive', 'disconnected']],
	['WatXWebhookTrigger', ['whatsapp', 'whats app', 'chat', 'message', 'webhook', 'receive']],
])('%s is found under the words people type', (name, words) => {
	const file = join(__dirname, `../../nodes/WatX/${name}.node.json`);
	const { alias } = JSON.parse(readFileSync(file, 'utf8')) as { alias: string[] };
	const found = [...alias, nodes[name].description.displayName].map((word) => word.toLowerCase());
	expect(words.filter((word) => !found.some((text) => text.includes(word)))).toEqual([]);
});

/** Every parameter of a node, members of collections too. */
function fieldsOf(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [
		property,
		...(property.options ?? []).flatMap((option) =>
			'values' in option ? fieldsOf(option.values) : 'type' in option ? fieldsOf([option]) : [],
		),
	]);
}

const all = Object.values(nodes).flatMap(({ description }) => fieldsOf(description.properties));

it.each(['recipient', 'phone', 'contact'])('says below %s how to write a number', (name) => {
	const fields = all.filter((field) => field.name === name && field.required);
	expect(fields.length).toBeGreaterThan(0);
	for (const { hint } of fields) expect(hint).toMatch(/^With \+ and country code, e\.g\. \+\d+/);
});

/** What an option or a filter does when it was not added. */
const WITHOUT: Record<string, unknown> = {
	attachment: 'any',
	chatType: 'all',
	checkBeforeSending: 'off',
	combineMessages: 'off',
	downloadAttachments: false,
	attachmentsFromOtherHosts: false,
	afterPause: 'catchUp',
	includeAlreadyReceived: 0,
	rehearsal: false,
	skipUnsubscribed: false,
	downloadQrCode: true,
	replyCode: false,
	status: 'any',
	priority: '',
};

it('changes something as soon as an option is added', () => {
	const members = Object.values(nodes)
		.flatMap(({ description }) => description.properties)
		.filter(({ type }) => type === 'collection')
		.flatMap(({ options }) => options as INodeProperties[])
		.filter(({ type, name }) => type === 'boolean' || type === 'options' || name in WITHOUT);
	const idle = members.filter(({ name, default: added }) => WITHOUT[name] === added);
	expect(idle.map(({ name }) => name)).toEqual([]);
	expect(members.filter(({ name }) => !(name in WITHOUT)).map(({ name }) => name)).toEqual([]);
});
