import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { request } from 'undici';
import { startEmulator, type Emulator } from '../../emulator';
import { createEngine, type Engine, type WebhookHost, type WebhookOptions } from '../../engine';
import { profile } from '../../profile';
import { containing } from './fixture';

const TYPE = 'n8n-nodes-watx.watXWebhookTrigger';
const SECRET = 'hook-5ecret';
const PHOTO = { bytes: Buffer.from('photo'), filename: 'a.png', mimeType: 'image/png' };

let gateway: Emulator;
let engine: Engine;
const hosts: WebhookHost[] = [];
beforeAll(async () => {
	gateway = await startEmulator({ profile });
	engine = await createEngine();
});
beforeEach(() => gateway.reset());
afterEach(async () => {
	for (const host of hosts.splice(0)) await host.close();
});
afterAll(async () => {
	await engine.close();
	await gateway.close();
});

const credentials = () => ({ watXApi: { baseUrl: gateway.url, secret: gateway.secret } });

async function start(parameters: INodeParameters = {}, options: WebhookOptions = {}) {
	const host = engine.webhook(TYPE, { webhookSecret: SECRET, ...parameters }, options);
	hosts.push(host);
	return { host, url: await host.activate() };
}

const message = (changes: IDataObject = {}): IDataObject => ({
	id: '7',
	wid: '+919700000001',
	phone: '+919876543210',
	message: 'Tea &amp; cake',
	attachment: '0',
	timestamp: '1700000000',
	...changes,
});

/** Posts as the gateway does. */
async function post(url: string, data: IDataObject, { secret = SECRET, type = 'whatsapp' } = {}) {
	const fields = Object.entries(data).map(([key, value]) => [`data[${key}]`, String(value)]);
	const body = new URLSearchParams([['secret', secret], ['type', type], ...fields]).toString();
	return await send(url, body, 'application/x-www-form-urlencoded');
}

async function send(url: string, body: string, type: string) {
	const answer = await request(url, { method: 'POST', body, headers: { 'content-type': type } });
	await answer.body.dump();
	return answer.statusCode;
}

const messagesOf = (host: WebhookHost) => host.executions.map(([{ json }]) => json.message);

test('a post starts the workflow with the fields of the polling trigger', async () => {
	const { host, url } = await start();
	expect(await post(url, message())).toBe(200);
	await host.idle();
	expect(host.executions).toEqual([
		[
			{
				json: {
					id: 7,
					account: '+919700000001',
					sender: '+919876543210',
					chatType: 'direct',
					message: 'Tea & cake',
					attachment: null,
					receivedAt: '2023-11-14T22:13:20.000Z',
					raw: message(),
				},
			},
		],
	]);
});

test('a message that the gateway receives starts the workflow', async () => {
	const { host, url } = await start();
	Object.assign(gateway.settings, { webhookUrl: url, webhookSecret: SECRET });
	gateway.receive({ sender: '+919876543210', message: 'Tom & "Jerry" <3' });
	gateway.receive({ sender: '120363000000000001@g.us', message: "It's 1 > 0" });
	await gateway.webhooksDone();
	await host.idle();
	expect(gateway.webhookCalls.map(({ status }) => status)).toEqual([200, 200]);
	const seen = host.executions.map(([{ json }]) => [json.sender, json.chatType, json.message]);
	expect(seen).toHaveLength(2);
	expect(seen).toContainEqual(['+919876543210', 'direct', 'Tom & "Jerry" <3']);
	expect(seen).toContainEqual(['120363000000000001@g.us', 'group', "It's 1 > 0"]);
});

test('JSON is understood, too', async () => {
	const { host, url } = await start();
	const body = JSON.stringify({ secret: SECRET, type: 'whatsapp', data: message() });
	expect(await send(url, body, 'application/json')).toBe(200);
	expect(await send(url, body.replace('"7"', '"8"'), 'text/plain')).toBe(200);
	await host.idle();
	expect(host.executions).toHaveLength(2);
});

describe('what is dropped is answered all the same', () => {
	test.each<[string, (url: string) => Promise<number>]>([
		['a wrong secret', async (url) => await post(url, message(), { secret: 'hook-5ecreT' })],
		['no secret', async (url) => await post(url, message(), { secret: '' })],
		['another type', async (url) => await post(url, message(), { type: 'sms' })],
		['no id', async (url) => await post(url, message({ id: '' }))],
		['no message', async (url) => await send(url, 'hello', 'text/plain')],
		['nothing', async (url) => await send(url, '', 'application/x-www-form-urlencoded')],
		['too much', async (url) => await post(url, message({ message: 'x'.repeat(1_100_000) }))],
		['another account', async (url) => await post(url, message({ wid: '+919700000002' }))],
		['another text', async (url) => await post(url, message({ message: 'Coffee' }))],
	])('%s', async (_, act) => {
		const { host, url } = await start({ account: '+91 97000 00001', filters: containing('TEA &') });
		expect(await act(url)).toBe(200);
		await host.idle();
		expect([host.executions, host.errors]).toEqual([[], []]);
		await post(url, message());
		await host.idle();
		expect(host.executions).toHaveLength(1);
	});
});

