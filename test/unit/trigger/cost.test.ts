import { look, mark } from '../../../nodes/WatX/trigger/cursor/look';
import { SEEN_CHARACTERS, type CursorState } from '../../../nodes/WatX/trigger/cursor/state';
import { Watch } from './watch';

const PROFILES = ['stock', 'mended'] as const;

describe.each(PROFILES)('on a %s installation', (profile) => {
	test.each([50, 1000, 100_000])(
		'a quiet poll of %i rows is one request for one row, and every tenth looks at 200',
		async (history) => {
			const watch = new Watch({ profile }, history);
			await watch.poll();
			await watch.poll();
			const limits: number[] = [];
			for (let poll = 0; poll < 30; poll++) {
				expect(await watch.poll()).toEqual([]);
				if (watch.cost === 1) limits.push(watch.queries[0].limit);
				else expect(watch.queries[0].limit).toBe(250);
			}
			const small = limits.filter((limit) => limit === 1).length;
			expect(small).toBeGreaterThanOrEqual(27);
		},
	);

	test('while rows can still join the newest second, a poll asks for all of it and one row more', async () => {
		const watch = new Watch({ profile }, 500, 40);
		await watch.poll();
		for (let poll = 0; poll < 6; poll++) await watch.poll({ seconds: 0 });
		expect(watch.queries).toEqual([{ page: 1, limit: 21 }]);
		watch.server.remove(500);
		const ids = watch.receive(1);
		expect(await watch.poll({ seconds: 0 })).toEqual(ids);
	});

	test('an empty list takes one request', async () => {
		const watch = new Watch({ profile }, 0);
		await watch.poll();
		await watch.poll();
		expect(watch.cost).toBe(1);
	});
});

test('a list that begins with its oldest row is right, too', async () => {
	const watch = new Watch({ order: 'oldest' }, 700);
	await watch.poll();
	for (let poll = 0; poll < 4; poll++) {
		expect(await watch.poll()).toEqual([]);
		const ids = watch.receive(30);
		expect(await watch.poll({ seconds: 100 })).toEqual(ids);
	}
});

test('the state stays below 16 KB with the longest ids, none next to another', async () => {
	const base = 10n ** 39n;
	const ids = Array.from({ length: 3000 }, (_, index) => String(base + BigInt(index) * 7n ** 20n));
	let state: CursorState | null = null;
	let largest = 0;
	const found: string[] = [];
	for (let listed = 300; listed <= ids.length + 4000; listed += 900) {
		const rows = ids.slice(0, listed).reverse();
		const looked: Awaited<ReturnType<typeof look>> = await look(
			state,
			async ({ limit }) => rows.slice(0, limit),
			{ parse: (id) => ({ id: id as string, mark: 'abcd' }), now: () => listed },
		);
		state = mark(state, looked);
		found.push(...looked.fresh.map(({ id }) => id));
		largest = Math.max(largest, JSON.stringify(state).length);
	}
	expect(largest).toBeGreaterThan(SEEN_CHARACTERS / 2);
	expect(largest).toBeLessThan(16_384);
	expect(found).toEqual(ids.slice(300));
});

test('looking changes neither the state nor what it holds', async () => {
	const watch = new Watch({}, 300);
	await watch.poll();
	const copy = JSON.stringify(watch.state);
	watch.receive(5);
	const options = { parse: () => undefined, now: () => 0 };
	await look(watch.state, watch.server.fetchPage, options);
	expect(JSON.stringify(watch.state)).toBe(copy);
});

test('a gateway that starts over with low ids loses no more than what the first look sees', async () => {
	const watch = new Watch({}, 1000);
	await watch.poll();
	watch.server.rows = [];
	watch.server.fill(3, { first: 1, from: 1_900_000_000 });
	await watch.poll();
	for (let poll = 0; poll < 10; poll++) await watch.poll();
	watch.server.add(4, 1_900_000_100);
	watch.server.add(5, 1_900_000_200);
	expect(await watch.poll()).toEqual([4, 5]);
});

test('a single id that is given again is another message', async () => {
	const watch = new Watch({}, 300);
	await watch.poll();
	watch.server.remove(300);
	watch.server.rows.push({ id: 300, created: watch.clock, text: 'another one' });
	expect(await watch.poll()).toEqual([300]);
	expect(await watch.poll()).toEqual([]);
});

test('history that deletions pull up is not emitted', async () => {
	const watch = new Watch({}, 1000);
	await watch.poll();
	watch.server.rows = watch.server.rows.filter(({ id }) => id <= 700);
	for (let poll = 0; poll < 12; poll++) expect(await watch.poll()).toEqual([]);
	const ids = watch.receive(2);
	expect(await watch.poll()).toEqual(ids);
});

test('a message that is held stays new until it is handled', async () => {
	const watch = new Watch({}, 300);
	await watch.poll();
	const [held, ...others] = watch.receive(4);
	const options = {
		parse: (entry: unknown) => ({ id: String((entry as { id: number }).id) }),
		now: () => 0,
	};
	const found = await look(watch.state, watch.server.fetchPage, options);
	watch.state = mark(watch.state, found, ({ id }) => Number(id) !== held);
	expect(found.fresh).toHaveLength(others.length + 1);
	const more = watch.receive(400);
	expect(await watch.poll()).toEqual([held, ...more]);
});
