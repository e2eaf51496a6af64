import { NodeApiError, type INode } from 'n8n-workflow';
import { faultError } from '../../../nodes/WatX/gateway/faults/fault';
import { endpoints } from '../../../nodes/WatX/gateway/endpoints';
import { Report } from '../../../nodes/WatX/items/report';

const node = { name: 'WatX', parameters: {} } as unknown as INode;
const failure = (reason: string, carriedOut: 'no' | 'maybe' = 'no'): NodeApiError =>
	faultError(node, endpoints.sendMessage, {
		reason,
		advice: 'Wait.',
		carriedOut,
		transient: false,
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
