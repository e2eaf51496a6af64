import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { endpoints } from '../gateway/endpoints';
import { faultOf } from '../gateway/faults/fault';
import { openGateway } from '../gateway/request';
import type { FetchPage } from './cursor/view';
import { readReceived, type Received } from './received';

/** Where received messages come from. */
export interface Source {
	baseUrl: string;
	fetchPage: FetchPage<Received>;
}

/**
 * Waiting longer for one page would spend the whole poll on it. Nor is a page tried again: the next poll
 * does that, and n8n backs off when it learns of the failure.
 */
const PAGE_TIMEOUT_MS = 20_000;

/**
 * Opens the list of received messages (contract: endpoint 7).
 *
 * @throws NodeOperationError when the credential's Base URL is unusable
 */
export async function openSource(context: IPollFunctions): Promise<Source> {
	const gateway = await openGateway(context);
	return {
		baseUrl: gateway.baseUrl,
		fetchPage: async (page, limit) => {
			const { data } = await gateway
				.request<
					IDataObject[]
				>(endpoints.getReceived, { limit: String(limit), page: String(page) }, { timeoutMs: PAGE_TIMEOUT_MS, maxTries: 1 })
				.catch((error: unknown) => Promise.reject(withAdvice(context, error)));
			return data.map((row) => readReceived(context.getNode(), row));
		},
	};
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
