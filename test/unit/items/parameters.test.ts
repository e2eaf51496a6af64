import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { Parameters } from '../../../nodes/WatX/items/parameters';

const parameters = {
	plain: 'text',
	changing: '={{ $json.a }}',
	options: { timeout: 5 },
	changingOptions: { inner: { deep: ['={{ $json.a }}'] } },
	account: { __rl: true, mode: 'id', value: 'abc' },
};

/** Gives the value as n8n would, except for one item that fails, and counts how often it is asked. */
function reader(count = 3, bad?: number) {
	const getNodeParameter = jest.fn(
		(name: keyof typeof parameters, item: number, fallback: unknown, options: object) => {
			if (item === bad) throw new Error(`item ${item} is bad`);
			if ('extractValue' in options) return (parameters.account as { value: string }).value;
			return name.startsWith('changing') ? `${name} ${item}` : (parameters[name] ?? fallback);
		},
	);
	const context = { getNodeParameter } as unknown as IExecuteFunctions;
	const node = { parameters } as unknown as INode;
	return { getNodeParameter, read: new Parameters(context, node, count) };
}

describe('Parameters', () => {
	it.each(['plain', 'options', 'missing'])('reads %s once for all items', (name) => {
		const { getNodeParameter, read } = reader();
		const values = [0, 1, 2].map((item) => read.read(name, item));
		expect(new Set(values).size).toBe(1);
		expect(getNodeParameter).toHaveBeenCalledTimes(1);
	});

	it.each(['changing', 'changingOptions'])('reads %s for each item', (name) => {
		const { read } = reader();
		expect([0, 1].map((item) => read.read(name, item))).toEqual([`${name} 0`, `${name} 1`]);
	});

	it('evaluates an expression for the items of a batch in a row, each once', () => {
		const { getNodeParameter, read } = reader(40);
		const items = () => getNodeParameter.mock.calls.map(([, item]) => item);
		read.read('changing', 3);
		expect(items()).toEqual(Array.from({ length: 32 }, (_, item) => item));
		for (let item = 31; item >= 0; item--) if (item !== 3) read.read('changing', item);
		expect(items()).toHaveLength(32);
		expect(read.read('changing', 32)).toBe('changing 32');
		expect(items().slice(32)).toEqual([32, 33, 34, 35, 36, 37, 38, 39]);
	});

	it('keeps the batches of parameters apart', () => {
		const { read } = reader();
		expect(read.read('changing', 1)).toBe('changing 1');
		expect(read.read('changingOptions', 1)).toBe('changingOptions 1');
	});

	it('evaluates again what is read again', () => {
		const { read } = reader();
		expect(read.read('changing', 1)).toBe('changing 1');
		expect(read.read('changing', 1)).toBe('changing 1');
	});

	it('lets an item fail for its own expression alone', () => {
		const { read } = reader(4, 2);
		expect(read.read('changing', 0)).toBe('changing 0');
		expect(read.read('changing', 3)).toBe('changing 3');
		expect(() => read.read('changing', 2)).toThrow('item 2 is bad');
	});

	it('gives the ID of a locator', () => {
		const { getNodeParameter, read } = reader();
		expect([0, 1].map((item) => read.read('account', item))).toEqual(['abc', 'abc']);
		expect(getNodeParameter).toHaveBeenCalledTimes(2);
	});
});
