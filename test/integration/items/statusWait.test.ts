import { startSuite, type Suite } from '../suite';
import { people } from './people';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

/** Queued, and watched for so many seconds. */
const watching = (seconds: number, options = {}, settings = {}) =>
	suite.sendNode({ options: { priority: 2, waitForStatus: seconds, ...options } }, settings);
const looksOf = () => suite.gateway.requests.filter(({ path }) => path === 'get/wa.message');

/** Has the gateway send what waits as soon as somebody looks at it. */
function deliverWhenLookedAt(status: 'sent' | 'failed', path = 'get/wa.message'): void {
	suite.gateway.onRequest((request) => {
		if (request.path === path) suite.gateway.deliverPending(undefined, status);
	});
}

describe('Wait for Status', () => {
	it('gives the status that the message has in the end', async () => {
		deliverWhenLookedAt('sent');
		const result = await suite.run(watching(60), people(20));
		expect(result.error).toBeUndefined();
		expect(result.items('WatX').map(({ json }) => json.status)).toEqual(Array(20).fill('sent'));
		expect(result.items('WatX').map(({ pairedItem }) => pairedItem)).toEqual(
			people(20).map((_, item) => ({ item })),
		);
		expect(looksOf()).toHaveLength(20);
	});

	it('fails the item whose message has failed', async () => {
		deliverWhenLookedAt('failed');
		const node = watching(60, {}, { onError: 'continueRegularOutput' });
		const [{ json }] = (await suite.run(node, people(1))).items('WatX');
		const [{ id }] = suite.gateway.state.sent;
		expect(json).toMatchObject({ status: 'failed', mayHaveHappened: true });
		expect(json.error).toContain(`accepted message ${id}, but could not send it`);
	});

	it('gives the last status when the time is over', async () => {
		const [{ json }] = (await suite.run(watching(0.05), people(1))).items('WatX');
		expect(json.status).toBe('queued');
		expect(looksOf()).toHaveLength(2);
	});

	it('holds up no other message: neither its place, nor its order, nor the pace', async () => {
		let sends = 0;
		suite.gateway.onRequest(({ path }) => {
			if (path === 'send/whatsapp' && ++sends === 6)
				suite.gateway.onRequest(() => suite.gateway.deliverPending());
		});
		const one = people(6).map((item) => ({ ...item, to: '+919876500000' }));
		const result = await suite.run(
			watching(600, { maxConcurrency: 1, delayBetweenMessages: 0.001 }),
			one,
		);
		expect(result.items('WatX').map(({ json }) => json.status)).toEqual(Array(6).fill('sent'));
	});

	it('says that the message was accepted when its status cannot be found out', async () => {
		suite.gateway.fault({
			kind: 'status',
			status: 403,
			times: Infinity,
			match: { path: 'get/wa.message' },
		});
		const { error } = await suite.run(watching(60), people(1));
		const [{ id }] = suite.gateway.accepted;
		expect(error?.message).toContain(
			`The gateway has accepted message ${id}, but its status could not be found out`,
		);
		expect(suite.gateway.accepted).toHaveLength(1);
	});

	it('looks at the lists where the call is missing', async () => {
		suite.gateway.settings.missingEndpoints = ['get/wa.message'];
		suite.gateway.settings.unknownEndpoint = 'words';
		deliverWhenLookedAt('sent', 'get/wa.sent');
		const result = await suite.run(watching(60), people(3));
		expect(result.items('WatX').map(({ json }) => json.status)).toEqual(['sent', 'sent', 'sent']);
	});
});

describe('message: waitForStatus', () => {
	const waiting = (messageId: string) =>
		suite.engine.node(
			{ resource: 'message', operation: 'waitForStatus', messageId },
			{ name: 'WatX', type: 'n8n-nodes-watx.watX' },
		);

	it('waits for many messages at once', async () => {
		const sent = await suite.run(suite.sendNode({ options: { priority: 2 } }), people(30));
		const ids = sent.items('WatX').map(({ json }) => ({ id: json.messageId }));
		deliverWhenLookedAt('sent');
		const result = await suite.run(waiting('={{ $json.id }}'), ids);
		expect(result.items('WatX').map(({ json }) => json)).toEqual(
			ids.map(({ id }) => ({ messageId: id, status: 'sent' })),
		);
	});

	it('fails for a message that is not there', async () => {
		const { error } = await suite.run(waiting('12345'), [{}]);
		expect(error?.message).toContain('message 12345');
	});
});
