import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../fields/call';
import type { Endpoint } from '../gateway/endpoints';
import { ListReader, pagesOf, type Bounds } from '../gateway/lists/reader';
import { plainRows } from '../gateway/lists/stretch';

/** A reader of a list in the name of an item (contract: Lists); it ends when the execution is cancelled. */
export function openList(
	call: Call,
	endpoint: Endpoint,
	{ mostRequests, goOn = () => true }: Bounds,
): ListReader<IDataObject> {
	const signal = call.context.getExecutionCancelSignal();
	const fetchPage = pagesOf(async (params) => await call.request<unknown[]>(endpoint, params));
	const bounds = { mostRequests, goOn: (share: number) => !signal?.aborted && goOn(share) };
	return new ListReader(fetchPage, plainRows, bounds);
}
