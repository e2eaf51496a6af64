import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { parseAccess } from './access';
import type { Envelope } from './answer';
import type { Endpoint } from './endpoints';
import { DEFAULT_TIMEOUT_MS, exchange, PLAIN, REQUEST_DEFAULTS } from './exchange';
import { faultError, type Fault, type FaultKind } from './faults/fault';
import { unreadable } from './faults/networkFault';
import { quoteWithout } from './faults/quote';
import { repeatWhereSafe, type RateLimit } from './retry';
import type { TextForm } from './textForm';
import { understand } from './understand';

export type GatewayContext =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IPollFunctions
	| IWebhookFunctions;

export const CREDENTIAL = 'watXApi';

const MEGABYTE = 1024 * 1024;

/** The largest answers that are read: all rows of a long list, and everything else. */
const MOST_BYTES = { rows: 64 * MEGABYTE, other: 4 * MEGABYTE };

export interface RequestOptions {
	/** In milliseconds; the default is 60 s. */
	timeoutMs?: number;
	/** Attempts in all, where a repetition is safe; the default is 3. */
	maxTries?: number;
	/** Envelopes besides status 200 that the caller understands itself; they are returned instead of thrown. */
	accept?: (envelope: Envelope) => boolean;
	/** Makes the body of a POST, afresh for each attempt; without it the parameters travel urlencoded. */
	body?: () => Promise<FormData | TextForm>;
}

/** An understood answer: the envelope, its data checked against what the endpoint promises. */
export interface Answer<T = unknown> {
	status: number;
	/** The gateway's words, without the secret. */
	message: string;
	data: T;
	/** Rows of the list that are no records and were left out; undefined when there are none. */
	leftOut?: number;
}

/** What a node offers against a fault, such as the name of one of its options, in whole sentences. */
export type Hints = Partial<Record<FaultKind, string>>;

/** One installation of the gateway, as one credential reaches it. */
export interface Gateway {
	/** Address of the API without a trailing slash. */
	readonly baseUrl: string;
	/**
	 * Calls an endpoint (contract: Every call), again where that can do nothing twice (see `repeatWhereSafe`).
	 *
	 * @param params query of a GET, form of a POST; the secret is added by the credential
	 * @throws NodeApiError for every failure of the contract, in plain words and without the secret
	 */
	request<T = unknown>(
		endpoint: Endpoint,
		params: Record<string, string>,
		options?: RequestOptions,
	): Promise<Answer<T>>;
}

/**
 * Opens the gateway that the node's credential points to.
 *
 * @param hints what this node adds to the advice of a fault
 * @throws NodeOperationError when the credential is unusable
 */
export async function openGateway(context: GatewayContext, hints: Hints = {}): Promise<Gateway> {
	const credentials = await context.getCredentials(CREDENTIAL);
	const node = context.getNode();
	const access = parseAccess(credentials);
	if ('problem' in access) throw new NodeOperationError(node, access.problem);
	const { baseUrl } = access;
	const quote = quoteWithout(access.secret);
	const cancel =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const isTool = isToolRun(context);
	const rateLimit: RateLimit = { until: 0 };
	// Without it n8n would decrypt the credential anew for each request.
	const credentialsDecrypted = { id: '', name: '', type: CREDENTIAL, data: credentials };

	const attempt = async (
		endpoint: Endpoint,
		params: Record<string, string>,
		options: RequestOptions,
	): Promise<Answer | Fault> => {
		const isGet = endpoint.method === 'GET';
		const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
		const request: IHttpRequestOptions = {
			method: endpoint.method,
			url: `${baseUrl}/${endpoint.path}`,
			headers: { ...PLAIN },
			qs: isGet ? { ...params } : undefined,
			body: isGet ? undefined : ((await options.body?.()) ?? new URLSearchParams(params)),
			...REQUEST_DEFAULTS,
			encoding: 'stream',
			timeout: timeoutMs,
		};
		const call = async (signal: AbortSignal): Promise<unknown> => {
			request.abortSignal = signal;
			return await context.helpers.httpRequestWithAuthentication.call(
				stoppedBy(context, signal),
				CREDENTIAL,
				request,
				{ credentialsDecrypted },
			);
		};
		const maxBytes = endpoint.data === 'rows' ? MOST_BYTES.rows : MOST_BYTES.other;
		const received = await exchange(call, { timeoutMs, maxBytes, cancel });
		if ('reason' in received) return received;
		try {
			const raw = { ...received, body: received.body.toString('utf8') };
			return understand(endpoint, raw, { accept: options.accept, quote, baseUrl });
		} catch {
			// Whatever goes wrong here, the gateway has done what it was asked.
			return unreadable();
		}
	};

	return {
		baseUrl,
		async request<T>(
			endpoint: Endpoint,
			params: Record<string, string>,
			options: RequestOptions = {},
		) {
			const retry = { rateLimit, maxTries: options.maxTries, signal: cancel };
			const once = async () => await attempt(endpoint, params, options);
			const result = await repeatWhereSafe(endpoint, once, retry);
			if (!('reason' in result)) return result as Answer<T>;
			throw faultError(node, endpoint, result, { hint: hints[result.kind], isTool });
		},
	};
}

/** Whether an agent's model runs the node. n8n runs a tool as a call, or as a node whose type it has renamed. */
export function isToolRun(context: GatewayContext): boolean {
	const { isToolExecution } = context as { isToolExecution?: () => boolean };
	return (isToolExecution?.call(context) ?? false) || context.getNode().type.endsWith('Tool');
}

/** The context as the caller of a request: n8n hands on the signal of its caller, and no other. */
const stoppedBy = (context: GatewayContext, signal: AbortSignal): IExecuteFunctions =>
	Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as IExecuteFunctions;
