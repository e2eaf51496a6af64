/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { exchange, type Bounds } from '../../../nodes/WatX/gateway/exchange';

const BOUNDS: Bounds = { timeoutMs: 30_000, maxBytes: 1000 };
/** A connection that is torn down may end with an error. */
const closing = async (socket: Socket) =>
	await new Promise<void>((resolve) => socket.once('close', () => resolve()));
const answer = (body: unknown) => async () => ({ statusCode: 200, headers: { a: '1' }, body });
const read = async (body: unknown, bounds = BOUNDS) => await exchange(answer(body), bounds);

it.each([
	['a stream', () => Readable.from([Buffer.from('Hel'), Buffer.from('lo')]), 'Hello'],
	['an empty stream', () => Readable.from([]), ''],
	['text', () => 'Hello', 'Hello'],
	['bytes', () => new Uint8Array([72, 105]), 'Hi'],
	['an object', () => ({ status: 200 }), '{"status":200}'],
	['nothing', () => undefined, ''],
])('reads %s', async (_name, body, text) => {
	const received = await read(body());
	expect(received).toMatchObject({ statusCode: 200, headers: { a: '1' } });
	expect(String((received as { body: Buffer }).body)).toBe(text);
});

it('ends an answer that never ends at its largest size', async () => {
	let given = 0;
	const endless = Readable.from(
		(function* () {
			for (;;) {
				given += 100;
				yield Buffer.alloc(100);
			}
		})(),
	);
	expect(await read(endless)).toMatchObject({
		kind: 'tooLarge',
		carriedOut: 'maybe',
		transient: false,
	});
	expect(endless.destroyed).toBe(true);
	expect(given).toBeLessThan(5_000);
});

describe('on a real connection', () => {
	let server: Server;
	let closed: Promise<unknown>;
	const serve = async (listener: RequestListener) => {
		server = createServer(listener).listen(0, '127.0.0.1');
		await once(server, 'listening');
		return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	};
	const get = (url: string) => async (signal: AbortSignal) => {
		const response = await fetch(url, { signal });
		const body = response.body ? Readable.fromWeb(response.body as never) : undefined;
		return { statusCode: response.status, headers: {}, body };
	};
	afterEach(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});

	it('ends an answer that drips, and its connection', async () => {
		const url = await serve((request, response) => {
			const drip = setInterval(() => response.write('x'), 10);
			closed = closing(request.socket).then(() => clearInterval(drip));
		});
		const fault = await exchange(get(url), { ...BOUNDS, timeoutMs: 300 });
		expect(fault).toMatchObject({ kind: 'timeout', carriedOut: 'maybe' });
		await closed;
	});

	it('ends a wait for an answer that never begins', async () => {
		const url = await serve((request) => {
			closed = closing(request.socket);
		});
		const fault = await exchange(get(url), { ...BOUNDS, timeoutMs: 300 });
		expect(fault).toMatchObject({ kind: 'timeout', reason: expect.stringMatching(/0\.3 seconds/) });
		await closed;
	});

	it('ends when the execution is cancelled', async () => {
		const cancel = new AbortController();
		const url = await serve((request) => {
			closed = closing(request.socket);
			cancel.abort();
		});
		const bounds = { ...BOUNDS, cancel: cancel.signal };
		expect(await exchange(get(url), bounds)).toMatchObject({
			kind: 'cancelled',
			carriedOut: 'maybe',
		});
		await closed;
		expect(await exchange(get(url), bounds)).toMatchObject({ kind: 'cancelled', carriedOut: 'no' });
	});
});

it('does not wait for a helper that hears no signal, and drops what comes late', async () => {
	const late = Readable.from(['x']);
	let give: (response: unknown) => void = () => {};
	const deaf = async () => await new Promise((resolve) => (give = resolve));
	const fault = await exchange(deaf, { ...BOUNDS, timeoutMs: 50 });
	expect(fault).toMatchObject({ kind: 'timeout' });
	give({ statusCode: 200, headers: {}, body: late });
	await new Promise(setImmediate);
	expect(late.destroyed).toBe(true);
});
