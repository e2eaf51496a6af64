import * as fc from 'fast-check';
import { pageAcross, tailPage } from '../../../nodes/WatX/trigger/cursor/pages';

const cap = fc.integer({ min: 1, max: 250 });
const bounds = ({ page, limit }: { page: number; limit: number }) => [
	(page - 1) * limit,
	page * limit - 1,
];

test('a page across two rows holds both and is no longer than allowed', () => {
	fc.assert(
		fc.property(fc.nat(5000), fc.nat(70), cap, fc.boolean(), (low, distance, most, isEnd) => {
			const high = low + distance;
			const spec = pageAcross(low, high, most, isEnd ? 'end' : 'beginning');
			if (!spec) return;
			const [first, last] = bounds(spec);
			expect(spec.limit).toBeLessThanOrEqual(most);
			expect(first).toBeLessThanOrEqual(low);
			expect(last).toBeGreaterThanOrEqual(high);
		}),
	);
});

test('neighbouring pages of 11 rows or more can always overlap', () => {
	for (let end = 11; end < 20_000; end++) {
		expect(pageAcross(end - 1, end, 11, 'end')).toBeDefined();
	}
});

test('pages of 10 rows cannot overlap where every size up to 10 has a border', () => {
	expect(pageAcross(2519, 2520, 10, 'end')).toBeUndefined();
	expect(pageAcross(2507, 2508, 10, 'end')).toBeDefined();
});

test('the tail page ends beyond the list and holds all the rows wanted where that is possible', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 100_000 }), cap, (total, most) => {
			const spec = tailPage(total, most, 200);
			const [first, last] = bounds(spec);
			expect(first).toBeLessThan(total);
			expect(last).toBeGreaterThanOrEqual(total - 1);
			expect(spec.limit).toBeLessThanOrEqual(most);
		}),
	);
	let pages = 0;
	for (let total = 10_000; total < 11_000; total++) {
		const { page, limit } = tailPage(total, 250, 200);
		const held = total - (page - 1) * limit;
		if (held < 200 || held === limit) pages++;
	}
	expect(pages).toBeLessThan(20);
});

test('a total at which every page size ends gives the last full page', () => {
	expect(tailPage(2520, 10, 200)).toEqual({ page: 252, limit: 10 });
});
