/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/**
 * A WatX gateway over real HTTP, with state, for tests, the demo and benchmarks. It is not kinder
 * than the real one: the profile `stock` does all that the contract marks with [P].
 *
 *   const gateway = await startEmulator();            // or { profile: 'mended' }
 *   const account = gateway.addAccount();
 *   // the node under test gets { baseUrl: gateway.url, secret: gateway.secret }
 *   gateway.state.sent; gateway.requests; gateway.receive({ message: 'Hi' });
 *   await gateway.close();
 *
 * PROFILES AND SETTINGS. `gateway.use('mended')` takes all settings of a profile (profiles.ts);
 * `gateway.settings` are the single switches (settings.ts); `reset()` keeps the profile.
 *
 * STATE. `gateway.state` is plain arrays and maps that may be read and edited (types.ts); rows
 * stand in ascending order of id, `insertRow` of state.ts keeps it so. Arrays may be replaced, so
 * read them through `gateway.state` each time. `addAccount`, `addGroup`, `addCampaign`, `addKey`
 * and `receive` fill it in. A late row has the highest id and an old date
 * (`receive({ sentSecondsAgo: 3600 })`), or a low id (`receive({ id: 5 })`), or is
 * `receive({ hidden: true })` and later `reveal(id)`. Files of received rows are shown after
 * `settings.attachmentDelayMs` or `fetchAttachment(id)`, and served below /uploads, outside of the
 * base path. Queued messages wait in `state.pending` until `deliverPending(count, status)`.
 * `completeLink`, `expireLink` and `completeRelink` move a QR code on; `advanceClock(seconds)` lets
 * time pass; `restart()` lets ids of deleted rows be given again. `replyTo(recipient, message,
 * { afterMs })` answers the next message sent to somebody. With `settings.webhookUrl` each received
 * message is POSTed there: `webhookCalls`, `webhooksDone()`.
 *
 * REQUESTS. `gateway.requests` holds each request as PHP saw it, faulty ones too; `status` 0 means
 * that no answer was given. `stats` counts also with `settings.record = false`, and knows the
 * highest number of requests in flight. `onRequest(callback)` runs before a request is carried out.
 *
 * FAULTS. `say(name, match?)` refuses a call in the gateway's words (words.ts). `fault({ kind,
 * match?, times = 1, ms?, … })` (faults.ts) does the rest. The first rule that applies takes the
 * request and is used up after `times`. `match` is a path (text or RegExp), a method, `nth` (from
 * the nth such request on) and `when(request)`. `process` overrides whether the request is carried
 * out. UNCERTAIN and PROXY_PAGES are ready-made rules for each way a call can end badly.
 *   carried out, then: latency (`ms` later) · cut-after (no answer) · cut-body (half an answer, then
 *     cut) · php-warning (text before the JSON) · truncated (half the JSON, well-formed HTTP) ·
 *     array (data without its envelope) · data-false · failed-after (envelope 500) · garbage ·
 *     nested (the envelope in another one) · status-object (`{ code: 200 }`) · http-after (HTTP
 *     `status` with the sound envelope)
 *   not carried out:   cut-upload (`afterBytes` into the body) · cut-before (after the body) · hang
 *     (until close) · 429 (`retryAfter`) · 500 · 502-html · html-200 · empty · redirect (`status`,
 *     `location`; by default elsewhere with the whole query) · page (HTML with `status`, `title`) ·
 *     status (envelope with `status`, `message`, `data`) · http (`status`, `headers`, `body`)
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
import { settingsOf, type Profile } from './profiles';
import { Recorder } from './recorder';
import { Reactions } from './replies';
import { createGatewayServer, type Gateway } from './server';
import type { Settings } from './settings';
import { createState, hexDigits } from './state';
import { WebhookSender } from './webhook';

export type { Emulator } from './emulator';
export { PROXY_PAGES, UNCERTAIN } from './faults';
export type { ActiveFault, FaultKind, FaultMatch, FaultRule } from './faults';
export { PROFILES, type Profile } from './profiles';
export type { Arrival } from './receive';
export type { Reaction } from './replies';
export type { SendOutcome, Settings } from './settings';
export { insertRow } from './state';
export * from './types';
export type { WebhookCall } from './webhook';
export { WORDS, type Saying } from './words';

export interface EmulatorOptions {
	/** Default 0: any free port. */
	port?: number;
	/** Default '/api'; '' for none. */
	basePath?: string;
	host?: '127.0.0.1';
	/** Default `stock`. */
	profile?: Profile;
	/** Settings other than the profile's to start with; `reset()` forgets them. */
	settings?: Partial<Settings>;
}

/** Starts a gateway on the loopback interface. Fails when the port is taken. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const secret = hexDigits(40);
	const profile = options.profile ?? 'stock';
	const settings = { ...settingsOf(profile), ...options.settings };
	const basePath = (options.basePath ?? '/api').replace(/\/+$/, '');
	const gateway: Gateway = {
		settings,
		state: createState(secret),
		faults: new FaultQueue(),
		recorder: new Recorder(settings, basePath),
		listeners: new Set(),
		webhook: new WebhookSender(settings),
		reactions: new Reactions((arrival) => emulator.receive(arrival)),
		errors: [],
		basePath,
		origin: '',
	};
	const server = createGatewayServer(gateway);
	const emulator = new Emulator(server, gateway, secret, profile);
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
	});
	gateway.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return emulator;
}
