import { interleave, percentile, ratioOf, spreadOf } from './rounds';

test('contenders take turns, and results keep the order of the rounds', async () => {
	const turns: string[] = [];
	const contender = (name: string) => ({ name, run: async () => turns.push(name) });
	const results = await interleave([contender('A'), contender('B')], 3);
	expect(turns.join('')).toBe('ABABAB');
	expect(results.get('B')).toEqual([2, 4, 6]);
});

test('the median of an odd and an even number of rounds, with the range', () => {
	expect(spreadOf([9, 1, 4])).toEqual({ median: 4, low: 1, high: 9 });
	expect(spreadOf([8, 2, 4, 6])).toEqual({ median: 5, low: 2, high: 8 });
});

test('ratios compare what ran in the same round', () => {
	expect(ratioOf([10, 100, 40], [10, 50, 10])).toEqual({ median: 2, low: 1, high: 4 });
});

test('the value that 99 of 100 do not exceed', () => {
	const values = Array.from({ length: 100 }, (_, index) => 100 - index);
	expect(percentile(values, 99)).toBe(99);
	expect(percentile([7], 99)).toBe(7);
});
