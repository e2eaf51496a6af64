/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { PaceSettings } from '../../../nodes/WatX/fields/sendingOptions';
import { Pace } from '../../../nodes/WatX/items/pace';

const signal = new AbortController().signal;
const OFF: PaceSettings = { minDelay: 0, maxDelay: 0, batchSize: 0, batchPause: 0 };

/** Whether a promise is fulfilled by the time all that needs no timer is done. */
async function isOpen(promise: Promise<void>): Promise<boolean> {
	let open = false;
	void promise.then(() => (open = true));
	await new Promise<void>((resolve) => setImmediate(resolve));
	return open;
}

describe('Pace', () => {
	it('lets a message through only when the one before it is done, and the delay is over', async () => {
		const pace = new Pace({ ...OFF, minDelay: 30, maxDelay: 30 }, signal);
		await pace.enter();
		const second = pace.enter();
		expect(await isOpen(second)).toBe(false);
		const done = performance.now();
		pace.leave(true);
		await second;
		expect(performance.now() - done).toBeGreaterThanOrEqual(29);
	});

	it('owes no delay after an item that sent nothing', async () => {
		const pace = new Pace({ ...OFF, minDelay: 60_000, maxDelay: 60_000 }, signal);
		await pace.enter();
		pace.leave(false);
		expect(await isOpen(pace.enter())).toBe(true);
	});

	it.each([
		[0, 20],
		[1, 80],
	])('draws the delay between the two bounds (random %s)', async (random, expected) => {
		const pace = new Pace({ ...OFF, minDelay: 20, maxDelay: 80 }, signal, () => random);
		await pace.enter();
		const done = performance.now();
		pace.leave(true);
		await pace.enter();
		expect(performance.now() - done).toBeGreaterThanOrEqual(expected - 1);
	});

	it('lets a batch run at once and pauses when all of it is done', async () => {
		const pace = new Pace({ ...OFF, batchSize: 2, batchPause: 30 }, signal);
		await pace.enter();
		await pace.enter();
		const third = pace.enter();
		pace.leave(true);
		expect(await isOpen(third)).toBe(false);
		const done = performance.now();
		pace.leave(true);
		await third;
		expect(performance.now() - done).toBeGreaterThanOrEqual(29);
		expect(await isOpen(pace.enter())).toBe(true);
	});

	it('does not count an item that sent nothing towards the batch', async () => {
		const pace = new Pace({ ...OFF, batchSize: 1, batchPause: 60_000 }, signal);
		await pace.enter();
		pace.leave(false);
		expect(await isOpen(pace.enter())).toBe(true);
	});

	it('ends all waiting when the run stops', async () => {
		const controller = new AbortController();
		const pace = new Pace({ ...OFF, minDelay: 60_000, maxDelay: 60_000 }, controller.signal);
		await pace.enter();
		pace.leave(true);
		const second = pace.enter();
		expect(await isOpen(second)).toBe(false);
		controller.abort();
		await second;
	});
});
