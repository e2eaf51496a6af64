/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { Client, envelopeOf, rowsOf } from './client';
import { useEmulator } from './fixture';
import { startEmulator } from './index';

const fixture = useEmulator('mended');

describe('requests', () => {
	test('are recorded as PHP saw them', async () => {
		const { gateway, client } = fixture;
		await client.get('get/wa.sent', { limit: '3' });
		const [request] = gateway.requests;
		expect(request).toMatchObject({ method: 'GET', path: 'get/wa.sent', status: 200 });
		expect(request.query).toEqual({ secret: gateway.secret, limit: '3' });
		expect(request.rawUrl).toBe(`/api/get/wa.sent?secret=${gateway.secret}&limit=3`);
		expect(request.headers.host).toContain('127.0.0.1');
		expect(request.finishedAt).toBeGreaterThanOrEqual(request.startedAt);
	});

	test('are bounded, and need not be kept', async () => {
		const { gateway, client } = fixture;
		gateway.settings.recordLimit = 5;
		const path = 'get/wa.servers';
		for (let index = 0; index < 1200; index++) await client.get(path);
		expect(gateway.requests.length).toBeLessThanOrEqual(1005);
		gateway.settings.record = false;
		const before = gateway.requests.length;
		await client.get(path);
		expect(gateway.requests).toHaveLength(before);
		expect(gateway.stats.requests).toBe(1201);
	});

	test('outside of the base path are noted with a leading slash', async () => {
		const { gateway, client } = fixture;
		const answer = await client.raw('GET', gateway.url.replace('/api', '/other'));
		expect(answer.httpStatus).toBe(404);
		expect(gateway.requests[0].path).toBe('/other');
	});

	test('can be watched, to change something between two of them', async () => {
		const { gateway, client } = fixture;
		const stop = gateway.onRequest(() => gateway.receive());
		expect(rowsOf(await client.get('get/wa.received'))).toHaveLength(1);
		stop();
		expect(rowsOf(await client.get('get/wa.received'))).toHaveLength(1);
	});
});

describe('latency', () => {
	/** Holds the first message until the second one is answered; gives them as they were stored. */
	async function storedOrder(latencyAt: 'processing' | 'answer') {
		const { gateway, client, text } = fixture;
		let release: (ms: number) => void = () => undefined;
		const held = new Promise<number>((resolve) => (release = resolve));
		gateway.settings.latencyAt = latencyAt;
		const arrived = new Promise<void>((resolve) => {
			gateway.settings.latencyMs = ({ fields }) => {
				if (fields.message !== 'first') return 0;
				resolve();
				return held;
			};
		});
		const first = client.post('send/whatsapp', text({ message: 'first' }));
		await arrived;
		await client.post('send/whatsapp', text({ message: 'second' }));
		const bytes = expect.any(Number) as number;
		expect(gateway.stats).toEqual({ requests: 2, bytes, inFlight: 1, maxInFlight: 2 });
		release(1);
		await first;
		return gateway.state.sent.map(({ message }) => message);
	}

	test('at answer keeps the order of arrival', async () => {
		expect(await storedOrder('answer')).toEqual(['first', 'second']);
	});

	test('at processing lets a later request overtake', async () => {
		expect(await storedOrder('processing')).toEqual(['second', 'first']);
	});

	test('of a setting and of a fault add up', async () => {
		const { gateway, client } = fixture;
		const timer = jest.spyOn(globalThis, 'setTimeout');
		gateway.settings.latencyMs = 6;
		gateway.fault({ kind: 'latency', ms: 11 });
		expect((await client.get('get/wa.sent')).httpStatus).toBe(200);
		expect(timer).toHaveBeenCalledWith(expect.any(Function), 17);
		expect((await client.get('get/wa.sent')).httpStatus).toBe(200);
		expect(timer).toHaveBeenCalledWith(expect.any(Function), 6);
		timer.mockRestore();
	});
});

describe('a gateway of its own', () => {
	test.each([
		['', ''],
		['/Install/api/', '/Install/api'],
	])('under the base path %j', async (basePath, shown) => {
		const gateway = await startEmulator({ basePath, settings: { defaultLimit: 1 } });
		const client = new Client(gateway);
		try {
			expect(gateway.url).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:\\d+${shown}$`));
			expect(gateway.secret).not.toBe(fixture.gateway.secret);
			gateway.addAccount();
			gateway.addAccount();
			expect(rowsOf(await client.get('get/wa.accounts'))).toHaveLength(1);
		} finally {
			await client.close();
			await gateway.close();
		}
	});

	test('close ends what still hangs', async () => {
		const gateway = await startEmulator();
		const client = new Client(gateway);
		gateway.fault({ kind: 'hang' });
		const hanging = expect(client.get('get/wa.sent')).rejects.toThrow();
		await new Promise((resolve) => gateway.onRequest(resolve));
		await gateway.close();
		await hanging;
		await client.close();
	});

	test("close throws what a test's callback has thrown", async () => {
		const gateway = await startEmulator();
		const client = new Client(gateway);
		gateway.onRequest(() => {
			throw new Error('from the test');
		});
		await expect(client.get('get/wa.sent')).rejects.toThrow();
		await expect(gateway.close()).rejects.toThrow('from the test');
		await client.close();
	});

	test('a port that is taken is an error', async () => {
		const port = Number(new URL(fixture.gateway.url).port);
		await expect(startEmulator({ port })).rejects.toThrow('EADDRINUSE');
	});
});

test('reset forgets everything but the URL and the secret', async () => {
	const { gateway, client } = fixture;
	const { url, secret } = gateway;
	const key = gateway.addKey(['wa_send']);
	gateway.settings.maxLimit = 1;
	gateway.receive();
	gateway.fault({ kind: '500' });
	gateway.reset();
	expect(gateway).toMatchObject({ url, secret, requests: [], settings: { maxLimit: 100 } });
	expect(gateway.state.received).toEqual([]);
	expect(envelopeOf(await client.get('get/wa.accounts'))).toMatchObject({ status: 200, data: [] });
	expect(envelopeOf(await client.get('get/wa.accounts', { secret: key })).status).toBe(401);
});
