import * as fc from 'fast-check';
import { LARGEST_LIMIT, ListReader } from '../../../nodes/WatX/gateway/lists/reader';
import { plainRows } from '../../../nodes/WatX/gateway/lists/stretch';
import { ListServer, type ListSettings } from './listServer';

const read = async (
	list: ListServer,
	limit = Infinity,
	{ mostRequests = 1000, goOn = (): boolean => true } = {},
) => {
	const reader = new ListReader(list.fetchPage, plainRows, { mostRequests, goOn });
	const limits = limit === Infinity ? undefined : [Math.min(limit, LARGEST_LIMIT)];
	const reading = await reader.read({ wanted: () => limit, limits });
	return { ...reading, requests: reader.requests, ids: reading.rows.map(({ id }) => Number(id)) };
};
const down = (from: number, to = 1) =>
	Array.from({ length: Math.max(0, from - to + 1) }, (_, index) => from - index);

const PROFILES = ['stock', 'mended'] as const;

describe.each(PROFILES)('a whole list on a %s installation', (profile) => {
	it.each([
		[0, Infinity, 1],
		[1, Infinity, 1],
		[2, Infinity, 3],
		[101, Infinity, 3],
		[250, Infinity, 4],
		[1000, Infinity, 4],
		[10_000, Infinity, profile === 'stock' ? 3 : 4],
		[100_000, Infinity, 10],
		[1000, 250, 8],
		[1000, 100, 16],
		[1000, 25, 75],
		[100, 10, 27],
	])(
		'of %i rows with at most %i in a page takes %i requests at most',
		async (count, clamp, most) => {
			const list = new ListServer({ profile, clamp }).fill(count);
			const { ids, end, isSure, requests } = await read(list);
			expect(ids).toEqual(down(count));
			expect({ end, isSure }).toEqual({ end: 'end', isSure: true });
			expect(requests).toBeLessThanOrEqual(most);
			expect(list.mostUnderWay).toBeLessThanOrEqual(4);
		},
	);

	it('is whole where rows of one second stand in another order for each size of a page', async () => {
		const runs = fc.record({
			count: fc.integer({ min: 0, max: 400 }),
			clamp: fc.constantFrom(20, 50, 100, 250, Infinity),
			perSecond: fc.integer({ min: 1, max: 5 }),
			repeatsPages: fc.boolean(),
			idsAsText: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(runs, async ({ count, perSecond, ...settings }) => {
				const list = new ListServer({ profile, ...settings }).fill(count, { perSecond });
				const { ids, isSure } = await read(list);
				expect([...ids].sort((a, b) => b - a)).toEqual(down(count));
				expect(isSure).toBe(true);
			}),
			{ numRuns: 300 },
		);
	});

	it('whose seconds hold more rows than a page is whole, or said not to be', async () => {
		const runs = fc.record({
			count: fc.integer({ min: 0, max: 150 }),
			clamp: fc.constantFrom(10, 25, 60),
			perSecond: fc.constantFrom(7, 30, 1000),
		});
		let whole = 0;
		await fc.assert(
			fc.asyncProperty(runs, async ({ count, clamp, perSecond }) => {
				const list = new ListServer({ profile, clamp }).fill(count, { perSecond });
				const { ids, isSure } = await read(list);
				expect(new Set(ids).size).toBe(ids.length);
				if (isSure) expect(ids).toHaveLength(count);
				whole += Number(isSure);
			}),
			{ numRuns: 200 },
		);
		expect(whole).toBeGreaterThan(100);
	});

	it('loses and repeats nothing while rows arrive and are deleted, or says so', async () => {
		const change = fc.constantFrom('arrive', 'newest', 'middle', 'none', 'none');
		const runs = fc.record({
			count: fc.integer({ min: 1, max: 300 }),
			clamp: fc.constantFrom(20, 50, 100),
			changes: fc.array(change, { maxLength: 20 }),
		});
		let sure = 0;
		await fc.assert(
			fc.asyncProperty(runs, async ({ count, clamp, changes }) => {
				const list = new ListServer({ profile, clamp }).fill(count);
				let lastId = count;
				list.before = (request) => {
					const kind = changes[request - 1];
					if (kind === 'arrive') list.add(++lastId, 1000 + lastId);
					const index = kind === 'newest' ? list.rows.length - 1 : list.rows.length >> 1;
					if (kind === 'newest' || kind === 'middle') list.remove(list.rows[index]?.id);
				};
				const { ids, isSure } = await read(list);
				expect(new Set(ids).size).toBe(ids.length);
				const lost = list.rows.filter(({ id }) => id <= count && !ids.includes(id));
				if (isSure) expect(lost).toEqual([]);
				sure += Number(isSure);
			}),
			{ numRuns: 300 },
		);
		expect(sure).toBeGreaterThan(250);
	});
});

it('oldest first is whole, in the order of the list', async () => {
	const list = new ListServer({ order: 'oldest', clamp: 100 }).fill(730);
	expect((await read(list)).ids).toEqual(down(730).reverse());
});

describe('a gateway that', () => {
	const kinds: Array<[string, Partial<ListSettings>, number]> = [
		['ignores the limit', { ignoresLimit: true, clamp: 20, profile: 'mended' }, 130],
		[
			'ignores the limit and repeats pages',
			{ ignoresLimit: true, clamp: 20, profile: 'mended', repeatsPages: true },
			130,
		],
		['gives more than it is asked for', { ignoresLimit: true, clamp: 300, profile: 'mended' }, 700],
	];
	it.each(kinds)('%s is read to its end', async (_name, settings, count) => {
		const { ids, end } = await read(new ListServer(settings).fill(count));
		expect([...ids].sort((a, b) => b - a)).toEqual(down(count));
		expect(end).toBe('end');
	});

	it('ignores the page gives what it gives', async () => {
		const { ids, end, requests } = await read(
			new ListServer({ ignoresPage: true, clamp: 40 }).fill(100),
		);
		expect(ids).toEqual(down(100, 61));
		expect(end).toBe('end');
		expect(requests).toBeLessThanOrEqual(3);
	});

	it('always lists something new ends at the bounds', async () => {
		let id = 0;
		const fetchPage = async ({ limit }: { limit: number }) =>
			Array.from({ length: Math.min(limit, 50) }, () => ({ id: ++id }));
		const bounds = { mostRequests: 40 };
		const reading = await new ListReader(fetchPage, plainRows, bounds).read();
		expect(reading.isSure).toBe(false);
		expect(id).toBeLessThanOrEqual(40 * 50);
	});

	it('cannot give a large page is read in smaller ones', async () => {
		const list = new ListServer().fill(1000);
		const fetchPage: typeof list.fetchPage = async (query) => {
			if (query.limit > 300) throw new Error('Allowed memory size exhausted');
			return await list.fetchPage(query);
		};
		const reading = await new ListReader(fetchPage, plainRows, { mostRequests: 50 }).read();
		expect(reading.rows).toHaveLength(1000);
	});

	it('lists what is no record has that counted', async () => {
		const entries = [null, 5, 'x', [], { id: 1 }, { name: 'without an id' }];
		const fetchPage = async ({ page }: { page: number }) => (page === 1 ? entries : []);
		const reading = await new ListReader(fetchPage, plainRows, { mostRequests: 9 }).read();
		expect(reading.rows).toEqual([{ id: 1 }, { name: 'without an id' }]);
		expect(reading.odd).toBe(4);
	});

	it('gives 130,000 rows in one answer does not overflow the stack', async () => {
		const list = new ListServer({ ignoresLimit: true, clamp: 130_000 }).fill(130_000);
		expect((await read(list, 130_000)).rows).toHaveLength(130_000);
	});
});

describe('bounds', () => {
	it('hold in requests and in time', async () => {
		const list = () => new ListServer({ clamp: 20 }).fill(1000);
		expect(await read(list(), Infinity, { mostRequests: 7 })).toMatchObject({
			end: 'bounds',
			isSure: false,
			requests: 7,
		});
		let left = 5;
		const stopped = await read(list(), Infinity, { goOn: () => left-- > 0 });
		expect(stopped).toMatchObject({ end: 'bounds', requests: 5 });
	});

	it('let no request outlive the reading when a page fails', async () => {
		const list = new ListServer({ clamp: 20 }).fill(1000);
		list.before = (request) => {
			if (request === 6) throw new Error('page failed');
		};
		await expect(read(list)).rejects.toThrow('page failed');
		expect(list.underWay).toBe(0);
	});
});

describe('a limit', () => {
	it.each([5, 50, 100, 250, 1000])('of %i is one request', async (limit) => {
		const list = new ListServer().fill(2000);
		const { ids, end } = await read(list, limit);
		expect(ids.slice(0, limit)).toEqual(down(2000, 2001 - limit));
		expect(end).toBe('enough');
		expect(list.requests).toEqual([{ page: 1, limit }]);
	});
});
