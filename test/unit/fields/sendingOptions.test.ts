import { getRunSettings } from '../../../nodes/WatX/fields/sendingOptions';

describe('getRunSettings', () => {
	it('is fast and without limits by default', () => {
		const pace = { minDelay: 0, maxDelay: 0, batchSize: 0, batchPause: 0 };
		expect(getRunSettings({})).toEqual({ concurrency: 8, pace, check: undefined });
	});

	it.each([
		[1, 1],
		[50, 50],
		[51, 50],
		[0, 8],
		[-1, 8],
		[2.9, 2],
		['many', 8],
	])('reads a Max Concurrency of %p as %i', (maxConcurrency, expected) => {
		expect(getRunSettings({ maxConcurrency }).concurrency).toBe(expected);
	});

	it('never lets the longest delay be below the delay', () => {
		const { pace } = getRunSettings({ delayBetweenMessages: 50, maxDelayBetweenMessages: 20 });
		expect(pace).toMatchObject({ minDelay: 50, maxDelay: 50 });
	});
});
