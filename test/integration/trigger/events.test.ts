import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { idsOf, TriggerSuite } from './fixture';

const ASHA = '+919876543210';
const BEN = '+919876543211';
const PHOTO = { bytes: Buffer.from('photo'), filename: 'a.png', mimeType: 'image/png' };

let suite: TriggerSuite;
beforeAll(async () => {
	suite = await TriggerSuite.start();
});
beforeEach(() => suite.gateway.reset());
afterAll(async () => await suite.close());

const jsonOf = (emitted: INodeExecutionData[][] | null): IDataObject[] =>
	(emitted ?? []).flat().map(({ json }) => json);

async function activate(parameters: INodeParameters) {
	const poller = suite.poller(parameters);
	expect(await poller.activate()).toBeNull();
	return poller;
}

describe('combined messages', () => {
	const combining = (options: INodeParameters = {}): INodeParameters => ({
		options: { combineMessages: 'perSender', ...options },
	});

	test('a poll gives one item per sender', async () => {
		const poller = await activate(combining());
		const say = (sender: string, message: string) => suite.gateway.receive({ sender, message }).id;
		const ids = [say(ASHA, 'Hello'), say(BEN, 'Hi there'), say(ASHA, 'one more')];
		expect(jsonOf(await poller.poll())).toEqual([
			expect.objectContaining({ sender: ASHA, id: ids[2], count: 2, message: 'Hello\none more' }),
			expect.objectContaining({ sender: BEN, id: ids[1], count: 1, message: 'Hi there' }),
		]);
		expect(await poller.poll()).toBeNull();
	});

	test('what is held comes after a restart, once', async () => {
		const poller = await activate(combining({ quietTime: 60, longestWait: 2 }));
		suite.gateway.receive({ sender: ASHA });
		expect(await poller.poll()).toBeNull();
		suite.gateway.receive({ sender: ASHA });
		const next = suite.poller(combining({ quietTime: 60, longestWait: 2 }), {
			stored: poller.stored,
		});
		const found = [await next.activate('init'), await next.poll(), await next.poll()];
		expect(found.map((emitted) => jsonOf(emitted).map(({ count }) => count))).toEqual([
			[],
			[],
			[2],
		]);
		expect(await next.poll()).toBeNull();
	});

	test('files are data_0, data_1', async () => {
		suite.gateway.settings.attachmentDelayMs = 0;
		const poller = await activate(combining({ downloadAttachments: true }));
		suite.gateway.receive({ sender: ASHA, attachment: PHOTO });
		suite.gateway.receive({ sender: ASHA, attachment: PHOTO });
		const [[{ binary }]] = (await poller.poll()) as INodeExecutionData[][];
		expect(Object.keys(binary ?? {})).toEqual(['data_0', 'data_1']);
	});
});

describe('a file that is late', () => {
	const options = { downloadAttachments: true };

	test('is asked for again within the poll', async () => {
		const poller = await activate({ options });
		suite.gateway.settings.attachmentDelayMs = 500;
		suite.gateway.receive({ attachment: PHOTO, message: 'Look at this' });
		const [[{ binary }]] = (await poller.poll()) as INodeExecutionData[][];
		expect(await suite.engine.binary.read(binary!.data)).toEqual(PHOTO.bytes);
	});

	test('holds a message without a text for two polls, and no other one', async () => {
		const poller = await activate({ options });
		suite.gateway.settings.attachmentDelayMs = Infinity;
		const { id } = suite.gateway.receive({ attachment: PHOTO, message: '' });
		const { id: other } = suite.gateway.receive({ message: 'Hello there' });
		expect(idsOf(await poller.poll())).toEqual([other]);
		expect(await poller.poll()).toBeNull();
		const last = (await poller.poll()) as INodeExecutionData[][];
		expect(idsOf(last)).toEqual([id]);
		expect(last[0][0].json.attachment).toBeNull();
		expect(await poller.poll()).toBeNull();
	}, 60_000);

	test('is waited for by the filter With Attachment', async () => {
		const poller = await activate({ filters: { attachment: 'with' } });
		suite.gateway.settings.attachmentDelayMs = Infinity;
		const { id } = suite.gateway.receive({ attachment: PHOTO, message: 'Look at this' });
		expect(await poller.poll()).toBeNull();
		suite.gateway.fetchAttachment();
		expect(idsOf(await poller.poll())).toEqual([id]);
	});
});

describe('events', () => {
	test('an account that drops is told once, after two polls', async () => {
		const account = suite.gateway.addAccount();
		const poller = await activate({ event: 'accountDisconnected' });
		account.status = 'unknown';
		expect(await poller.poll()).toBeNull();
		account.status = 'disconnected';
		expect(await poller.poll()).toBeNull();
		const { unique, phone } = account;
		expect(jsonOf(await poller.poll())).toEqual([
			{ unique, phone, status: 'disconnected', previousStatus: 'connected' },
		]);
		account.status = 'connected';
		expect([await poller.poll(), await poller.poll(), await poller.poll()]).toEqual([
			null,
			null,
			null,
		]);
	});

	test('one that comes back is told where that is asked for, and others are left out', async () => {
		const account = suite.gateway.addAccount({ status: 'disconnected' });
		const other = suite.gateway.addAccount({ status: 'disconnected' });
		const poller = await activate({
			event: 'accountConnected',
			account: { __rl: true, mode: 'id', value: account.phone },
		});
		account.status = other.status = 'connected';
		expect(await poller.poll()).toBeNull();
		expect(jsonOf(await poller.poll())).toMatchObject([{ unique: account.unique }]);
	});

	test('a message that failed is told once, and sent ones never', async () => {
		const account = suite.gateway.addAccount();
		const { gateway } = suite;
		const poller = await activate({ event: 'messageFailed' });
		const send = async (recipient: string) => {
			const body = new URLSearchParams({
				secret: gateway.secret,
				account: account.unique,
				recipient,
				type: 'text',
				message: 'Hello there',
			});
			await fetch(`${gateway.url}/send/whatsapp`, { method: 'POST', body });
		};
		await send(ASHA);
		gateway.deliverPending();
		gateway.settings.sendOutcome = 'failed';
		await send(BEN);
		gateway.deliverPending(undefined, 'failed');
		expect(jsonOf(await poller.poll())).toEqual([
			expect.objectContaining({ recipient: BEN, message: 'Hello there', account: account.phone }),
		]);
		expect(await poller.poll()).toBeNull();
	});

	test.each(['accountConnected', 'accountDisconnected'])(
		'"Fetch Test Event" of %s',
		async (event) => {
			const { unique } = suite.gateway.addAccount();
			const found = jsonOf(await suite.poller({ event }).fetchTestEvent());
			expect(found).toMatchObject([{ unique, status: event.slice(7).toLowerCase() }]);
		},
	);
});
