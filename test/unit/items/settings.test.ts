import { NodeApiError, type INode } from 'n8n-workflow';
import { faultError } from '../../../nodes/WatX/gateway/faults/fault';
import { endpoints } from '../../../nodes/WatX/gateway/endpoints';
import { errorItem, errorText } from '../../../nodes/WatX/items/itemError';
import { Report } from '../../../nodes/WatX/items/report';
import { getRunSettings } from '../../../nodes/WatX/fields/sendingOptions';

const node = { name: 'WatX', parameters: {} } as unknown as INode;
const failure = (reason: string, carriedOut: 'no' | 'maybe' = 'no'): NodeApiError =>
	faultError(node, endpoints.sendMessage, {
		reason,
		advice: 'Wait.',
		carriedOut,
		transient: false,
	});

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

describe('Report', () => {
	it('numbers what is not known and what was not tried', () => {
		const report = new Report(9);
		report.end('sent');
		report.end('queued');
		report.fail(failure('cut', 'maybe'), 3);
		report.fail(failure('full'), 4);
		expect(report.summary()).toBe(
			'Of 9 items: 1 sent, 1 queued, 2 failed, 5 not tried. It is not known whether item 3 happened: check before repeating.',
		);
	});

	it('shows the most frequent causes and how many more there are', () => {
		const report = new Report(40);
		for (let i = 0; i < 12; i++) report.fail(failure(`cause ${'abcdefghijkl'[i]}`), i);
		for (let i = 12; i < 40; i++) report.fail(failure('cause z'), i);
		const [, first, ...rest] = report.hints(0).map(({ message }) => message);
		expect(first).toMatch(/^28 items failed \(items 12, .*, 31 and 8 more\): .*cause z/);
		expect(rest.at(-1)).toBe('There are 3 more causes of failure: see the failed items.');
		expect(rest).toHaveLength(10);
	});

	it('shows no markup', () => {
		const report = new Report(2);
		report.fail(failure('<img src=x> & more'), 0);
		expect(report.hints(0)[1].message).toContain('&lt;img src=x> &amp; more');
	});

	it('counts results that are no messages as done, in no hint', () => {
		const report = new Report(2);
		report.end(undefined);
		report.end('connected');
		expect(report.hints(0)).toEqual([]);
		expect(report.summary()).toBe('Of 2 items: 2 done.');
	});
});

describe('the item of a failure', () => {
	it('holds the whole text', () => {
		expect(errorText(failure('broke'))).toBe('WatX could not send the message: broke. Wait.');
	});

	it('holds nothing but the error for the error output, so that n8n knows it in any version', () => {
		const item = errorItem({ ...node, onError: 'continueErrorOutput' }, failure('broke'), 4);
		expect(item).toEqual({ json: { error: expect.any(String) }, pairedItem: { item: 4 } });
	});
});
