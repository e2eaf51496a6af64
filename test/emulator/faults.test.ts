/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { envelopeOf } from './client';
import { useEmulator } from './fixture';
import type { FaultKind } from './index';

const fixture = useEmulator('mended');
const send = async (fields: Record<string, string> = {}) =>
	await fixture.client.post('send/whatsapp', fixture.text(fields));

describe('what each kind does', () => {
	const sentAfter = (count: number) => expect(fixture.gateway.state.sent).toHaveLength(count);

	test.each([
		['cut-upload', 0],
		['cut-before', 0],
		['cut-after', 1],
		['cut-body', 1],
	] as Array<[FaultKind, number]>)('%s ends the connection', async (kind, processed) => {
		const { gateway } = fixture;
		gateway.fault({ kind });
		await expect(send()).rejects.toThrow();
		sentAfter(processed);
		expect(gateway.requests[0]).toMatchObject({ status: 0, finishedAt: expect.any(Number) });
		gateway.fault({ kind, reset: true });
		await expect(send()).rejects.toThrow();
		expect(envelopeOf(await send()).status).toBe(200);
	});

	test('cut-upload in the middle of a file', async () => {
		const { gateway, client, text } = fixture;
		const active = gateway.fault({ kind: 'cut-upload', afterBytes: 100_000 });
		const file = { bytes: Buffer.alloc(8_000_000), filename: 'a.mp4' };
		const upload = client.post('send/whatsapp', text({ type: 'media' }), { media_file: file });
		await expect(upload).rejects.toThrow();
		expect(active.hits).toBe(1);
		sentAfter(0);
	});

	test.each([
		['429', 429, 'Too Many', 0],
		['500', 500, 'Internal Server Error', 0],
		['502-html', 502, 'Bad Gateway', 0],
		['html-200', 200, 'Maintenance', 0],
		['http', 503, '', 0],
		['php-warning', 200, 'Warning', 1],
		['empty', 200, '', 0],
		['truncated', 200, '{"status":', 1],
	] as Array<[FaultKind, number, string, number]>)(
		'%s answers no envelope',
		async (kind, httpStatus, text, processed) => {
			fixture.gateway.fault({ kind });
			const answer = await send();
			expect(answer.httpStatus).toBe(httpStatus);
			expect(answer.text).toContain(text);
			expect(() => envelopeOf(answer)).toThrow(SyntaxError);
			expect(fixture.gateway.requests[0].status).toBe(httpStatus);
			sentAfter(processed);
		},
	);

	test('a warning stands before a good envelope', async () => {
		fixture.gateway.fault({ kind: 'php-warning' });
		const { text } = await send();
		expect(JSON.parse(text.slice(text.indexOf('{')))).toMatchObject({ status: 200 });
	});

	test('429 names a time', async () => {
		const { gateway } = fixture;
		gateway.fault({ kind: '429', retryAfter: 7 });
		expect((await send()).headers['retry-after']).toBe('7');
		gateway.fault({ kind: '429', retryAfter: new Date(0) });
		expect((await send()).headers['retry-after']).toBe('Thu, 01 Jan 1970 00:00:00 GMT');
	});

	test('array and data-false spoil a good answer', async () => {
		const { gateway } = fixture;
		gateway.fault({ kind: 'array' });
		gateway.fault({ kind: 'data-false' });
		expect(JSON.parse((await send()).text)).toEqual([{ messageId: 1 }]);
		expect(envelopeOf(await send())).toMatchObject({ status: 200, data: false });
		sentAfter(2);
	});

	test('redirect points elsewhere with the whole query, or where it is told', async () => {
		const { gateway, client } = fixture;
		gateway.fault({ kind: 'redirect', status: 301 });
		const first = await client.get('get/wa.sent');
		expect(first.httpStatus).toBe(301);
		expect(first.headers.location).toContain(`elsewhere.invalid/api/get/wa.sent?secret=`);
		gateway.fault({ kind: 'redirect', location: '/login' });
		const second = await client.get('get/wa.sent');
		expect([second.httpStatus, second.headers.location]).toEqual([302, '/login']);
	});

	test('status is an envelope of its own', async () => {
		fixture.gateway.fault({ kind: 'status', status: 403, message: 'No plan' });
		expect(envelopeOf(await send())).toEqual({ status: 403, message: 'No plan', data: false });
		sentAfter(0);
	});

	test('hang never answers while others are served; the client going away is noticed', async () => {
		const { gateway, client } = fixture;
		const hang = gateway.fault({ kind: 'hang', match: { path: 'get/wa.sent' } });
		const control = new AbortController();
		const url = `${gateway.url}/get/wa.sent`;
		const hanging = client.raw('GET', url, {}, undefined, control.signal);
		while (hang.hits === 0) await client.get('get/wa.servers');
		for (let index = 0; index < 5; index++) await client.get('get/wa.servers');
		expect(gateway.stats.inFlight).toBe(1);
		control.abort();
		await expect(hanging).rejects.toThrow('aborted');
		while (gateway.stats.inFlight > 0) await new Promise((resolve) => setImmediate(resolve));
		const hung = gateway.requests.find(({ path }) => path === 'get/wa.sent');
		expect(hung?.status).toBe(0);
	});
});

