/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import fc from 'fast-check';
import { schedule, type Job } from '../../../nodes/WatX/items/schedule';

const NO_PACE = { minDelay: 0, maxDelay: 0, batchSize: 0, batchPause: 0 };

interface Spec {
	orderKey?: string;
	account?: string;
	/** Turns of the event loop the job takes. */
	turns: number;
	sent: boolean;
	stops: boolean;
	/** Turns until it is prepared; at once when 0. */
	preparing: number;
	/** Turns for which it goes on when it has ended. */
	rest: number;
}

const specs = (stops: fc.Arbitrary<boolean>) =>
	fc.array(
		fc.record<Spec>({
			orderKey: fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: undefined }),
			account: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
			turns: fc.nat(4),
			sent: fc.boolean(),
			stops,
			preparing: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(2)),
			rest: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat(6)),
		}),
		{ maxLength: 40 },
	);

const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));
const turnOver = async (times: number) => {
	for (let i = 0; i < times; i++) await turn();
};

/** Runs jobs and notes what happened. */
async function observe(all: Spec[], concurrency: number, pace = NO_PACE) {
	const stop = new AbortController();
	const started: number[] = [];
	const ended: number[] = [];
	const runningBy = new Map<string | undefined, number>();
	let running = 0;
	let most = 0;
	let startedAfterStop = 0;
	let overlaps = 0;
	let resting = 0;
	await schedule({
		count: all.length,
		concurrency,
		pace,
		stop: stop.signal,
		prepare(index) {
			const { orderKey, account, turns, sent, stops, preparing, rest } = all[index];
			const job: Job = {
				orderKey,
				account,
				async run() {
					if (stop.signal.aborted) startedAfterStop++;
					started.push(index);
					most = Math.max(most, ++running);
					const before = runningBy.get(orderKey) ?? 0;
					if (orderKey !== undefined && before > 0) overlaps++;
					runningBy.set(orderKey, before + 1);
					await turnOver(turns);
					runningBy.set(orderKey, (runningBy.get(orderKey) ?? 0) - 1);
					running--;
					ended.push(index);
					if (stops) stop.abort();
					if (rest === 0) return { sent };
					resting++;
					return { sent, rest: turnOver(rest).then(() => void resting--) };
				},
			};
			return preparing === 0 ? job : turnOver(preparing).then(() => job);
		},
	});
	expect(resting).toBe(0);
	return { started, ended, most, startedAfterStop, overlaps, running };
}

const concurrency = fc.integer({ min: 1, max: 6 });
const inOrder = (indexes: number[]) => indexes.every((at, i) => i === 0 || at > indexes[i - 1]);

