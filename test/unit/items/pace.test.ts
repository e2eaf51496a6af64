/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { PaceSettings } from '../../../nodes/WatX/fields/sendingOptions';
import { Pace } from '../../../nodes/WatX/items/pace';

const signal = new AbortController().signal;
const OFF: PaceSettings = { minDelay: 0, maxDelay: 0, batchSize: 0, batchPause: 0 };

beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate'] }));
afterEach(() => jest.useRealTimers());

/** Fails unless the promise is fulfilled after so many milliseconds, and not before. */
async function expectWait(promise: Promise<void>, ms: number): Promise<void> {
	await jest.advanceTimersByTimeAsync(ms - 1);
	expect(await isOpen(promise)).toBe(false);
	await jest.advanceTimersByTimeAsync(1);
	expect(await isOpen(promise)).toBe(true);
}

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
		pace.leave(true);
		await expectWait(second, 30);
	});

	it('owes no delay after an item that sent nothing', async () => {
		const pace = new Pace({ ...OFF, minDelay: 60_000, maxDelay: 60_000 }, signal);
		await pace.enter();
		pace.leave(false);
		expect(await isOpen(pace.enter())).toBe(true);
	});

	it.each([
		[0, 20],
		[0.5, 50],
		[1, 80],
	])('draws the delay between the two bounds (random %s)', async (random, expected) => {
		const pace = new Pace({ ...OFF, minDelay: 20, maxDelay: 80 }, signal, () => random);
		await pace.enter();
		pace.leave(true);
		await expectWait(pace.enter(), expected);
	});

	it('lets a batch run at once and pauses when all of it is done', async () => {
		const pace = new Pace({ ...OFF, batchSize: 2, batchPause: 30 }, signal);
		await pace.enter();
		await pace.enter();
		const third = pace.enter();
		pace.leave(true);
		expect(await isOpen(third)).toBe(false);
		pace.leave(true);
		await expectWait(third, 30);
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
