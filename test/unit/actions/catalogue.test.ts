import type { INodeProperties } from 'n8n-workflow';
import { withTable } from '../../../scripts/docs';
import { operationsTable } from '../../../scripts/operationsTable';
import {
	catalogue,
	catalogueProperties,
	findOperation,
} from '../../../nodes/WatX/actions/catalogue';
import { WatX } from '../../../nodes/WatX/WatX.node';

/** What saved workflows hold: must never change. */
const saved = {
	message: [
		'send',
		'sendBulk',
		'get',
		'getSent',
		'getReceived',
		'getPending',
		'deleteSent',
		'deleteReceived',
	],
	phoneNumber: ['validate'],
	account: ['getMany', 'link', 'getQrCode', 'getLinkStatus', 'delete'],
	campaign: ['getMany', 'start', 'stop'],
	group: ['getMany', 'getContacts'],
	server: ['getMany'],
};

const operations = catalogue.flatMap((resource) =>
	resource.operations.map((operation) => ({ resource, operation })),
);

describe('the catalogue', () => {
	it('holds every operation under the name that workflows save', () => {
		const names = catalogue.map(({ value, operations: all }) => [value, all.map((o) => o.value)]);
		expect(Object.fromEntries(names)).toEqual(saved);
	});

	it('finds each operation in its place and no other', () => {
		for (const { resource, operation } of operations) {
			expect(findOperation(resource.value, operation.value)).toBe(operation);
		}
		expect(findOperation('server', 'send')).toBeUndefined();
		expect(findOperation('nothing', 'send')).toBeUndefined();
	});

	it('has unique action texts in sentence case, without articles', () => {
		const actions = operations.map(({ operation }) => operation.action);
		expect(new Set(actions).size).toBe(actions.length);
		for (const action of actions) {
			const words = action.split(' ').filter((word) => word !== 'QR');
			expect(words.join(' ')).toMatch(/^[A-Z][a-z]+( [a-z]+)+$/);
			expect(words).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(an?|the)$/)]));
		}
	});

	it('describes every resource and operation', () => {
		const described = [...catalogue, ...operations.map(({ operation }) => operation)];
		for (const { description } of described) expect(description.length).toBeGreaterThan(20);
	});

	it.each(
		operations
			.filter(({ operation }) => operation.value.startsWith('delete'))
			.map(({ operation }) => [operation.action, operation.description]),
	)('says what is lost: %s', (_action, description) => {
		expect(description).toMatch(/for good: .*(lost|stops working)/);
	});
});

describe("the node's parameters", () => {
	const properties = catalogueProperties();
	const shownAt = (resource: string, operation: string) =>
		properties.filter(({ displayOptions }) => {
			const show = displayOptions?.show ?? {};
			return show.resource?.includes(resource) && show.operation?.includes(operation);
		});
	const expected: Record<string, string> = {
		'message send':
			'account recipient messageType message attachmentSource binaryPropertyName attachmentUrl mediaType documentName documentType options',
		'message sendBulk':
			'account campaignName recipientsFrom recipients messageType message attachmentSource binaryPropertyName attachmentUrl mediaType documentName documentType options',
		'message get': 'direction messageId options',
		'message getSent': 'returnAll limit options',
		'message getReceived': 'returnAll limit options',
		'message getPending': 'returnAll limit options',
		'message deleteSent': 'messageId options',
		'message deleteReceived': 'messageId options',
		'phoneNumber validate': 'account phone options',
		'account link': 'server options',
		'account getQrCode': 'token options',
		'account getLinkStatus': 'token options',
		'account getMany': 'returnAll limit options',
		'account delete': 'account options',
		'campaign getMany': 'returnAll limit options',
		'campaign start': 'campaign options',
		'campaign stop': 'campaign options',
		'group getMany': 'account options',
		'group getContacts': 'account group options',
		'server getMany': 'options',
	};

	it.each(Object.entries(expected))('%s: %s', (place, names) => {
		const [resource, operation] = place.split(' ');
		expect(shownAt(resource, operation).map(({ name }) => name)).toEqual(names.split(' '));
	});

	it('has a list method for every locator', () => {
		const methods = Object.keys(new WatX().methods.listSearch);
		const locators = properties.filter(({ type }) => type === 'resourceLocator');
		const used = locators.flatMap(({ modes = [] }) =>
			modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
		);
		expect([...new Set(used)].sort()).toEqual(methods.sort());
		for (const { modes = [], default: value } of locators) {
			expect(modes.map(({ name }) => name)).toEqual(['list', 'id']);
			expect(value).toEqual({ mode: 'list', value: '' });
		}
	});

	it('says of every parameter and option what to put in', () => {
		const flat = (all: INodeProperties[]): INodeProperties[] =>
			all.flatMap((property) => [
				property,
				...(property.type === 'collection' ? flat(property.options as INodeProperties[]) : []),
			]);
		for (const { displayName, description } of flat(properties)) {
			expect(`${displayName}: ${description ?? ''}`).toMatch(/: .{15,}/);
		}
	});
});

describe('the table of operations', () => {
	it('has a line for each operation and goes between the markers', () => {
		const table = operationsTable();
		expect(table.split('\n')).toHaveLength(operations.length + 2);
		for (const { operation } of operations) expect(table).toContain(operation.description);
		const text = 'a\n<!-- operations:start -->\nold\n<!-- operations:end -->\nb\n';
		const updated = withTable(text, table);
		expect(updated).toContain(
			`a\n<!-- operations:start -->\n\n${table}\n\n<!-- operations:end -->\nb`,
		);
		expect(withTable(updated, table)).toBe(updated);
		expect(() => withTable('no markers', table)).toThrow(/README\.md lacks the lines/);
	});
});
