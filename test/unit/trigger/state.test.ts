import * as fc from 'fast-check';
import { before, compareIds, toId } from '../../../nodes/WatX/trigger/cursor/ids';
import { readRanges, readState, writeRanges } from '../../../nodes/WatX/trigger/cursor/state';

const id = fc.bigInt({ min: 1n, max: 10n ** 40n - 1n }).map(String);

describe('ids', () => {
	test.each([
		[7, '7'],
		['0042', '42'],
		[Number.MAX_SAFE_INTEGER, '9007199254740991'],
		['123456789012345678901234567890', '123456789012345678901234567890'],
	])('%p is an id', (value, expected) => {
		expect(toId(value)).toBe(expected);
	});

	test.each([0, -1, 1.5, '', 'abc', '12a', null, undefined, {}, NaN, '1'.repeat(41), 1e21])(
		'%p is no id',
		(value) => {
			expect(toId(value)).toBeUndefined();
		},
	);

	test('they are ordered by value, however long they are', () => {
		fc.assert(
			fc.property(id, id, (a, b) => {
				const expected = BigInt(a) < BigInt(b) ? -1 : Number(BigInt(a) > BigInt(b));
				expect(Math.sign(compareIds(a, b))).toBe(expected);
				expect(BigInt(before(a))).toBe(BigInt(a) - 1n);
			}),
		);
	});
});

describe('ranges', () => {
	test('are what a person would write', () => {
		expect(writeRanges(['12', '9', '7', '8', '100'])).toBe('7-9,12,100');
		expect(writeRanges([])).toBe('');
	});

	test('give back the ids they were made of', () => {
		const ids = fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max: 60 }).map(String), id), {
			maxLength: 400,
		});
		fc.assert(
			fc.property(ids, (some) => {
				expect(readRanges(writeRanges(some))).toEqual(new Set(some));
			}),
		);
	});

	test.each(['x', '5-', '1-2-x', '1-999999999999', ',', '0'])('%p is none', (text) => {
		expect(readRanges(text)).toBeUndefined();
	});
});

describe('a stored state', () => {
	const sound = {
		version: 1,
		revision: 3,
		floor: '7',
		seen: '8-9',
		list: { order: 'newestFirst', pageSize: null, total: 2, newest: ['9', '8'] },
	};

	test('is taken as it is', () => {
		expect(readState(sound)).toBe(sound);
		expect(readState({ ...sound, floor: '0', seen: '' })).toBeDefined();
	});

	test.each([
		undefined,
		null,
		'text',
		{},
		{ ...sound, version: 2 },
		{ ...sound, floor: 7 },
		{ ...sound, floor: '007' },
		{ ...sound, seen: '8-' },
		{ ...sound, revision: 'x' },
		{ ...sound, list: undefined },
		{ ...sound, list: null },
		{ ...sound, list: {} },
	])('%p is none', (value) => {
		expect(readState(value)).toBeUndefined();
	});
});