describe('which requests are hit', () => {
	const statuses = async (paths: string[]) => {
		const found: number[] = [];
		for (const path of paths) found.push((await fixture.client.get(path)).httpStatus);
		return found;
	};

	test('by path, method and pattern', async () => {
		const { gateway } = fixture;
		gateway.fault({ kind: '500', match: { path: 'get/wa.sent' } });
		gateway.fault({ kind: '502-html', match: { path: /^get\/wa\.r/g }, times: 2 });
		gateway.fault({ kind: '429', match: { method: 'POST' } });
		const paths = ['get/wa.accounts', 'get/wa.received', 'get/wa.sent', 'get/wa.sent'];
		expect(await statuses(paths)).toEqual([200, 502, 500, 200]);
		expect(await statuses(['get/wa.received', 'get/wa.received'])).toEqual([502, 200]);
		expect((await send()).httpStatus).toBe(429);
	});

	test('the nth such request, and by a look at its fields', async () => {
		const { gateway } = fixture;
		const third = gateway.fault({ kind: '500', match: { path: 'get/wa.sent', nth: 3 } });
		const paths = ['get/wa.sent', 'get/wa.received', 'get/wa.sent', 'get/wa.sent', 'get/wa.sent'];
		expect(await statuses(paths)).toEqual([200, 200, 200, 500, 200]);
		expect(third.hits).toBe(1);
		gateway.fault({ kind: '500', match: { when: ({ fields }) => fields.message === 'bad' } });
		expect((await send()).httpStatus).toBe(200);
		expect((await send({ message: 'bad' })).httpStatus).toBe(500);
	});

	test('rules are used up in order, can be endless, and can be taken back', async () => {
		const { gateway } = fixture;
		gateway.fault({ kind: '500' });
		const endless = gateway.fault({ kind: '502-html', times: Infinity });
		const path = 'get/wa.sent';
		expect(await statuses([path, path, path])).toEqual([500, 502, 502]);
		endless.remove();
		gateway.fault({ kind: '500' });
		gateway.clearFaults();
		expect(await statuses([path])).toEqual([200]);
	});

	test('whether the request is carried out can be said', async () => {
		const { gateway } = fixture;
		gateway.fault({ kind: '502-html', process: true });
		gateway.fault({ kind: 'truncated', process: false });
		await send();
		expect(gateway.state.sent).toHaveLength(1);
		await send();
		expect(gateway.state.sent).toHaveLength(1);
	});

	test('fault pages can quote the request', async () => {
		const { gateway, client } = fixture;
		for (const kind of ['500', '502-html', 'html-200', 'php-warning'] as const) {
			gateway.settings.echoSecret = false;
			gateway.fault({ kind, times: 3 });
			expect((await client.get('get/wa.sent')).text).not.toContain(gateway.secret);
			gateway.settings.echoSecret = true;
			expect((await client.get('get/wa.sent')).text).toContain(gateway.secret);
			expect((await send()).text).toContain(gateway.secret);
		}
	});
});