test('a message that comes twice starts the workflow once, after a restart of n8n, too', async () => {
	const { host, url } = await start();
	await Promise.all([post(url, message()), post(url, message()), post(url, message({ id: '8' }))]);
	await host.idle();
	expect(host.executions).toHaveLength(2);
	const next = await start({}, { stored: host.stored });
	await post(next.url, message());
	await post(next.url, message({ timestamp: '1800000000', message: 'An id given again' }));
	await next.host.idle();
	expect(messagesOf(next.host)).toEqual(['An id given again']);
});

test('"Listen for test event" gets a message that came before, and remembers nothing', async () => {
	const { host, url } = await start({}, { mode: 'manual' });
	await post(url, message());
	await post(url, message());
	await host.idle();
	expect(host.executions).toHaveLength(2);
	expect(host.stored).toEqual({});
});

describe('activation', () => {
	test.each<[INodeParameters, RegExp]>([
		[{ webhookSecret: ' ' }, /"Webhook Secret" is empty\. Copy it from the webhook/],
		[{ account: 'Reception' }, /"Reception" of "Account" is not a phone number/],
		[{ filters: { sender: ['0612'] } }, /of "Sender"/],
	])('with %j fails with a sentence', async (parameters, sentence) => {
		await expect(start(parameters)).rejects.toThrow(sentence);
	});
});

describe('a burst', () => {
	const combining = (quietTime: number, options: INodeParameters = {}): INodeParameters => ({
		options: { combineMessages: 'perSender', quietTime, ...options },
	});

	test('becomes one item per sender once it is quiet, and each post is answered at once', async () => {
		const { host, url } = await start(combining(1));
		const other = message({ id: 9, phone: '+919876543211', message: 'Hello' });
		const posts = [message({ id: 7 }), message({ id: 8, message: 'please' }), other];
		for (const data of posts) expect(await post(url, data)).toBe(200);
		expect(host.executions).toEqual([]);
		await host.idle();
		expect(host.executions.map(([{ json }]) => [json.id, json.message, json.count])).toEqual([
			[8, 'Tea & cake\nplease', 2],
			[9, 'Hello', 1],
		]);
		expect(host.executions[0][0].json.messages).toEqual([
			{ id: 7, message: 'Tea & cake', attachment: null, receivedAt: '2023-11-14T22:13:20.000Z' },
			{ id: 8, message: 'please', attachment: null, receivedAt: '2023-11-14T22:13:20.000Z' },
		]);
	});

	test('that does not end leaves after the longest wait', async () => {
		const { host, url } = await start(combining(60, { longestWait: 1 }));
		await post(url, message({ id: 7 }));
		await post(url, message({ id: 8 }));
		await host.idle();
		expect(host.executions.map(([{ json }]) => json.count)).toEqual([2]);
	});
});

describe('a file', () => {
	const options = { downloadAttachments: true };

	test('is downloaded after the post is answered', async () => {
		gateway.settings.attachmentDelayMs = 0;
		gateway.receive({ id: 7, attachment: PHOTO });
		const { attachment } = gateway.state.received[0];
		const { host, url } = await start({ options }, { credentials: credentials() });
		let release: (latency: number) => void = () => {};
		const isReleased = new Promise<number>((resolve) => (release = resolve));
		gateway.settings.latencyMs = async () => await isReleased;
		const isAsked = new Promise((resolve) => gateway.onRequest(resolve));
		await post(url, message({ attachment }));
		await isAsked;
		expect(host.executions).toEqual([]);
		release(0);
		await host.idle();
		const [{ json, binary }] = host.executions[0];
		expect(json.attachment).toBe(attachment);
		expect(await engine.binary.read(binary!.data)).toEqual(PHOTO.bytes);
	});

	test('that is not there yet is asked for', async () => {
		Object.assign(gateway.settings, { attachmentDelayMs: Infinity, webhookSecret: SECRET });
		const { host, url } = await start({ options }, { credentials: credentials() });
		gateway.settings.webhookUrl = url;
		gateway.receive({ id: 7, message: '', attachment: PHOTO });
		await gateway.webhooksDone();
		expect(host.executions).toEqual([]);
		gateway.fetchAttachment();
		await host.idle();
		const [{ json, binary }] = host.executions[0];
		expect(json.attachment).toMatch(/^http.*png$/);
		expect(await engine.binary.read(binary!.data)).toEqual(PHOTO.bytes);
	});

	test('of an unknown host is left alone without a credential, and the item says what to do', async () => {
		gateway.settings.attachmentDelayMs = 0;
		gateway.receive({ id: 7, attachment: PHOTO });
		const { attachment } = gateway.state.received[0];
		const { host, url } = await start({ options });
		await post(url, message({ attachment }));
		await host.idle();
		const [{ json, binary }] = host.executions[0];
		expect(binary).toBeUndefined();
		expect(json.attachmentError).toMatch(/Choose the credential, or switch on the option/);
		expect(gateway.stats.requests).toBe(0);
	});

	test('does not hold up a message when the gateway is down', async () => {
		const down = { watXApi: { baseUrl: 'http://127.0.0.1:9/api', secret: 'x'.repeat(40) } };
		const { host, url } = await start({ options }, { credentials: down });
		await post(url, message());
		await host.idle();
		expect(messagesOf(host)).toEqual(['Tea & cake']);
	});
});

test('no secret is in what leaves or is stored', async () => {
	const { host, url } = await start({}, { credentials: credentials() });
	await post(url, message());
	await host.idle();
	const seen = JSON.stringify([host.executions, host.stored, host.logs]);
	expect(seen).not.toContain(SECRET);
	expect(seen).not.toContain(gateway.secret);
});
