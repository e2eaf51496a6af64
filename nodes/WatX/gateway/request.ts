import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { parseData, parseEnvelope, type Envelope, type RawAnswer } from './answer';
import { envelopeFault, missingDataFault, unexpectedAnswerFault } from './faults/answerFault';
import { parseBaseUrl } from './baseUrl';
import type { Endpoint } from './endpoints';
import { faultError, type Fault } from './faults/fault';
import { networkFault } from './faults/networkFault';
import { repeatWhereSafe, type RateLimit } from './retry';
import { getSecret } from './secret';
import type { TextForm } from './textForm';

export type GatewayContext =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IPollFunctions
	| IWebhookFunctions;

export const CREDENTIAL = 'watXApi';
export const DEFAULT_TIMEOUT_MS = 60_000;

/** Settings of every request. */
export const REQUEST_DEFAULTS = {
	// A followed redirect would drop the body or carry the secret elsewhere.
	disableFollowRedirect: true,
	// n8n repeats a request that failed with HTTP 401, which would send a message twice.
	ignoreHttpStatusErrors: true,
	returnFullResponse: true,
} as const;

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
	message: string;
	data: T;
}

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
 * @throws NodeOperationError when the credential's Base URL is no http(s) address
 */
export async function openGateway(context: GatewayContext): Promise<Gateway> {
	const credentials = await context.getCredentials(CREDENTIAL);
	const base = parseBaseUrl(credentials.baseUrl);
	if ('problem' in base) throw new NodeOperationError(context.getNode(), base.problem);
	const secret = getSecret(credentials);
	const node = context.getNode();
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const rateLimit: RateLimit = { until: 0 };
	// Without it n8n would decrypt the credential anew for each request.
	const credentialsDecrypted = { id: '', name: '', type: CREDENTIAL, data: credentials };

	const attempt = async (
		endpoint: Endpoint,
		params: Record<string, string>,
		options: RequestOptions,
	): Promise<Answer | Fault> => {
		const isGet = endpoint.method === 'GET';
		const request: IHttpRequestOptions = {
			method: endpoint.method,
			url: `${base.url}/${endpoint.path}`,
			qs: isGet ? { ...params } : undefined,
			body: isGet ? undefined : ((await options.body?.()) ?? new URLSearchParams(params)),
			...REQUEST_DEFAULTS,
			encoding: 'text',
			timeout: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
		};
		let response: IN8nHttpFullResponse;
		try {
			response = (await context.helpers.httpRequestWithAuthentication.call(
				context,
				CREDENTIAL,
				request,
				{ credentialsDecrypted },
			)) as IN8nHttpFullResponse;
		} catch (error) {
			return networkFault(error, options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
		}
		const { statusCode, body, headers } = response;
		const raw = { statusCode, body, headers: headers as IDataObject };
		return understand(endpoint, raw, options.accept);
	};

	return {
		baseUrl: base.url,
		async request<T>(
			endpoint: Endpoint,
			params: Record<string, string>,
			options: RequestOptions = {},
		) {
			const retry = { rateLimit, maxTries: options.maxTries, signal };
			const once = () => attempt(endpoint, params, options);
			const result = await repeatWhereSafe(endpoint, once, retry);
			if ('reason' in result) throw faultError(node, endpoint, result, secret);
			return result as Answer<T>;
		},
	};
}

/** Turns what came over HTTP into an answer or a fault; pure. */
export function understand(
	endpoint: Endpoint,
	raw: RawAnswer,
	accept: (envelope: Envelope) => boolean = () => false,
): Answer | Fault {
	const envelope = parseEnvelope(raw.body);
	if (!envelope) return unexpectedAnswerFault(endpoint, raw);
	if (accept(envelope)) return envelope;
	const { status, message, data } = envelope;
	// A gateway that lists nothing says 404 (contract: Every call).
	const ownerMissing = endpoint.ofAccount && /account|device|unique/i.test(message);
	if (endpoint.data === 'rows' && status === 404 && !data && !ownerMissing) {
		return { status, message, data: [] };
	}
	const httpFailed = raw.statusCode < 200 || raw.statusCode >= 300;
	if (httpFailed && status === 200) return unexpectedAnswerFault(endpoint, raw);
	if (status !== 200) return envelopeFault(endpoint, envelope, raw);
	const checked = parseData(endpoint.data, data);
	return checked === undefined ? missingDataFault(envelope) : { status, message, data: checked };
}
