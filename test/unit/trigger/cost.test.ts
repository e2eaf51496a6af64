import { look, mark, type Look } from '../../../nodes/WatX/trigger/cursor/look';
import type { CursorState } from '../../../nodes/WatX/trigger/cursor/state';
import { ListServer, type Row } from './listServer';

/** Polls a list with the measures of the shipped trigger. */
class Watch {
	readonly server = new ListServer();

	state: CursorState | null = null;

	/** Requests of the last poll. */
	cost = 0;

	constructor(
		order: 'newest' | 'oldest',
		maxLimit: number,
		public length: number,
	) {
		this.server.ids = Array.from({ length }, (_, index) => index + 1);
		Object.assign(this.server, { order, maxLimit });
	}

	receive(count: number): void {
		for (let i = 0; i < count; i++) this.server.ids.push(++this.length);
	}

	async look(pages = 100): Promise<Look<Row>> {
		const startedAt = this.server.requests;
		const found = await look<Row>(this.state, this.server.fetchPage, {
			include: 0,
			goOn: () => this.server.requests - startedAt < pages,
			random: () => 0,
		});
		this.cost = this.server.requests - startedAt;
		return found;
	}

	async poll(pages?: number): Promise<number[]> {
		const found = await this.look(pages);
		this.state = mark(this.state, found, found.fresh.length);
		return found.fresh.map(({ value }) => value);
	}
}

const ORDERS = ['newest', 'oldest'] as const;
const LONG = 100_000;

describe.each(ORDERS)('%s first', (order) => {
	test.each([
		[1000, 26],
		[250, 26],
		[100, 0],
		[10, 0],
	])(
		'with %i rows a page, 30 quiet polls of a long list take two requests at most, %i of them one',
		async (maxLimit, single) => {
			const watch = new Watch(order, maxLimit, LONG + 333);
			await watch.poll();
			const costs: number[] = [];
			for (let i = 0; i < 30; i++) {
				expect(await watch.poll()).toEqual([]);
				costs.push(watch.cost);
			}
			expect(Math.max(...costs)).toBeLessThanOrEqual(2);
			expect(costs.filter((cost) => cost === 1).length).toBeGreaterThanOrEqual(single);
		},
	);

	test('a quiet poll of a short list takes one request, and now and then two', async () => {
		const watch = new Watch(order, 1000, 38);
		await watch.poll();
		const costs: number[] = [];
		for (let i = 0; i < 16; i++) {
			await watch.poll();
			costs.push(watch.cost);
		}
		expect(costs.filter((cost) => cost === 1)).toHaveLength(14);
		expect(Math.max(...costs)).toBe(2);
	});

	test('an empty list takes one request', async () => {
		const watch = new Watch(order, 1000, 0);
		await watch.poll();
		await watch.poll();
		expect(watch.cost).toBe(1);
	});

	test('new messages are found at the cost of a few pages, wherever the end has moved', async () => {
		const watch = new Watch(order, 1000, LONG);
		await watch.poll();
		for (let round = 0; round < 40; round++) {
			watch.receive(7);
			const first = watch.length - 6;
			expect(await watch.poll()).toEqual(Array.from({ length: 7 }, (_, index) => first + index));
			expect(watch.cost).toBeLessThanOrEqual(4);
		}
	});

	test('a late row among the newest 200 is found at once when a page is long enough', async () => {
		const watch = new Watch(order, 1000, 500);
		watch.server.ids = watch.server.ids.filter((id) => id !== 310);
		await watch.poll();
		watch.server.insert(310);
		const found = [await watch.poll(), await watch.poll()].flat();
		expect(found).toEqual([310]);
	});

	test('a long downtime is caught up over several polls, oldest first, nothing skipped', async () => {
		const watch = new Watch(order, 100, 400);
		await watch.poll();
		watch.receive(6000);
		const polls: number[][] = [];
		for (let emitted = 0; emitted < 6000; emitted += polls[polls.length - 1].length) {
			polls.push(await watch.poll(20));
			expect(polls[polls.length - 1].length).toBeGreaterThan(0);
		}
		expect(polls.length).toBeGreaterThan(3);
		expect(polls.flat()).toEqual(Array.from({ length: 6000 }, (_, index) => 401 + index));
	});
});

test('an oldest-first list is entered with about 2 log2(pages) requests', async () => {
	const watch = new Watch('oldest', 100, LONG);
	await watch.poll();
	const pages = LONG / 100;
	expect(watch.cost).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(pages)) + 5);
});

test('the state stays below 16 KB with the longest ids, none next to another', async () => {
	const base = 10n ** 39n;
	const ids = Array.from({ length: 3000 }, (_, index) => String(base + BigInt(index) * 2n));
	let listed = 300;
	let state: CursorState | null = null;
	let largest = 0;
	for (; listed <= ids.length; listed += 90) {
		const rows = ids.slice(0, listed).reverse();
		const found: Look<{ id: string }> = await look(
			state,
			async (page, limit) => rows.slice((page - 1) * limit, page * limit).map((id) => ({ id })),
			{ include: 0, goOn: () => true, random: () => 0 },
		);
		expect(found.fresh).toHaveLength(state ? 90 : 0);
		state = mark(state, found, found.fresh.length);
		largest = Math.max(largest, JSON.stringify(state).length);
	}
	expect(largest).toBeGreaterThan(8_000);
	expect(largest).toBeLessThan(16_384);
});

test('looking changes neither the state nor what it holds', async () => {
	const watch = new Watch('newest', 100, 300);
	await watch.poll();
	const copy = JSON.stringify(watch.state);
	watch.receive(5);
	const found = await watch.look();
	expect(found.fresh).toHaveLength(5);
	expect(JSON.stringify(watch.state)).toBe(copy);
	expect(mark(watch.state, found, 2)).not.toBe(watch.state);
	expect(JSON.stringify(watch.state)).toBe(copy);
});

test('messages that had to wait are found again, and only those', async () => {
	const watch = new Watch('newest', 1000, 300);
	await watch.poll();
	watch.receive(600);
	const found = await watch.look();
	watch.state = mark(watch.state, found, 450);
	expect(await watch.poll()).toEqual(Array.from({ length: 150 }, (_, index) => 751 + index));
	expect(await watch.poll()).toEqual([]);
});

test('a gateway that disregards the limit is read page by page', async () => {
	const watch = new Watch('newest', 1000, 400);
	watch.server.fixedLimit = 20;
	await watch.poll();
	watch.receive(70);
	expect(await watch.poll()).toEqual(Array.from({ length: 70 }, (_, index) => 401 + index));
	watch.server.order = 'oldest';
	watch.receive(30);
	expect(await watch.poll()).toEqual(Array.from({ length: 30 }, (_, index) => 471 + index));
});

test('history that deletions pull up is not emitted, and late rows below it are', async () => {
	const watch = new Watch('newest', 1000, 1000);
	watch.server.ids = watch.server.ids.filter((id) => id !== 650);
	await watch.poll();
	watch.server.ids = watch.server.ids.filter((id) => id <= 700);
	expect(await watch.poll()).toEqual([]);
	watch.server.insert(650);
	expect(await watch.poll()).toEqual([650]);
});

test('a gateway that starts over with low ids loses no more than what the first poll sees', async () => {
	const watch = new Watch('newest', 1000, 1000);
	await watch.poll();
	watch.server.ids = [1, 2, 3];
	expect(await watch.poll()).toEqual([]);
	watch.server.ids.push(4, 5);
	expect(await watch.poll()).toEqual([4, 5]);
});
