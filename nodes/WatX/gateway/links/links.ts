import type { IDataObject, IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { parseEnvelope, type RawAnswer } from '../answer';
import { envelopeFault, missingDataFault, unexpectedAnswerFault } from '../faults/answerFault';
import { parseBaseUrl } from '../baseUrl';
import { linkEndpoints, type Endpoint } from '../endpoints';
import { faultError, type Fault } from '../faults/fault';
import { parseImage, type Image } from './image';
import { parseLinkStatus, type LinkStatus } from './linkStatus';
import { cancelled, networkFault } from '../faults/networkFault';
import { pause } from '../pause';
import { REQUEST_DEFAULTS, CREDENTIAL, DEFAULT_TIMEOUT_MS } from '../request';
import { repeatWhereSafe } from '../retry';

const POLL_MS = 2000;

export interface LinkOptions {
	/** In milliseconds, for one request; the default is 60 s. */
	timeoutMs?: number;
	maxTries?: number;
}

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
 * @throws NodeOperationError when the credential's Base URL is no http(s) address
 */
export async function openLinks(
	context: IExecuteFunctions,
	options: LinkOptions = {},
): Promise<Links> {
	const base = parseBaseUrl((await context.getCredentials(CREDENTIAL)).baseUrl);
	if ('problem' in base) throw new NodeOperationError(context.getNode(), base.problem);
	const signal = context.getExecutionCancelSignal();
	const { maxTries } = options;

	const orThrow = <T extends object>(endpoint: Endpoint, outcome: T | Fault): T => {
		if (!('reason' in outcome)) return outcome;
		throw faultError(context.getNode(), endpoint, outcome);
	};
	const ask = async <T extends object>(
		endpoint: Endpoint,
		token: string,
		read: (raw: RawAnswer) => T | Fault,
		retry: { maxTries?: number } = { maxTries },
	): Promise<T | Fault> => {
		const attempt = async () => {
			const raw = await fetchToken(context, `${base.url}/${endpoint.path}`, token, options);
			return 'reason' in raw ? raw : read(raw);
		};
		return await repeatWhereSafe(endpoint, attempt, { rateLimit: { until: 0 }, signal, ...retry });
	};
	const { getQrCode, getLinkStatus } = linkEndpoints;

	return {
		baseUrl: base.url,
		qrCode: async (token) => orThrow(getQrCode, await ask(getQrCode, token, parseQrCode)),
		status: async (token) =>
			orThrow(getLinkStatus, await ask(getLinkStatus, token, parseLinkStatus)),
		async wait(token, ms) {
			for (const end = Date.now() + ms; ; ) {
				const once = { maxTries: 1 };
				const status = await ask(getLinkStatus, token, parseLinkStatus, once);
				const left = end - Date.now();
				const goesOn = 'reason' in status ? status.transient : !status.linked && !status.expired;
				if (!goesOn || left <= 0) return orThrow(getLinkStatus, status);
				await pause(Math.min(POLL_MS, left), signal);
				if (signal?.aborted) return orThrow<LinkStatus>(getLinkStatus, cancelled('no'));
			}
		},
	};
}

/** Makes one request without the secret. */
async function fetchToken(
	context: IExecuteFunctions,
	url: string,
	token: string,
	{ timeoutMs = DEFAULT_TIMEOUT_MS }: LinkOptions,
): Promise<RawAnswer | Fault> {
	try {
		const { statusCode, body, headers } = (await context.helpers.httpRequest({
			method: 'GET',
			url,
			qs: { token },
			...REQUEST_DEFAULTS,
			encoding: 'arraybuffer',
			timeout: timeoutMs,
			abortSignal: context.getExecutionCancelSignal(),
		})) as IN8nHttpFullResponse;
		const bytes = Buffer.from(body as unknown as Uint8Array);
		return {
			statusCode,
			body: parseImage(bytes) ? bytes : bytes.toString('utf8'),
			headers: headers as IDataObject,
		};
	} catch (error) {
		return networkFault(error, timeoutMs);
	}
}

function parseQrCode(raw: RawAnswer): Image | Fault {
	const image = Buffer.isBuffer(raw.body) ? parseImage(raw.body) : undefined;
	if (image && raw.statusCode >= 200 && raw.statusCode < 300) return image;
	const endpoint = linkEndpoints.getQrCode;
	const envelope = parseEnvelope(raw.body);
	if (!envelope) return unexpectedAnswerFault(endpoint, raw);
	return envelope.status === 200
		? missingDataFault(envelope)
		: envelopeFault(endpoint, envelope, raw);
}
