import type { INode, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { operationsTable, withTable } from '../../../scripts/operationsTable';
import {
	catalogue,
	catalogueProperties,
	findOperation,
} from '../../../nodes/WatX/actions/catalogue';
import { WatX } from '../../../nodes/WatX/WatX.node';
import { scenes } from '../../integration/actions/scenes';

const operations = catalogue.flatMap((resource) =>
	resource.operations.map((operation) => ({ resource, operation })),
);

describe('the catalogue', () => {
	it('holds every operation under the name that workflows save, and each has its scene', () => {
		const places = operations.map(
			({ resource, operation }) => `${resource.value}: ${operation.value}`,
		);
		expect(places.sort()).toEqual(Object.keys(scenes).sort());
	});

	it('finds each operation in its place and no other', () => {
		for (const { resource, operation } of operations) {
			expect(findOperation(resource.value, operation.value)).toBe(operation);
		}
		expect(findOperation('server', 'send')).toBeUndefined();
		expect(findOperation('nothing', 'send')).toBeUndefined();
	});

	it('has unique action texts in sentence case that say WhatsApp, without articles', () => {
		const actions = operations.map(({ operation }) => operation.action);
		expect(new Set(actions).size).toBe(actions.length);
		for (const action of actions) {
			const words = action.split(' ').filter((word) => !['QR', 'WhatsApp'].includes(word));
			expect(action).toContain('WhatsApp');
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

	it.each(Object.entries(scenes))('%s saves its parameters by their names', (place, { saves }) => {
		const [resource, operation] = place.split(': ');
		const saved = shownAt(resource, operation).filter(({ type }) => type !== 'notice');
		expect(saved.map(({ name }) => name)).toEqual(saves.split(' '));
	});

	it('has a list method for every locator', () => {
		const methods = Object.keys(new WatX().methods.listSearch);
		const locators = properties.filter(({ type }) => type === 'resourceLocator');
		const used = locators.flatMap(({ modes = [] }) =>
			modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
		);
		expect([...new Set(used)].sort()).toEqual(methods.sort());
		for (const { name, modes = [], default: value } of locators) {
			const expectedModes = name === 'account' ? ['list', 'id', 'phone'] : ['list', 'id'];
			expect(modes.map((mode) => mode.name)).toEqual(expectedModes);
			expect(value).toEqual({ mode: 'list', value: '' });
		}
	});

	const flat = (all: INodeProperties[]): INodeProperties[] =>
		all.flatMap((property) => [
			property,
			...(property.type === 'collection' ? flat(property.options as INodeProperties[]) : []),
		]);
	const notNotices = flat(properties).filter(({ type }) => type !== 'notice');

	it('says of every parameter and option what to put in', () => {
		for (const { displayName, description } of notNotices) {
			expect(`${displayName}: ${description ?? ''}`).toMatch(/: .{15,}/);
		}
	});

	it('has labels that fit into the form, with the unit of every time', () => {
		for (const { displayName, description } of notNotices) {
			expect([displayName, displayName.length <= 24]).toEqual([displayName, true]);
			const isTime = /how many (milli)?seconds/i.test(description ?? '');
			expect([displayName, displayName.endsWith('(Seconds)')]).toEqual([displayName, isTime]);
		}
	});

	it('lists resources and operations in the order of the catalogue, in which Send is first', () => {
		const values = ({ options = [] }: INodeProperties) =>
			(options as INodePropertyOptions[]).map(({ value }) => value);
		const [resources] = properties.filter(({ name }) => name === 'resource').map(values);
		const lists = properties.filter(({ name }) => name === 'operation').map(values);
		expect(resources).toEqual(catalogue.map(({ value }) => value));
		expect(lists).toEqual(catalogue.map((one) => one.operations.map(({ value }) => value)));
		expect([resources[0], lists[0][0]]).toEqual(['message', 'send']);
	});

	it('warns in the form before anything is deleted', () => {
		for (const { resource, operation } of operations) {
			const isDelete = operation.value.startsWith('delete');
			const [first] = shownAt(resource.value, operation.value);
			expect([operation.action, first.type === 'notice']).toEqual([operation.action, isDelete]);
			if (isDelete) expect(first.displayName).toMatch(/for good.*cannot be undone/);
		}
	});

	it('adds no option that changes nothing', () => {
		const without: Record<string, unknown> = {
			binaryPropertyName: 'data',
			checkBeforeSending: 'off',
			delayBetweenMessages: 0,
			downloadQrCode: true,
			// What there is without these begins the text or choice that a person then changes.
			limitWaitTime: null,
			noWords: null,
			replyCode: false,
			yesWords: null,
			defaultCountryCode: null,
			maxConcurrency: 8,
			maxDelayBetweenMessages: 0,
			maxTries: 3,
			messagesPerBatch: 0,
			pauseBetweenBatches: 0,
			priority: 2,
			rehearsal: false,
			skipUnsubscribed: false,
			skipWhenAlreadySent: null,
			waitForStatus: 0,
			timeout: 60,
			waitUntilLinked: 0,
		};
		const options = properties
			.filter(({ name }) => name === 'options')
			.flatMap((property) => property.options as INodeProperties[]);
		for (const option of options) {
			expect(Object.keys(without)).toContain(option.name);
			expect([option.name, option.default]).not.toEqual([option.name, without[option.name]]);
		}
	});

	it('hides pace and batches from agents, in every version of n8n', () => {
		const { description } = new WatX();
		const options = properties.find(({ name }) => name === 'options')?.options as INodeProperties[];
		const shownIn = (name: string) =>
			options
				.filter((option) =>
					NodeHelpers.displayParameter({}, option, { typeVersion: 1 } as INode, {
						...description,
						name,
					}),
				)
				.map((option) => option.name);
		const paced = [
			'delayBetweenMessages',
			'maxDelayBetweenMessages',
			'maxConcurrency',
			'messagesPerBatch',
			'pauseBetweenBatches',
		];
		expect(shownIn('watX')).toEqual(options.map(({ name }) => name));
		expect(shownIn('watX')).toEqual(expect.arrayContaining(paced));
		const left = options.map(({ name }) => name).filter((name) => !paced.includes(name));
		expect(shownIn('watXTool')).toEqual(left);
		// Older versions take "@tool" for the name of a parameter, which a hidden condition survives.
		const conditions = options.map(({ displayOptions }) => displayOptions?.show?.['@tool']);
		expect(conditions.filter((condition) => condition)).toEqual([]);
	});

	it('has no choice whose adding changes nothing among the filters either', () => {
		const filters = properties.filter(({ name }) => name === 'filters');
		expect(filters).toHaveLength(3);
		for (const filter of filters.flatMap(({ options }) => options as INodeProperties[])) {
			expect(filter.default).not.toBe('any');
		}
	});

	it('gives hints to what builds workflows, and none where n8n refuses to load them', () => {
		const hinted = flat(properties).filter(({ builderHint }) => builderHint);
		const names = new Set(hinted.map(({ name }) => name));
		expect([...names].sort()).toEqual(['account', 'group', 'recipient']);
		expect(new WatX().description.builderHint?.searchHint).toMatch(/WhatsApp/);
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
