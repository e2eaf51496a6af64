import { isNewestFirst, isPast } from '../../../nodes/WatX/gateway/newestFirst';

const HOUR = 3600;
const DAY = 24 * HOUR;
const NOW = 1_700_000_000;
const rows = (...created: number[]) => created.map((time) => ({ created: time }));
const old = (count: number, days: number) =>
	Array.from({ length: count }, (_, i) => ({ created: NOW - days * DAY - i }));

it.each([
	['newest first', rows(NOW, NOW - 1, NOW - 1, NOW - 9), true],
	['oldest first', rows(NOW - 9, NOW - 1, NOW), false],
	['a single time, which shows no order', rows(NOW, NOW), false],
	['nothing', [], false],
	['times that cannot be read between', [{ created: NOW }, { created: 'x' }, { created: 5 }], true],
	['one row out of order', rows(NOW - 1, NOW, NOW - 9), false],
])('tells the order of %s', (_name, list, expected) => expect(isNewestFirst(list)).toBe(expected));

describe('isPast', () => {
	const moment = NOW * 1000;
	const today = rows(NOW + 9, NOW + 5);

	it('is so when the rows have become older by more than a day', () => {
		expect(isPast([...today, ...old(50, 2)], moment)).toBe(true);
		expect(isPast([...today, ...old(50, 0.9)], moment)).toBe(false);
	});

	it('is not so for a burst of messages that were delivered late', () => {
		expect(isPast([...today, ...old(49, 5)], moment)).toBe(false);
		expect(isPast([...today, ...old(60, 5), ...today, ...old(60, 5)], moment)).toBe(false);
	});

	it('takes rows that stand a little out of order, as a list by ID has them', () => {
		expect(isPast([...rows(NOW - 60, NOW), ...old(50, 2)], moment)).toBe(true);
		expect(isPast([...rows(NOW - 2 * HOUR, NOW), ...old(50, 2)], moment)).toBe(false);
	});

	it('is not so where the list begins with its oldest row, or tells no times', () => {
		expect(isPast(old(300, 9).reverse(), moment)).toBe(false);
		expect(isPast(new Array(300).fill({ created: null }), moment)).toBe(false);
	});
});
