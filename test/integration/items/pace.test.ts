/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { RecordedRequest } from '../../emulator';
import { startSuite, type Suite } from '../suite';
import { holdRequests } from './hold';
import { delivered, people } from './people';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

/** Timers may fire a moment early by the clock that the gateway reads. */
const EARLY_MS = 2;

/** Times between the answer to one request and the arrival of the next. */
const gaps = (requests: RecordedRequest[]): number[] =>
	requests.slice(1).map(({ startedAt }, i) => startedAt - (requests[i].finishedAt ?? Infinity));

describe('the pace of an account', () => {
	it('keeps the delay after each message', async () => {
		const options = { delayBetweenMessages: 0.04 };
		await suite.run(suite.sendNode({ options }), people(6));
		expect(delivered(suite.gateway)).toEqual(people(6).map(({ text }) => text));
		for (const gap of gaps(suite.gateway.requests))
			expect(gap).toBeGreaterThanOrEqual(40 - EARLY_MS);
	});

	it('draws each delay anew between the two bounds', async () => {
		const timers = jest.spyOn(globalThis, 'setTimeout');
		const random = jest.spyOn(Math, 'random');
		// Enough draws for whoever else draws meanwhile; no two delays are then alike.
		for (let i = 0; i < 1000; i++) random.mockReturnValueOnce((i % 100) / 100);
		const options = { delayBetweenMessages: 0.02, maxDelayBetweenMessages: 0.04 };
		await suite.run(suite.sendNode({ options }), people(8));
		jest.restoreAllMocks();
		const delays = timers.mock.calls.map(([, ms = 0]) => ms).filter((ms) => ms >= 20 && ms <= 40);
		expect(new Set(delays).size).toBeGreaterThanOrEqual(7);
	});

	it('pauses after each batch, whose messages go out at once', async () => {
		suite.gateway.settings.latencyMs = 10;
		const options = { messagesPerBatch: 4, pauseBetweenBatches: 0.08 };
		await suite.run(suite.sendNode({ options }), people(10));
		const { requests, stats } = suite.gateway;
		expect(requests).toHaveLength(10);
		expect(stats.maxInFlight).toBeGreaterThan(1);
		expect(stats.maxInFlight).toBeLessThanOrEqual(4);
		for (const start of [4, 8]) {
			const before = requests.slice(0, start).map(({ finishedAt }) => finishedAt ?? Infinity);
			const gap = requests[start].startedAt - Math.max(...before);
			expect(gap).toBeGreaterThanOrEqual(80 - EARLY_MS);
		}
	});

	it('is its own: another account does not wait', async () => {
		const other = suite.gateway.addAccount();
		const account = '={{ $json.account }}';
		const items = people(4).map((item, i) => ({
			...item,
			account: i < 2 ? suite.account.unique : other.unique,
		}));
		const options = { delayBetweenMessages: 0.001 };
		const node = suite.sendNode({ account: { __rl: true, mode: 'id', value: account }, options });
		const hold = holdRequests(suite.gateway);
		const running = suite.run(node, items);
		// The first message of each account, while neither of them is answered.
		await hold.arrived(2);
		const texts = () => suite.gateway.requests.map(({ fields }) => fields.message);
		expect(texts().sort()).toEqual(['Text 0', 'Text 2']);
		hold.release();
		await running;
		expect(texts()).toHaveLength(4);
	});

	it('owes no delay for items that were refused', async () => {
		const options = { delayBetweenMessages: 600 };
		const items = people(6).map((item, i) => (i < 5 ? { ...item, to: 'nobody' } : item));
		const node = suite.sendNode({ options }, { onError: 'continueRegularOutput' });
		await suite.run(node, items);
		expect(delivered(suite.gateway)).toEqual(['Text 5']);
	});
});
