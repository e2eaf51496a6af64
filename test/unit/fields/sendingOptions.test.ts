import type { IDataObject } from 'n8n-workflow';
import { getRunSettings } from '../../../nodes/WatX/fields/sendingOptions';

describe('getRunSettings', () => {
	const settingsOf = (options: IDataObject) =>
		getRunSettings({
			option: (name) => options[name],
			refuse: (problem) => {
				throw new Error(problem);
			},
		});

	it('is fast and without limits by default', () => {
		const pace = { minDelay: 0, maxDelay: 0, batchSize: 0, batchPause: 0 };
		const expected = { concurrency: 8, pace, check: undefined };
		expect(settingsOf({})).toEqual(expected);
		const blank = { maxConcurrency: '', delayBetweenMessages: null, messagesPerBatch: ' ' };
		expect(settingsOf(blank)).toEqual(expected);
	});

	it.each([
		[1, 1],
		['50', 50],
		['  8 ', 8],
	])('reads a Max Concurrency of %p as %i', (maxConcurrency, expected) => {
		expect(settingsOf({ maxConcurrency }).concurrency).toBe(expected);
	});

	it.each([
		[{ maxConcurrency: 201 }, '"Max Concurrency" is not a whole number from 1 to 200, but "201"'],
		[{ maxConcurrency: 0 }, '"Max Concurrency" is not a whole number from 1 to 200, but "0"'],
		[{ maxConcurrency: 2.9 }, /whole number/],
		[{ maxConcurrency: 'many' }, /is not a whole number from 1 to 200, but "many"/],
		[{ maxConcurrency: [1] }, /is a list: take one entry/],
		[{ delayBetweenMessages: -1 }, /is not a number of 0 or more, but "-1"/],
		[{ messagesPerBatch: '1e3' }, /, but "1e3"/],
	])('refuses %j', (options, message) => {
		expect(() => settingsOf(options)).toThrow(message);
	});

	it('never lets the longest delay be below the delay', () => {
		const { pace } = settingsOf({ delayBetweenMessages: 5, maxDelayBetweenMessages: 2 });
		expect(pace).toMatchObject({ minDelay: 5_000, maxDelay: 5_000 });
	});

	it.each([
		[{ messagesPerBatch: 20 }, 20, 60_000],
		[{ pauseBetweenBatches: 1.5 }, 50, 1_500],
		[{ messagesPerBatch: 20, pauseBetweenBatches: 30 }, 20, 30_000],
		[{ messagesPerBatch: 0, pauseBetweenBatches: 30 }, 0, 30_000],
	])('reads %j as batches of %i with a pause of %i ms', (options, batchSize, batchPause) => {
		expect(settingsOf(options).pace).toMatchObject({ batchSize, batchPause });
	});
});