describe('schedule', () => {
	it('runs each job once, order keys in order, never more at once than allowed', async () => {
		await fc.assert(
			fc.asyncProperty(specs(fc.constant(false)), concurrency, async (all, places) => {
				const { started, ended, most, overlaps, running } = await observe(all, places);
				expect([...started].sort((a, b) => a - b)).toEqual(all.map((_, index) => index));
				expect(ended).toHaveLength(all.length);
				expect(running).toBe(0);
				expect(most).toBeLessThanOrEqual(places);
				expect(overlaps).toBe(0);
				for (const orderKey of ['a', 'b', 'c', 'd']) {
					expect(inOrder(started.filter((index) => all[index].orderKey === orderKey))).toBe(true);
				}
			}),
			{ numRuns: 150 },
		);
	});

	it('starts nothing after a stop, and waits for what runs', async () => {
		await fc.assert(
			fc.asyncProperty(
				specs(fc.integer({ min: 0, max: 9 }).map((n) => n === 0)),
				concurrency,
				async (all, places) => {
					const { started, ended, startedAfterStop, running } = await observe(all, places);
					expect(startedAfterStop).toBe(0);
					expect(ended).toHaveLength(started.length);
					expect(running).toBe(0);
				},
			),
			{ numRuns: 100 },
		);
	});

	it('runs each job once at a pace, too', async () => {
		const pace = fc.record({
			minDelay: fc.constantFrom(0, 1),
			maxDelay: fc.constantFrom(0, 2),
			batchSize: fc.nat(3),
			batchPause: fc.constantFrom(0, 1),
		});
		await fc.assert(
			fc.asyncProperty(specs(fc.constant(false)), concurrency, pace, async (all, places, p) => {
				const few = all.slice(0, 12);
				const { started, most } = await observe(few, places, p);
				expect([...started].sort((a, b) => a - b)).toEqual(few.map((_, index) => index));
				expect(most).toBeLessThanOrEqual(places);
			}),
			{ numRuns: 40 },
		);
	});

	it.each([
		['a job', { atRun: 2 }],
		['preparing a job', { atPrepare: 5 }],
	])('fails instead of hanging when %s fails', async (_what, at) => {
		const { atRun, atPrepare }: { atRun?: number; atPrepare?: number } = at;
		const prepare = (index: number): Job => {
			if (index === atPrepare) throw new Error('broken');
			return {
				async run() {
					await turn();
					if (index === atRun) throw new Error('broken');
					return { sent: true };
				},
			};
		};
		const { signal } = new AbortController();
		const plan = { count: 9, concurrency: 2, pace: NO_PACE, stop: signal, prepare };
		await expect(schedule(plan)).rejects.toThrow('broken');
	});

	it('starts the jobs of an account in their order at a pace, however many run at once', async () => {
		const anyone = specs(fc.constant(false)).map((all) =>
			all.slice(0, 12).map((spec) => ({ ...spec, orderKey: undefined })),
		);
		const batch = fc.integer({ min: 1, max: 4 });
		await fc.assert(
			fc.asyncProperty(anyone, concurrency, batch, async (all, places, batchSize) => {
				const { started } = await observe(all, places, { ...NO_PACE, batchSize, batchPause: 1 });
				for (const account of ['x', 'y'])
					expect(inOrder(started.filter((index) => all[index].account === account))).toBe(true);
			}),
			{ numRuns: 40 },
		);
	});

	it('lets the event loop turn while no job waits for anything', async () => {
		const { signal } = new AbortController();
		const started = performance.now();
		let turns = 0;
		let last = started;
		let longest = 0;
		const count = () => {
			turns++;
			longest = Math.max(longest, performance.now() - last);
			last = performance.now();
			timer = setImmediate(count);
		};
		let timer = setImmediate(count);
		const prepare = () => {
			const until = performance.now() + 1;
			while (performance.now() < until);
			return { run: async () => ({ sent: false }) };
		};
		await schedule({ count: 300, concurrency: 8, pace: NO_PACE, stop: signal, prepare });
		clearImmediate(timer);
		expect(turns).toBeGreaterThanOrEqual(5);
		expect(longest).toBeLessThan((performance.now() - started) / 2);
	});

	it('goes on with others while one rests', async () => {
		const quick: Spec = { turns: 0, sent: true, stops: false, preparing: 0, rest: 0 };
		const { ended } = await observe(
			[
				{ ...quick, rest: 50, account: 'x' },
				...Array.from({ length: 9 }, () => ({ ...quick, account: 'x' })),
			],
			1,
		);
		expect(ended).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
	});

	it('prepares nothing after a stop', async () => {
		const stop = new AbortController();
		let prepared = 0;
		const run = async () => {
			stop.abort();
			return { sent: true };
		};
		const prepare = () => {
			prepared++;
			return { run };
		};
		await schedule({ count: 100, concurrency: 3, pace: NO_PACE, stop: stop.signal, prepare });
		expect(prepared).toBeLessThanOrEqual(3);
	});

	it('looks a thousand items ahead and no further', async () => {
		let prepared = 0;
		let most = 0;
		let done = 0;
		const run = async () => {
			await turn();
			most = Math.max(most, prepared - done++);
			return { sent: true };
		};
		const prepare = () => {
			prepared++;
			return { orderKey: 'a', run };
		};
		const { signal } = new AbortController();
		await schedule({ count: 3000, concurrency: 2, pace: NO_PACE, stop: signal, prepare });
		expect(done).toBe(3000);
		expect(most).toBe(1000);
	});

	it('runs other order keys while one is busy', async () => {
		const busy: Spec = { orderKey: 'a', turns: 3, sent: true, stops: false, preparing: 0, rest: 0 };
		const all = [...Array.from({ length: 20 }, () => busy), { ...busy, orderKey: 'b', turns: 0 }];
		const { ended } = await observe(all, 2);
		expect(ended.indexOf(20)).toBeLessThan(2);
	});
});
