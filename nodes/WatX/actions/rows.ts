import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { getLimit } from '../fields/paging';
import type { Endpoint } from '../gateway/endpoints';
import { readPages } from '../gateway/paging';
import type { Call } from '../fields/call';
import type { Output } from './operation';

/** Runs an operation that lists what pages: as many rows as the item asks for, one output each. */
export async function getPagedRows(call: Call, endpoint: Endpoint): Promise<Output[]> {
	const { context } = call;
	const rows = await readPages(async ({ page, limit }) => {
		if (context.getExecutionCancelSignal()?.aborted) {
			throw new NodeOperationError(context.getNode(), 'The execution was cancelled');
		}
		const query = { limit: String(limit), page: String(page) };
		return (await call.request<IDataObject[]>(endpoint, query)).data;
	}, getLimit(call));
	return toOutputs(rows);
}

/** Runs an operation that lists what comes in one piece. */
export async function getRows(
	call: Call,
	endpoint: Endpoint,
	params: Record<string, string>,
): Promise<Output[]> {
	return toOutputs((await call.request<IDataObject[]>(endpoint, params)).data);
}

const toOutputs = (rows: IDataObject[]): Output[] => rows.map((json) => ({ json }));
