import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { parseAccess } from '../access';
import { parseEnvelope, type RawAnswer } from '../answer';
import { linkEndpoints, type Endpoint } from '../endpoints';
import { DEFAULT_TIMEOUT_MS, exchange, PLAIN, REQUEST_DEFAULTS } from '../exchange';
import { envelopeFault, missingDataFault } from '../faults/envelopeFault';
import { faultError, type Fault } from '../faults/fault';
import { foreignFault } from '../faults/foreignFault';
import { cancelled, unreadable } from '../faults/networkFault';
import { quoteWithout } from '../faults/quote';
import { pause } from '../pause';
import { CREDENTIAL, isToolRun, type Hints } from '../request';
import { repeatWhereSafe } from '../retry';
import type { Understanding } from '../understand';
import { parseImage, type Image } from './image';
import { parseLinkStatus, type LinkStatus } from './linkStatus';

const POLL_MS = 2000;

export interface LinkOptions {
	/** In milliseconds, for one request; the default is 60 s. */
	timeoutMs?: number;
	maxTries?: number;
	/** What the node adds to the advice of a fault. */
	hints?: Hints;
}

/** A QR code is a few kilobytes. */
const MOST_BYTES = 2 * 1024 * 1024;

/** The calls that carry the token of a QR code, made without the secret and on the credential's own host alone. */
export interface Links {
	/** Address of the API without a trailing slash. */
	readonly baseUrl: string;
	/** Downloads the QR code (contract: endpoint 4a). @throws NodeApiError when the answer is no picture */
	qrCode(token: string): Promise<Image>;
	/** Asks whether the code was scanned (contract: endpoint 4b). */
	status(token: string): Promise<LinkStatus>;
	/** Asks again and again until the code was scanned or is no longer valid, for that many milliseconds at most. */
	wait(token: string, ms: number): Promise<LinkStatus>;
}

/**
 * Opens the token calls of the gateway that the node's credential points to.
 *
 * @throws NodeOperationError when the credential is unusable
 */
export async function openLinks(
	context: IExecuteFunctions,
	{ timeoutMs = DEFAULT_TIMEOUT_MS, maxTries, hints = {} }: LinkOptions = {},
): Promise<Links> {
	const access = parseAccess(await context.getCredentials(CREDENTIAL));
	if ('problem' in access) throw new NodeOperationError(context.getNode(), access.problem);
	const { baseUrl, secret } = access;
	const quote = quoteWithout(secret);
	const cancel = context.getExecutionCancelSignal();
	const isTool = isToolRun(context);

	const orThrow = <T extends object>(endpoint: Endpoint, outcome: T | Fault): T => {
		if (!('reason' in outcome)) return outcome;
		const hint = hints[outcome.kind];
		throw faultError(context.getNode(), endpoint, outcome, { hint, isTool });
	};
	const ask = async <T extends object>(
		endpoint: Endpoint,
		token: string,
		read: (raw: RawAnswer, understanding: Understanding) => T | Fault,
		tries = maxTries,
	): Promise<T | Fault> => {
		const call = async (signal: AbortSignal): Promise<unknown> =>
			await context.helpers.httpRequest({
				method: 'GET',
				url: `${baseUrl}/${endpoint.path}`,
				headers: { ...PLAIN },
				qs: { token },
				...REQUEST_DEFAULTS,
				encoding: 'stream',
				timeout: timeoutMs,
				abortSignal: signal,
			});
		const attempt = async (): Promise<T | Fault> => {
			const received = await exchange(call, { timeoutMs, maxBytes: MOST_BYTES, cancel });
			if ('reason' in received) return received;
			try {
				return read(textUnlessImage(received), { quote, baseUrl });
			} catch {
				return unreadable();
			}
		};
		const retry = { rateLimit: { until: 0 }, maxTries: tries, signal: cancel };
		return await repeatWhereSafe(endpoint, attempt, retry);
	};
	const { getQrCode, getLinkStatus } = linkEndpoints;

	return {
		baseUrl,
		qrCode: async (token) => orThrow(getQrCode, await ask(getQrCode, token, parseQrCode)),
		status: async (token) =>
			orThrow(getLinkStatus, await ask(getLinkStatus, token, parseLinkStatus)),
		async wait(token, ms) {
			for (const end = Date.now() + ms; ; ) {
				const status = await ask(getLinkStatus, token, parseLinkStatus, 1);
				const left = end - Date.now();
				const goesOn = 'reason' in status ? status.transient : !status.linked && !status.expired;
				if (!goesOn || left <= 0) return orThrow(getLinkStatus, status);
				await pause(Math.min(POLL_MS, left), cancel);
				if (cancel?.aborted) return orThrow<LinkStatus>(getLinkStatus, cancelled('no'));
			}
		},
	};
}

const textUnlessImage = (received: RawAnswer & { body: Buffer }): RawAnswer =>
	parseImage(received.body) ? received : { ...received, body: received.body.toString('utf8') };

function parseQrCode(raw: RawAnswer, { quote, baseUrl }: Understanding): Image | Fault {
	const isOk = raw.statusCode >= 200 && raw.statusCode < 300;
	const image = isOk && Buffer.isBuffer(raw.body) ? parseImage(raw.body) : undefined;
	if (image) return image;
	const envelope = Buffer.isBuffer(raw.body) ? undefined : parseEnvelope(raw.body);
	if (!envelope) return foreignFault(raw, quote, baseUrl);
	return envelope.status === 200
		? missingDataFault(envelope, quote)
		: envelopeFault(linkEndpoints.getQrCode, envelope, raw, quote);
}
