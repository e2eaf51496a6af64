import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Call } from '../fields/call';
import type { Endpoint } from '../gateway/endpoints';
import type { Reading } from '../gateway/lists/reader';
import { sentences } from '../gateway/sentences';
import { openList } from './openList';

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
	return await openList(call, endpoint, { mostRequests: MOST_REQUESTS }).read({
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
