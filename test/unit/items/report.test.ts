import { NodeApiError, type INode } from 'n8n-workflow';
import { faultError } from '../../../nodes/WatX/gateway/faults/fault';
import { endpoints } from '../../../nodes/WatX/gateway/endpoints';
import { Report } from '../../../nodes/WatX/items/report';

const node = { name: 'WatX', parameters: {} } as unknown as INode;
const failure = (reason: string, carriedOut: 'no' | 'maybe' = 'no'): NodeApiError =>
	faultError(node, endpoints.sendMessage, {
		kind: 'gatewayError',
		reason,
		advice: 'Wait.',
		carriedOut,
		transient: false,
	});

const ended = (itemIndex: number, happened: 'no' | 'maybe' | 'yes' = 'no') => ({
	itemIndex,
	happened,
});

describe('Report', () => {
	it('numbers what is not known and what was not tried', () => {
		const report = new Report(new Uint8Array(9));
		report.end(0, 'sent');
		report.end(1, 'queued');
		report.fail(failure('cut', 'maybe'), ended(3, 'maybe'));
		report.fail(failure('full'), ended(4));
		expect(report.summary()).toBe('Of 9 items: 1 sent, 1 queued, 2 failed, 5 not tried.');
		expect(report.unsure()).toBe(
			'It is not known whether item 3 happened: check before repeating.',
		);
	});

	it('names every item that is not known, neighbours as a range', () => {
		const report = new Report(new Uint8Array(500));
		for (let i = 0; i < 500; i++) if (i % 100 < 40) report.fail(failure('cut'), ended(i, 'maybe'));
		report.fail(failure('cut'), ended(41, 'maybe'));
		expect(report.unsure()).toContain(
			'whether items 0 to 39, 41, 100 to 139, 200 to 239, 300 to 339, 400 to 439 happened',
		);
		expect(report.unsure(2)).toContain('items 0 to 39, 41 and 160 more happened');
	});

	it('counts all attempts together: what was done or may have been stays so', () => {
		const endings = new Uint8Array(6);
		const first = new Report(endings);
		first.end(0, 'sent');
		first.fail(failure('cut', 'maybe'), ended(1, 'maybe'));
		first.fail(failure('full'), ended(2));
		first.fail(failure('full'), ended(3));
		const second = new Report(endings);
		second.fail(failure('broken expression'), ended(0));
		second.fail(failure('broken expression'), ended(1));
		second.end(2, 'sent');
		expect(second.summary()).toBe('Of 6 items: 2 sent, 2 failed, 2 not tried.');
		expect(second.unsure()).toContain('item 1 happened');
	});

	it('shows the most frequent causes and how many more there are', () => {
		const report = new Report(new Uint8Array(80));
		for (let i = 0; i < 12; i++) report.fail(failure(`cause ${'abcdefghijkl'[i]}`), ended(i));
		for (let i = 12; i < 80; i += 2) report.fail(failure('cause z'), ended(i));
		const [, first, ...rest] = report.hints(0).map(({ message }) => message);
		expect(first).toMatch(/^34 items failed \(items 12, 14, .*, 50 and 14 more\): .*cause z/);
		expect(rest.at(-1)).toBe('There are 3 more causes of failure: see the failed items.');
		expect(rest).toHaveLength(10);
	});

	it('shows no markup', () => {
		const report = new Report(new Uint8Array(2));
		report.fail(failure('<img src=x> & more'), ended(0));
		expect(report.hints(0)[1].message).toContain('&lt;img src=x> &amp; more');
	});

	it('counts results that are no messages as done, in no hint', () => {
		const report = new Report(new Uint8Array(2));
		report.end(0, undefined);
		report.end(1, 'connected');
		expect(report.hints(0)).toEqual([]);
		expect(report.summary()).toBe('Of 2 items: 2 done.');
	});
});
