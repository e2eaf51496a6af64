import type { INodeExecutionData } from 'n8n-workflow';
import type { WebhookHost } from '../engine';
import { startStage, type Stage } from './stage';

const ASHA = '+919876543210';
const DESK = '+919123456789';

let stage: Stage;
beforeAll(async () => (stage = await startStage()));
beforeEach(() => stage.reset());
afterAll(async () => await stage.close());

describe('15 alert when a number drops', () => {
	const file = '15-alert-when-a-number-drops.json';

	it('tells the desk by mail and from another number, and when it is back', async () => {
		const watched = stage.gateway.addAccount();
		const dropped = await stage.listen(file, 'Number Dropped');
		const back = await stage.listen(file, 'Number Is Back');
		watched.status = 'disconnected';
		expect(await dropped.poll()).toBeNull();
		expect(await back.poll()).toBeNull();
		const [alerts] = (await dropped.poll())!;
		expect(await back.poll()).toBeNull();
		const result = await stage.play(file, alerts, 'Number Dropped');
		expect(result.error).toBeUndefined();
		watched.status = 'connected';
		expect([await back.poll(), await dropped.poll(), await dropped.poll()]).toEqual([
			null,
			null,
			null,
		]);
		await stage.play(file, (await back.poll())![0], 'Number Is Back');
		expect(stage.outside.mails.map(({ to, subject }) => [to, subject])).toEqual([
			['desk@example.com', `WhatsApp is disconnected: ${watched.phone}`],
			['desk@example.com', `WhatsApp is connected: ${watched.phone}`],
		]);
		expect(stage.sent).toEqual([
			[DESK, expect.stringContaining(`${watched.phone} has lost its connection`)],
			[DESK, `${watched.phone} is connected to WhatsApp.`],
		]);
	});

	it('mails also when WhatsApp does not take the message', async () => {
		stage.gateway.settings.quota = 0;
		const { phone, unique } = stage.account;
		const event = { unique, phone, status: 'disconnected', previousStatus: 'connected' };
		const result = await stage.play(file, [event], 'Number Dropped');
		expect(result.error).toBeUndefined();
		expect(stage.outside.mails).toHaveLength(1);
	});
});

describe('18 both triggers', () => {
	const file = '18-both-triggers.json';
	const KEY = 'hook';
	const answer = [ASHA, expect.stringMatching(/^Thank you for your message!/)];
	let host: WebhookHost;

	/** The webhook trigger as the user has set it up, which the gateway calls. */
	async function call(): Promise<void> {
		const { type, parameters } = stage.nodeOf(file, 'Called by WatX');
		host = stage.engine.webhook(type, { ...parameters, webhookSecret: KEY });
		const webhookUrl = await host.activate();
		Object.assign(stage.gateway.settings, { webhookUrl, webhookSecret: KEY });
	}
	const play = async (items: INodeExecutionData[], startNode: string) => {
		const result = await stage.play(file, items, startNode);
		expect(result.error).toBeUndefined();
	};

	it('acknowledges at once, and not again when the poll finds the message', async () => {
		await call();
		const poller = await stage.listen(file, 'Found by Polling');
		stage.gateway.receive({ sender: ASHA });
		await stage.gateway.webhooksDone();
		await host.idle();
		expect(host.executions).toHaveLength(1);
		await play(host.executions[0], 'Called by WatX');
		expect(stage.sent).toEqual([answer]);
		await play((await poller.poll())![0], 'Found by Polling');
		expect(stage.sent).toEqual([answer]);
		await host.close();
	});

	it('acknowledges by the poll what the webhook has lost', async () => {
		await call();
		await host.close();
		const poller = await stage.listen(file, 'Found by Polling');
		stage.gateway.receive({ sender: ASHA });
		await stage.gateway.webhooksDone();
		await play((await poller.poll())![0], 'Found by Polling');
		expect(stage.sent).toEqual([answer]);
	});

	it('forgets the IDs each week', async () => {
		await play([{ json: { id: 1, sender: ASHA } }], 'Found by Polling');
		expect([...stage.outside.seen]).toEqual(['1']);
		await play([{ json: {} }], 'Every Sunday Night');
		expect([...stage.outside.seen]).toEqual([]);
	});
});
