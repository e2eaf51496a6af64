/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rowsOf } from './client';
import { useEmulator } from './fixture';
import { parseUrlencoded } from './php-form';

const fixture = useEmulator();
const priority = '1';

describe('somebody answers what is sent to them', () => {
	const received = () => fixture.gateway.state.received.map(({ message }) => message);
	const send = async (message: string, recipient = '+919876543210') =>
		await fixture.client.post('send/whatsapp', fixture.text({ message, recipient, priority }));
	const untilReceived = async (count: number) => {
		while (received().length < count) await fixture.client.get('get/wa.servers');
	};

	test('once, after a while, in words of their own', async () => {
		const { gateway, account } = fixture;
		gateway.replyTo('+919876543210', (text) => `Yes to ${text}`, { afterMs: 3 });
		await send('Lunch?');
		await send('Dinner?');
		await send('Breakfast?', '+919876543211');
		await untilReceived(1);
		const [row] = rowsOf(await fixture.client.get('get/wa.received'));
		expect(row).toMatchObject({
			account: account.phone,
			recipient: '+919876543210',
			message: 'Yes to Lunch?',
		});
		expect(received()).toHaveLength(1);
	});

	test('only what has reached them, as often as they like', async () => {
		const { gateway } = fixture;
		gateway.replyTo('+919876543210', 'Later', { times: 2, sender: '+919876543299' });
		gateway.say('accountDisconnected');
		await send('Are you there?');
		await send('Are you there?');
		await send('Really there?');
		await send('Still there?');
		await untilReceived(2);
		expect(received()).toEqual(['Later', 'Later']);
		expect(gateway.state.received[0].recipient).toBe('+919876543299');
	});
});

describe('the webhook', () => {
	const bodies: string[] = [];
	let answer: (response: ServerResponse) => void;
	const server = createServer((request: IncomingMessage, response) => {
		let body = `${request.method} ${request.headers['content-type']} `;
		request.on('data', (chunk) => (body += String(chunk)));
		request.on('end', () => {
			bodies.push(body);
			answer(response);
		});
	});
	beforeAll(async () => await once(server.listen(0, '127.0.0.1'), 'listening'));
	beforeEach(() => {
		bodies.length = 0;
		answer = (response) => response.end('ok');
		const { port } = server.address() as AddressInfo;
		fixture.gateway.settings.webhookUrl = `http://127.0.0.1:${port}/hook`;
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});

	test('gets each message as a form of PHP, escaped, with its true time', async () => {
		const { gateway, account } = fixture;
		gateway.settings.createdShiftHours = 5.5;
		const before = Math.floor(Date.now() / 1000);
		gateway.receive({ sender: '+31612345678', message: ' a+b & "c" ', sentSecondsAgo: 100 });
		gateway.receive({ attachment: 'https://example.com/a.png' });
		await gateway.webhooksDone();
		expect(bodies).toHaveLength(2);
		const found = bodies.find((body) => body.includes('31612345678')) ?? '';
		expect(found).toMatch(/^POST application\/x-www-form-urlencoded secret=webhook-secret&/);
		const { secret, type, data } = parseUrlencoded(found.split(' ')[2]);
		expect({ secret, type }).toEqual({ secret: 'webhook-secret', type: 'whatsapp' });
		expect({ ...(data as object) }).toEqual({
			id: '1',
			wid: account.phone,
			phone: '+31612345678',
			message: 'a+b &amp; &quot;c&quot;',
			attachment: '0',
			timestamp: expect.stringMatching(/^\d+$/) as string,
		});
		const { timestamp } = data as { timestamp: string };
		expect(Number(timestamp) - before + 100).toBeLessThanOrEqual(5);
		expect(Number(timestamp) - before + 100).toBeGreaterThanOrEqual(0);
		const other = bodies.find((body) => body !== found) ?? '';
		expect(other).toContain(`attachment%5D=${encodeURIComponent('https://example.com/a.png')}`);
		expect(gateway.webhookCalls.map(({ status }) => status)).toEqual([200, 200]);
	});

	test('can leave the file out', async () => {
		fixture.gateway.settings.webhookAttachment = '0';
		fixture.gateway.receive({ attachment: 'https://example.com/a.png' });
		await fixture.gateway.webhooksDone();
		expect(bodies[0]).toContain('attachment%5D=0&');
	});

	test.each([
		['HTTP 500', (response: ServerResponse) => response.writeHead(500).end()],
		['no answer', (response: ServerResponse) => response.destroy()],
	])('is called once, whatever comes of it: %s', async (_name, then) => {
		answer = then;
		fixture.gateway.receive();
		await fixture.gateway.webhooksDone();
		expect(bodies).toHaveLength(1);
		expect(rowsOf(await fixture.client.get('get/wa.received'))).toHaveLength(1);
	});

	test('may take its time, as long as the test allows', async () => {
		const { gateway } = fixture;
		const open: ServerResponse[] = [];
		answer = (response) => void open.push(response);
		gateway.receive();
		while (open.length === 0) await fixture.client.get('get/wa.servers');
		expect(gateway.webhookCalls[0].status).toBeUndefined();
		open[0].end();
		await gateway.webhooksDone();
		expect(gateway.webhookCalls[0].status).toBe(200);
		gateway.settings.webhookTimeoutMs = 5;
		gateway.receive();
		await gateway.webhooksDone();
		expect(gateway.webhookCalls[1]).toMatchObject({ error: expect.any(String) as string });
	});
});

test('a profile is taken whole, and kept by reset', () => {
	const { gateway } = fixture;
	gateway.settings.maxLimit = 3;
	gateway.use('mended');
	expect(gateway.settings).toMatchObject({
		maxLimit: 100,
		pageStart: 'normal',
		defaultPriority: 1,
	});
	gateway.settings.defaultPriority = 2;
	gateway.reset();
	expect(gateway.settings.defaultPriority).toBe(1);
	gateway.use('stock');
	expect(gateway.settings).toMatchObject({ maxLimit: Infinity, pageStart: 'skipping' });
});
