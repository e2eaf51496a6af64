import * as fc from 'fast-check';
import { Done } from '../../../nodes/WatX/trigger/cursor/done';
import { parseId } from '../../../nodes/WatX/gateway/messageRow';
import { compareIds } from '../../../nodes/WatX/trigger/cursor/ids';
import { readSeen, readState, writeSeen } from '../../../nodes/WatX/trigger/cursor/state';

const id = fc.bigInt({ min: 1n, max: 10n ** 40n - 1n }).map(String);

describe('ids', () => {
	test.each([
		[7, '7'],
		['0042', '42'],
		[Number.MAX_SAFE_INTEGER, '9007199254740991'],
		['123456789012345678901234567890', '123456789012345678901234567890'],
	])('%p is an id', (value, expected) => {
		expect(parseId(value)).toBe(expected);
	});

	test.each([0, -1, 1.5, '', 'abc', '12a', null, undefined, {}, NaN, '1'.repeat(41), 1e21])(
		'%p is no id',
		(value) => {
			expect(parseId(value)).toBeUndefined();
		},
	);

	test('they are ordered by value, however long they are', () => {
		fc.assert(
			fc.property(id, id, (a, b) => {
				const expected = BigInt(a) < BigInt(b) ? -1 : Number(BigInt(a) > BigInt(b));
				expect(Math.sign(compareIds(a, b))).toBe(expected);
			}),
		);
	});
});

describe('seen ids', () => {
	test('are written short', () => {
		const seen = new Map(['12', '9', '7', '8', '10', '100'].map((each) => [each, undefined]));
		expect(writeSeen(seen)).toBe('7,1*3,2,2g');
		expect(writeSeen(new Map([['5', 'ab_Z']]))).toBe('5.ab_Z');
		expect(writeSeen(new Map())).toBe('');
	});

	test('give back what they were made of', () => {
		const mark = fc.option(fc.constantFrom('ab', 'x-_9'), { nil: undefined });
		const entry = fc.tuple(fc.oneof(fc.integer({ min: 1, max: 60 }).map(String), id), mark);
		fc.assert(
			fc.property(fc.array(entry, { maxLength: 400 }), (entries) => {
				const seen = new Map(entries);
				expect(readSeen(writeSeen(seen))).toEqual(seen);
			}),
		);
	});

	test.each(['X', '5-', '1*', '1*99999', ',', '0', '1.', '1.way_too_long', '1*9999'])(
		'%p are none',
		(text) => {
			expect(readSeen(text)).toBeUndefined();
		},
	);
});

describe('a stored state', () => {
	const head = { second: '1', rows: 1, isAll: false, since: 5, isOver: true };
	const sound = {
		...{ version: 2, revision: 3, floor: '7', seen: '8,1', base: 0, head, quiet: 4, depth: 0 },
		readAt: 1,
	};

	test('is taken as it is', () => {
		expect(readState(sound)).toBe(sound);
		expect(readState({ ...sound, floor: '0', seen: '', head: undefined })).toBeDefined();
	});

	test.each([
		undefined,
		null,
		'text',
		{},
		{ ...sound, version: 1 },
		{ ...sound, floor: 7 },
		{ ...sound, floor: '007' },
		{ ...sound, seen: '8-' },
		{ ...sound, revision: 'x' },
		{ ...sound, head: null },
		{ ...sound, head: { second: 5 } },
		{ ...sound, base: 2 },
		{ ...sound, depth: undefined },
	])('%p is none', (value) => {
		expect(readState(value)).toBeUndefined();
	});
});

describe('what is done', () => {
	const rows = (from: number, to: number) =>
		Array.from({ length: to - from + 1 }, (_, index) => ({ id: String(from + index), mark: 'm' }));

	test('a forgotten id raises the floor, but not over one that this poll has added', () => {
		const done = Done.history('0', rows(1, 500)).with(rows(501, 1400), []);
		expect(done.floor).toBe('500');
		expect(done.seen.size).toBe(900);
		expect(done.with([], []).floor).toBe('1000');
	});

	test('the floor stays below what is left', () => {
		const done = Done.history('0', rows(1, 900)).with([], [{ id: '50' }]);
		expect(done.floor).toBe('49');
	});

	test('another row under a known id is new, and one that is written differently is not', () => {
		const done = Done.history('0', rows(1, 30));
		const again = rows(1, 30).map((row) => ({ ...row, mark: 'other' }));
		expect(done.has(again[29])).toBe(false);
		expect(done.rewritten([...rows(1, 29), again[29]]).size).toBe(0);
		expect(done.rewritten(again).size).toBe(30);
	});
});
