/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { readPages } from '../../../nodes/WatX/gateway/paging';

type Row = { id: number };
type Change = 'insert' | 'delete first' | 'delete middle' | 'nothing';

/** A list as a gateway pages it: limits are clamped from both sides, rows come and go between requests. */
class List {
	rows: Row[];

	lastId: number;

	requests: Array<{ page: number; limit: number }> = [];

	inFlight = 0;

	maxInFlight = 0;

	readonly gone = new Set<number>();

	constructor(
		count: number,
		readonly options: {
			smallest?: number;
			largest?: number;
			repeatPages?: boolean;
			order?: 'newest' | 'oldest';
			changes?: Change[];
			textIds?: boolean;
		} = {},
	) {
		this.rows = Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
		this.lastId = count;
	}

	read = async ({ page, limit }: { page: number; limit: number }): Promise<IDataObject[]> => {
		const { smallest = 1, largest = 100, repeatPages, order = 'newest', changes } = this.options;
		this.requests.push({ page, limit });
		this.maxInFlight = Math.max(this.maxInFlight, ++this.inFlight);
		await Promise.resolve();
		this.inFlight--;
		const size = Math.max(smallest, Math.min(largest, limit));
		const listed = order === 'newest' ? [...this.rows].reverse() : [...this.rows];
		let start = (page - 1) * size;
		if (start >= listed.length && repeatPages) {
			start = Math.max(0, Math.floor((listed.length - 1) / size) * size);
		}
		const rows = listed.slice(start, start + size);
		this.change(changes?.[this.requests.length - 1] ?? 'nothing');
		return rows.map(({ id }, index) => ({
			// Half of the ids as text, as installations that mix them would.
			id: this.options.textIds && index % 2 === 0 ? String(id) : id,
		}));
	};

	private change(change: Change): void {
		const newestFirst = (this.options.order ?? 'newest') === 'newest';
		if (change === 'insert') this.rows.push({ id: ++this.lastId });
		if (change === 'delete first') this.remove(newestFirst ? this.rows.length - 1 : 0);
		if (change === 'delete middle') this.remove(Math.floor(this.rows.length / 2));
	}

	private remove(index: number): void {
		for (const { id } of this.rows.splice(index, 1)) this.gone.add(id);
	}
}

const ids = (rows: IDataObject[]) => rows.map(({ id }) => Number(id));
const range = (from: number, to: number) =>
	Array.from(
		{ length: Math.abs(to - from) + 1 },
		(_, index) => from + index * Math.sign(to - from),
	);

describe('reading a whole list', () => {
	it.each([
		[0, 1],
		[1, 3],
		[2, 3],
		[7, 2],
		[99, 2],
		[100, 5],
		[1000, 15],
	])('%i rows at rest take at most %i requests', async (count, most) => {
		const list = new List(count);
		expect(ids(await readPages(list.read))).toEqual(count ? range(count, 1) : []);
		expect(list.requests.length).toBeLessThanOrEqual(most);
		expect(list.maxInFlight).toBeLessThanOrEqual(4);
	});

	it('has four pages on their way at a time', async () => {
		const list = new List(1500);
		await readPages(list.read);
		expect(list.maxInFlight).toBe(4);
	});

	const faces = fc.record({
		smallest: fc.constantFrom(1, 1, 1, 10, 25),
		largest: fc.constantFrom(1, 2, 3, 7, 10, 25, 50, 100),
		repeatPages: fc.boolean(),
		order: fc.constantFrom('newest' as const, 'oldest' as const),
		textIds: fc.boolean(),
	});

	it('is complete and in order on every kind of gateway', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 0, max: 260 }), faces, async (count, options) => {
				const list = new List(count, options);
				const all = count ? range(1, count) : [];
				const rows = await readPages(list.read);
				expect(ids(rows)).toEqual(options.order === 'oldest' ? all : all.reverse());
				expect(list.maxInFlight).toBeLessThanOrEqual(4);
			}),
			{ numRuns: 300 },
		);
	});

	const changing = (changes: Change[], smallest = 1) =>
		fc.asyncProperty(
			fc.integer({ min: 1, max: 260 }),
			faces.filter(({ largest }) => largest >= smallest),
			fc.array(fc.constantFrom(...changes, 'nothing' as const), { maxLength: 25 }),
			async (count, options, moves) => {
				const list = new List(count, { ...options, changes: moves });
				const rows = ids(await readPages(list.read));
				expect(new Set(rows).size).toBe(rows.length);
				const lost = range(1, count).filter((id) => !rows.includes(id) && !list.gone.has(id));
				expect(lost).toEqual([]);
				const left = rows.filter((id) => !list.gone.has(id));
				expect(left).toEqual(
					[...left].sort((a, b) => (options.order === 'oldest' ? a - b : b - a)),
				);
			},
		);

	it('loses and repeats nothing while rows arrive', async () => {
		await fc.assert(changing(['insert'], 7), { numRuns: 400 });
	});

	it('loses and repeats nothing while rows are deleted', async () => {
		await fc.assert(changing(['delete first', 'delete middle']), { numRuns: 400 });
	});

	it('loses and repeats nothing while rows arrive and others are deleted', async () => {
		await fc.assert(changing(['insert', 'delete first', 'delete middle'], 7), { numRuns: 400 });
	});
});

describe('reading up to a limit', () => {
	it.each([
		[5, 1],
		[50, 1],
		[100, 1],
		[250, 3],
	])('%i rows take %i requests and no page too many', async (limit, requests) => {
		const list = new List(1000);
		expect(ids(await readPages(list.read, limit))).toEqual(range(1000, 1001 - limit));
		expect(list.requests).toHaveLength(requests);
		const most = list.requests.reduce((sum, query) => sum + query.limit, 0);
		expect(most).toBeLessThanOrEqual(limit * 1.2);
	});

	it('is exact whatever the gateway makes of the page size', async () => {
		const sizes = fc.record({
			smallest: fc.constantFrom(1, 10, 30),
			largest: fc.constantFrom(1, 2, 7, 10, 100),
			repeatPages: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 230 }),
				fc.integer({ min: 1, max: 230 }),
				sizes,
				async (count, limit, options) => {
					const list = new List(count, options);
					const rows = ids(await readPages(list.read, limit));
					expect(rows).toEqual(count ? range(count, 1).slice(0, limit) : []);
				},
			),
			{ numRuns: 300 },
		);
	});

	it.each([
		['ends', Infinity],
		['fails', 4],
	])('leaves no request under way when it %s', async (_how, failing) => {
		const list = new List(1000);
		let underWay = 0;
		const read = async (query: { page: number; limit: number }) => {
			underWay++;
			// Later pages take longer, so that some are on their way when the end is known.
			for (let turns = 0; turns < query.page; turns++) await new Promise(setImmediate);
			underWay--;
			if (query.page === failing) throw new Error('page 4 failed');
			return await list.read(query);
		};
		await readPages(read).catch(() => undefined);
		expect(underWay).toBe(0);
	});

	it('passes the error of a page on', async () => {
		const list = new List(1000);
		const read = async (query: { page: number; limit: number }) => {
			if (query.page === 4) throw new Error('page 4 failed');
			return await list.read(query);
		};
		await expect(readPages(read)).rejects.toThrow('page 4 failed');
	});
});
