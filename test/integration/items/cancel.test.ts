import type { INode } from 'n8n-workflow';
import { ACCEPTED } from '../../profile';
import { startSuite, type Suite } from '../suite';
import { delivered, people, retryOnFail } from './people';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

/** The requests of this test: one that a stopped run had sent before may arrive late. */
const asked = () =>
	suite.gateway.requests.filter(({ fields }) => fields.account === suite.account.unique);

/** Presses "Stop" when the gateway has this many requests. */
async function cancelAt(count: number, node: INode, items = people(100)) {
	const { engine, gateway } = suite;
	const input = items.map((json) => ({ json }));
	const started = engine.start(engine.chain(node), { input, credentials: suite.credentials() });
	gateway.onRequest(() => {
		if (asked().length >= count) started.cancel();
	});
	return await started.result;
}

describe('a cancelled execution', () => {
	it('starts nothing more and reports what was sent', async () => {
		suite.gateway.settings.latencyMs = 5;
		const result = await cancelAt(30, suite.sendNode({ options: { maxConcurrency: 4 } }));
		expect(asked().length).toBeLessThanOrEqual(34);
		const outputs = result.items('WatX');
		expect(outputs.length).toBeGreaterThanOrEqual(26);
		const ids = suite.gateway.accepted.map(({ id }) => id);
		for (const { json } of outputs) expect(ids).toContain(json.messageId);
		expect(result.run.status).toBe('canceled');
		const [hint] = result.hints;
		expect(hint.message).toContain(
			`The execution was cancelled. Of 100 items: ${outputs.length} ${ACCEPTED.status}`,
		);
		expect(hint.message).toMatch(/not tried\. It is not known whether items? [\d, to]+ happened/);
		expect(result.logs.join('\n')).toContain(hint.message);
	});

	it('ends a delay at once', async () => {
		const options = { delayBetweenMessages: 600 };
		const result = await cancelAt(1, suite.sendNode({ options }));
		expect(asked()).toHaveLength(1);
		expect(result.run.status).toBe('canceled');
	});

	it('ends the wait for another try at once', async () => {
		suite.gateway.fault({ kind: '429', retryAfter: 50, times: Infinity });
		const node = suite.sendNode({ options: { maxConcurrency: 1 } });
		const result = await cancelAt(1, node);
		expect(asked()).toHaveLength(1);
		expect(result.run.status).toBe('canceled');
	});

	it('is not begun again by Retry On Fail', async () => {
		suite.gateway.settings.latencyMs = 5;
		const settings = { ...retryOnFail, onError: 'continueRegularOutput' } as const;
		const items = people(40).map((item, i) => (i === 0 ? { ...item, to: 'nobody' } : item));
		const node = suite.sendNode({ options: { maxConcurrency: 2 } }, settings);
		await cancelAt(10, node, items);
		const texts = delivered(suite.gateway);
		expect(new Set(texts).size).toBe(texts.length);
		expect(asked().length).toBeLessThanOrEqual(12);
	});
});
