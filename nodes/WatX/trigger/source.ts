import { createHash, createHmac } from 'crypto';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { parseAccess } from '../gateway/access';
import { endpoints, type Endpoint } from '../gateway/endpoints';
import { faultOf } from '../gateway/faults/fault';
import { pagesOf, type FetchPage } from '../gateway/lists/reader';
import { CREDENTIAL, openGateway } from '../gateway/request';
import type { Listed } from './cursor/ids';
import { parseReceived, type Received } from './received';

/** A message as the cursor tells it from others. */
export type Message = Received & Listed;

/** Whose list it is; what is remembered of one inbox says nothing of another. */
export interface Inbox {
	/** Host name and port. */
	host: string;
	/** Tells path and secret from others; neither can be got from it. */
	key: string;
}

/** Where received messages come from. */
export interface Source {
	baseUrl: string;
	inbox: Inbox;
	fetchPage: FetchPage;
	/** Makes a message of an entry; undefined for an entry without an id, which could not be remembered. */
	parse: (entry: unknown) => Message | undefined;
}

/** Waiting longer for one page would spend the whole poll on it. */
const PAGE_TIMEOUT_MS = 20_000;
/** A page is tried again once; then n8n backs off, and the next poll tries. */
const PAGE_TRIES = 2;
/** Constant words that make the fingerprint of no use elsewhere. */
const CONTEXT = 'n8n-nodes-watx: inbox of a trigger';
const KEY_LENGTH = 12;
const MARK_LENGTH = 4;

/**
 * Opens the list of received messages (contract: endpoint 7), or another list with ids.
 *
 * @throws NodeOperationError when the credential's Base URL is unusable
 */
export async function openSource(
	context: IPollFunctions,
	endpoint: Endpoint = endpoints.getReceived,
	timeoutMs = PAGE_TIMEOUT_MS,
): Promise<Source> {
	const gateway = await openGateway(context);
	const access = parseAccess(await context.getCredentials(CREDENTIAL));
	const secret = 'secret' in access ? access.secret : '';
	const { host, pathname } = new URL(gateway.baseUrl);
	const hmac = createHmac('sha256', secret).update(`${CONTEXT}\n${pathname}\n${endpoint.path}`);
	const options = { timeoutMs, maxTries: PAGE_TRIES };
	return {
		baseUrl: gateway.baseUrl,
		inbox: { host, key: hmac.digest('hex').slice(0, KEY_LENGTH) },
		fetchPage: pagesOf(
			async (params) =>
				await gateway
					.request<unknown[]>(endpoint, params, options)
					.catch((error: unknown) => Promise.reject(withAdvice(context, error))),
		),
		parse: (entry) => {
			const message = parseReceived(entry);
			if (!message) return undefined;
			const { raw } = message;
			let mark: string | undefined;
			return {
				...message,
				second: raw.created,
				// Of most rows nobody asks for it.
				get mark() {
					return (mark ??= markOf(raw));
				},
			};
		},
	};
}

/** What differs for a different message under the same id, and is the same when a file or a status is added. */
function markOf({ account, recipient, message, created }: IDataObject): string {
	const text = JSON.stringify([account, recipient, message, created]);
	// However a version escapes: entities and signs do not count.
	const words = text.replace(/&#?\w{1,8};/g, '').replace(/[^\p{L}\p{N}]+/gu, ' ');
	return createHash('sha256').update(words).digest('base64url').slice(0, MARK_LENGTH);
}

/** When an activation fails, n8n shows the message alone, so it also has to say what to do. */
function withAdvice(context: IPollFunctions, error: unknown): unknown {
	const fault = faultOf(error);
	if (!fault || fault.transient || !(error instanceof NodeApiError)) return error;
	const { message, description, httpCode } = error;
	const full = `${message}. ${description}`;
	return new NodeApiError(
		context.getNode(),
		{ message: full },
		{ message: full, description: description ?? undefined, httpCode: httpCode ?? undefined },
	);
}
