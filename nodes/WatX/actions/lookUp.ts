import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Call } from '../fields/call';
import type { Endpoint } from '../gateway/endpoints';
import { ListReader, pagesOf, type Reading } from '../gateway/lists/reader';
import { plainRows } from '../gateway/lists/stretch';
import { sentences } from '../gateway/sentences';

/** Small pages, where the gateway gives no larger ones, take many requests. */
const MOST_REQUESTS = 500;

/**
 * Reads a list to look something up in it before sending (contract: Lists).
 *
 * @param most how many rows to read
 * @param isEnough whether what is read so far holds what is looked for
 */
export async function readForLookUp(
	call: Call,
	endpoint: Endpoint,
	most: number,
	isEnough: (rows: IDataObject[]) => boolean = () => false,
): Promise<Reading<IDataObject>> {
	const signal = call.context.getExecutionCancelSignal();
	const fetchPage = pagesOf(async (params) => await call.request<unknown[]>(endpoint, params));
	const bounds = { mostRequests: MOST_REQUESTS, goOn: () => !signal?.aborted };
	return await new ListReader(fetchPage, plainRows, bounds).read({
		wanted: (rows) => (isEnough(rows) ? 0 : most),
	});
}

/**
 * Names the option or parameter that asked for a look-up which failed; nothing was sent.
 *
 * @param advice what else can be done
 */
export function lookUpFailed(
	{ context, itemIndex }: Call,
	displayName: string,
	error: unknown,
	advice: string,
): NodeOperationError {
	const { message, description } = error as NodeApiError;
	return new NodeOperationError(
		context.getNode(),
		`The message was not sent, because "${displayName}" failed. ${message}`,
		{ description: sentences(description, advice), itemIndex },
	);
}
