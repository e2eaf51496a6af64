/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { INode } from 'n8n-workflow';
import type { FaultKind } from '../../emulator';
import { startSuite, type Suite } from '../suite';
import { delivered, people, retryOnFail } from './people';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

const COUNT = 60;
const ALL = people(COUNT).map(({ text }) => text as string);

/** Spoils the messages of items as long as the test runs. */
function spoil(items: number[], kind: FaultKind): void {
	const texts = new Set(items.map((item) => ALL[item]));
	const when = ({ fields }: { fields: object }) =>
		'message' in fields && texts.has(String(fields.message));
	suite.gateway.fault({ kind, times: Infinity, match: { when } });
}

const node = (settings: Partial<INode> = {}, options = {}): INode =>
	suite.sendNode({ options: { maxTries: 1, priority: 1, ...options } }, settings);

const postedOf = (): string[] => suite.gateway.requests.map(({ fields }) => String(fields.message));

/** The items that an error says may have been done. */
function named(text = ''): number[] {
	const list = /It is not known whether items? ([\d, to]+) happened/.exec(text)?.[1] ?? '';
	return list.split(', ').flatMap((part) => {
		const [first, last = first] = part.split(' to ').map(Number);
		return Array.from({ length: last - first + 1 }, (_, i) => first + i);
	});
}

describe('an outcome that is not known', () => {
	it('is told of every message that was in flight when one stopped the run', async () => {
		suite.gateway.settings.latencyMs = 10;
		const unsure = [10, 11, 12, 13, 15, 16];
		spoil(unsure, 'cut-after');
		const { error } = await suite.run(node(), people(COUNT));
		const posted = new Set(postedOf());
		expect(named(error?.message)).toEqual(unsure.filter((item) => posted.has(ALL[item])));
		expect(named(error?.message).length).toBeGreaterThan(1);
		expect(error?.description).toContain(`${COUNT - posted.size} not tried.`);
	});

	it.each([0, 7, 59])(
		'at item %i leaves the others their message exactly once under Retry On Fail',
		async (position) => {
			suite.gateway.settings.latencyMs = 2;
			spoil([position], 'cut-after');
			for (const onError of [undefined, 'continueRegularOutput'] as const) {
				suite.gateway.state.sent.length = 0;
				suite.gateway.requests.length = 0;
				const { error } = await suite.run(node({ ...retryOnFail, onError }), people(COUNT));
				expect([...postedOf()].sort()).toEqual([...ALL].sort());
				expect([...delivered(suite.gateway)].sort()).toEqual([...ALL].sort());
				if (onError) expect(error).toBeUndefined();
				else {
					expect(named(error?.message)).toEqual([position]);
					expect(error?.description).toContain('Of 60 items: 59 sent, 1 failed.');
					expect(error?.description).not.toContain('goes on');
				}
			}
		},
	);

	it('is counted over all attempts, the ones that were not reached again as well', async () => {
		suite.gateway.settings.latencyMs = 5;
		// Each attempt gets as far as one more of these.
		spoil([20, 30, 40, 50], 'cut-after');
		const { error } = await suite.run(
			node({ ...retryOnFail }, { maxConcurrency: 4 }),
			people(COUNT),
		);
		const posted = postedOf();
		expect(new Set(posted).size).toBe(posted.length);
		const unsure = [20, 30, 40, 50].filter((item) => posted.includes(ALL[item]));
		expect(unsure).toEqual([20, 30, 40]);
		expect(named(error?.message)).toEqual(unsure);
		const left = COUNT - posted.length;
		expect(left).toBeGreaterThan(0);
		expect(error?.description).toContain(
			`Of 60 items: ${posted.length - 3} sent, 3 failed, ${left} not tried.`,
		);
	});

	it('does not end the run again, but a message that is refused does', async () => {
		spoil([5], 'cut-after');
		const items = people(COUNT).map((item, i) => (i === 40 ? { ...item, to: 'nobody' } : item));
		const { error } = await suite.run(node({ ...retryOnFail }, { maxConcurrency: 1 }), items);
		expect(postedOf()).toEqual(ALL.slice(0, 40));
		expect(error?.message).toMatch(/the message was sent: the connection/);
		expect(error?.description).toContain('Of 60 items: 39 sent, 2 failed, 19 not tried.');
	});
});

describe('many items that are all refused', () => {
	it('let n8n do other things meanwhile', async () => {
		const items = Array.from({ length: 5000 }, () => ({ to: 'nobody', text: 'Hello' }));
		const started = performance.now();
		let last = started;
		let longest = 0;
		const look = () => {
			longest = Math.max(longest, performance.now() - last);
			last = performance.now();
			timer = setImmediate(look);
		};
		let timer = setImmediate(look);
		const result = await suite.run(node({ onError: 'continueRegularOutput' }), items);
		clearImmediate(timer);
		expect(result.items('WatX')).toHaveLength(items.length);
		expect(longest).toBeLessThan((performance.now() - started) / 3);
	}, 120_000);
});

describe('a run without an execution and a workflow of its own, as an agent makes them', () => {
	it.each([undefined, 'continueRegularOutput'] as const)(
		'sends each message once (on error: %s)',
		async (onError) => {
			spoil([0], 'cut-after');
			const workflow = suite.engine.chain(node({ ...retryOnFail, onError }));
			const input = people(3).map((json) => ({ json }));
			const credentials = suite.credentials();
			await suite.engine.run({ ...workflow, id: '' }, { input, credentials, executionId: '' });
			expect([...postedOf()].sort()).toEqual(ALL.slice(0, 3));
		},
	);

	it('downloads a QR code', async () => {
		const link = suite.engine.node(
			{
				resource: 'account',
				operation: 'link',
				server: { __rl: true, mode: 'id', value: String(suite.gateway.state.servers[0].id) },
			},
			{ name: 'WatX', type: 'n8n-nodes-watx.watX', ...retryOnFail },
		);
		const workflow = suite.engine.chain(link);
		const input = [{ json: {} }];
		const credentials = suite.credentials();
		const result = await suite.engine.run(
			{ ...workflow, id: '' },
			{ input, credentials, executionId: '' },
		);
		expect(result.error).toBeUndefined();
		expect(result.items('WatX')[0].binary?.data.mimeType).toBe('image/png');
	});
});
