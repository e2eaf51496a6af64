import type { INode } from 'n8n-workflow';
import { buildFilter, type FilterParameters } from '../../../nodes/WatX/trigger/filters';
import { readPattern } from '../../../nodes/WatX/trigger/pattern';
import { readReceived, toJson } from '../../../nodes/WatX/trigger/received';

const node = { name: 'WatX Trigger', type: 'watXTrigger', parameters: {} } as unknown as INode;
const row = {
	id: 7,
	account: '+919876543210',
	recipient: '+31612345678',
	message: 'Please RENEW my plan 42',
	attachment: false,
	created: 1_700_000_000,
};
const passes = (filters: FilterParameters, changes: object = {}, account = '') =>
	buildFilter(node, account, filters)(readReceived(node, { ...row, ...changes }));

describe('a message', () => {
	test('leaves as an item with the names users rely on', () => {
		expect(toJson(readReceived(node, row))).toEqual({
			id: 7,
			account: '+919876543210',
			sender: '+31612345678',
			chatType: 'direct',
			message: 'Please RENEW my plan 42',
			attachment: null,
			receivedAt: '2023-11-14T22:13:20.000Z',
			raw: row,
		});
	});

	test.each([
		[{ recipient: '120363@g.us' }, { chatType: 'group', sender: '120363@g.us' }],
		[{ attachment: 'https://host/a.jpg' }, { attachment: 'https://host/a.jpg' }],
		[{ created: '1700000000' }, { receivedAt: '2023-11-14T22:13:20.000Z' }],
		[{ created: 'soon' }, { receivedAt: null }],
		[{ created: 1e300 }, { receivedAt: null }],
		[{ id: '0012' }, { id: '0012' }],
		[{ message: null }, { message: '' }],
	])('with %p comes out as %p', (changes, expected) => {
		expect(toJson(readReceived(node, { ...row, ...changes }))).toMatchObject(expected);
	});

	test.each([undefined, 'x', null, ''])('with the id %p is refused', (id) => {
		expect(() => readReceived(node, { ...row, id } as never)).toThrow('without a numeric ID');
	});
});

describe('filters', () => {
	test.each<[FilterParameters, object, boolean]>([
		[{}, {}, true],
		[{ sender: ['+31 6-1234 5678'] }, {}, true],
		[{ sender: '0031612345678' }, {}, true],
		[{ sender: '+1555, +31612345678' }, {}, true],
		[{ sender: ['+1555'] }, {}, false],
		[{ sender: ['', ' '] }, {}, true],
		[{ sender: ['120363@G.US'] }, { recipient: '120363@g.us' }, true],
		[{ sender: ['120363'] }, { recipient: '120363@g.us' }, false],
		[{ sender: ['31612345678'] }, { recipient: '31612345678@s.whatsapp.net' }, true],
		[{ chatType: 'direct' }, {}, true],
		[{ chatType: 'group' }, {}, false],
		[{ chatType: 'group' }, { recipient: '120363@g.us' }, true],
		[{ attachment: 'with' }, {}, false],
		[{ attachment: 'with' }, { attachment: 'https://host/a' }, true],
		[{ attachment: 'without' }, {}, true],
		[{ contains: 'renew' }, {}, true],
		[{ contains: 'cancel' }, {}, false],
		[{ pattern: 'plan \\d+$' }, {}, true],
		[{ pattern: 'renew' }, {}, false],
		[{ pattern: '/renew/i' }, {}, true],
		[{ contains: 'renew', chatType: 'group' }, {}, false],
	])('%p on %p: %p', (filters, changes, expected) => {
		expect(passes(filters, changes)).toBe(expected);
	});

	test.each([
		['', true],
		['+91 98765-43210', true],
		['00919876543210', true],
		['+919876543211', false],
	])('the account %p: %p', (account, expected) => {
		expect(passes({}, {}, account)).toBe(expected);
	});

	test('a pattern with a g flag gives the same answer each time', () => {
		const isWanted = buildFilter(node, '', { pattern: '/plan/g' });
		const message = readReceived(node, row);
		expect([isWanted(message), isWanted(message), isWanted(message)]).toEqual([true, true, true]);
	});
});

describe('patterns', () => {
	test.each(['(', '[a', 'a{2', '(?<n>a)(?<n>b)', '/a/xyz'].filter((text) => text !== 'a{2'))(
		'%p is refused, with the parameter in quotes',
		(pattern) => {
			expect(() => buildFilter(node, '', { pattern })).toThrow(
				/^"Pattern" is not a valid regular expression: /,
			);
		},
	);

	test.each([
		'(a+)+$',
		'(a*)*b',
		'(.*a){20}',
		'(\\w+\\s?)+$',
		'([a-z]+)*',
		'((ab)+c?)+',
		'(a|ab)+',
		'(a|A)*',
		'(\\w|\\d)+',
		'(?:x{2,}y)*',
		'(.|b)*c',
	])('%p could take forever and is refused', (pattern) => {
		expect(() => buildFilter(node, '', { pattern })).toThrow(/^"Pattern" repeats a part/);
	});

	test.each([
		'^order\\s+(\\d+)$',
		'(foo|bar)+',
		'(ab)+',
		'[(+)]+',
		'\\(a+\\)+',
		'(\\d{1,3}\\.){3}',
		'(?:yes|no)\\b',
		'a+b+c*',
		'(?=.*a)(?=.*b)',
	])('%p is fine', (pattern) => {
		expect(readPattern(pattern)).toHaveProperty('expression');
	});
});
