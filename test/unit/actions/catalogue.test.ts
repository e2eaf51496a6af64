import type { INodeProperties } from 'n8n-workflow';
import { withTable } from '../../../scripts/docs';
import { operationsTable } from '../../../scripts/operationsTable';
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

	it.each(Object.entries(scenes))('%s saves its parameters by their names', (place, { saves }) => {
		const [resource, operation] = place.split(': ');
		expect(shownAt(resource, operation).map(({ name }) => name)).toEqual(saves.split(' '));
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
