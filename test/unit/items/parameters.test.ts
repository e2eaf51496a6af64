import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { Parameters } from '../../../nodes/WatX/items/parameters';

const parameters = {
	plain: 'text',
	changing: '={{ $json.a }}',
	options: { timeout: 5 },
	changingOptions: { inner: { deep: ['={{ $json.a }}'] } },
	account: { __rl: true, mode: 'id', value: 'abc' },
};

/** Gives the value as n8n would, and counts how often it is asked. */
function reader() {
	const getNodeParameter = jest.fn(
		(name: keyof typeof parameters, item: number, fallback: unknown, options: object) => {
			if ('extractValue' in options) return (parameters.account as { value: string }).value;
			return name.startsWith('changing') ? `${name} ${item}` : (parameters[name] ?? fallback);
		},
	);
	const context = { getNodeParameter } as unknown as IExecuteFunctions;
	const node = { parameters } as unknown as INode;
	return { getNodeParameter, read: new Parameters(context, node) };
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

	it('gives the ID of a locator', () => {
		const { getNodeParameter, read } = reader();
		expect([0, 1].map((item) => read.read('account', item))).toEqual(['abc', 'abc']);
		expect(getNodeParameter).toHaveBeenCalledTimes(2);
	});
});
