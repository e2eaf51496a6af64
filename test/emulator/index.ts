/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/**
 * A WatX gateway over real HTTP, with state, for tests, the demo and benchmarks. It is not kinder
 * than the real one: PHP's form rules, errors inside HTTP 200, clamped limits, either list order.
 *
 *   const gateway = await startEmulator();
 *   const account = gateway.addAccount();
 *   // the node under test gets { baseUrl: gateway.url, secret: gateway.secret }
 *   gateway.state.sent; gateway.requests; gateway.receive({ message: 'Hi' });
 *   await gateway.close();
 *
 * STATE. `gateway.state` is plain arrays and maps that may be read and edited (types.ts); rows
 * stand in ascending order of id, `insertRow` of state.ts keeps it so. Arrays may be replaced, so
 * read them through `gateway.state` each time. `addAccount`, `addGroup`, `addCampaign`, `addKey`
 * and `receive` fill it in. A late row is `receive({ id: 5 })` with a low id, or
 * `receive({ hidden: true })` and later `reveal(id)`. Queued messages and bulk messages wait in
 * `state.pending` until `deliverPending()`. `completeLink(token)` and `expireLink(token)` move a QR
 * code link on. Files of received messages are served below /uploads, outside of the base path.
 *
 * REQUESTS. `gateway.requests` holds each request as PHP saw it, faulty ones too; `status` 0 means
 * that no answer was given. `stats` counts also with `settings.record = false`, and knows the
 * highest number of requests in flight. `onRequest(callback)` runs before a request is carried out.
 *
 * SETTINGS. `gateway.settings` are the switches of settings.ts: latency, limits, list order, id
 * types, shapes of empty lists, unknown ids and waiting links, old versions, quota, body limits.
 *
 * FAULTS. `fault({ kind, match?, times = 1, ms?, … })` (faults.ts). The first rule that applies
 * takes the request and is used up after `times`. `match` is a path (text or RegExp), a method,
 * `nth` (from the nth such request on) and `when(request)`. `process` overrides whether the request
 * is carried out.
 *   carried out, then: latency (`ms` later) · cut-after (no answer) · cut-body (half an answer, then
 *     cut) · php-warning (text before the JSON) · truncated (half the JSON, well-formed HTTP) ·
 *     array (data without its envelope) · data-false
 *   not carried out:   cut-upload (`afterBytes` into the body) · cut-before (after the body) · hang
 *     (until close) · 429 (`retryAfter`) · 500 · 502-html · html-200 · empty · redirect (`status`,
 *     `location`; by default elsewhere with the whole query) · status (envelope with `status`,
 *     `message`, `data`) · http (`status`, `headers`, `body`)
 *
 * PHP. `+` in a query or urlencoded body is a space; the last one of a repeated name wins; `a[b]=c`
 * nests; JSON bodies are not read; a POST's query and a GET's body are no parameters; chunked
 * bodies are refused with HTTP 411. A secret that is missing is 400, a wrong one 401, a missing
 * permission 403. Uploads are hashed as they stream in; all but the first 64 KiB is dropped unless
 * `settings.keepFiles` is set.
 */

import type { AddressInfo } from 'node:net';

import { Emulator } from './emulator';
import { FaultQueue } from './faults';
import { Recorder } from './recorder';
import { createGatewayServer, type Gateway } from './server';
import { defaultSettings, type Settings } from './settings';
import { createState, hexDigits } from './state';

export type { Emulator } from './emulator';
export type { ActiveFault, FaultKind, FaultMatch, FaultRule } from './faults';
export type { Arrival } from './receive';
export type { Settings } from './settings';
export { insertRow } from './state';
export * from './types';

export interface EmulatorOptions {
	/** Default 0: any free port. */
	port?: number;
	/** Default '/api'; '' for none. */
	basePath?: string;
	host?: '127.0.0.1';
	/** Settings other than the defaults to start with. */
	settings?: Partial<Settings>;
}

/** Starts a gateway on the loopback interface. Fails when the port is taken. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const secret = hexDigits(40);
	const settings = { ...defaultSettings(), ...options.settings };
	const basePath = (options.basePath ?? '/api').replace(/\/+$/, '');
	const gateway: Gateway = {
		settings,
		state: createState(secret),
		faults: new FaultQueue(),
		recorder: new Recorder(settings, basePath),
		listeners: new Set(),
		errors: [],
		basePath,
		origin: '',
	};
	const server = createGatewayServer(gateway);
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
	});
	gateway.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return new Emulator(server, gateway, secret);
}
