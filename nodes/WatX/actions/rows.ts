import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { getLimit } from '../fields/paging';
import type { Endpoint } from '../gateway/endpoints';
import { readPages } from '../gateway/paging';
import type { Call } from '../fields/call';
import type { Output } from './operation';

/** Which rows of a list are wanted, and what becomes of them. */
export interface RowView {
	/** Makes the item of a row; without it the row is the item. */
	toJson?: (row: IDataObject) => IDataObject;
	/** Whether a row is wanted; without it each is. */
	keeps?: (row: IDataObject) => boolean;
	/** Whether no row behind these, which are in the order of the list, can be wanted. */
	isDone?: (rows: IDataObject[]) => boolean;
}

/** So many rows are looked through at first, and so many times more if they do not do. */
const FIRST_LOOK = 250;
const GROWTH = 8;

/** Runs an operation that lists what pages: as many rows as the item asks for, one output each. */
export async function getPagedRows(
	call: Call,
	endpoint: Endpoint,
	view: RowView = {},
): Promise<Output[]> {
	const limit = getLimit(call);
	const { keeps = () => true, toJson = (row) => row } = view;
	const rows = (await readRows(call, endpoint, limit, view)).filter(keeps);
	return (limit === Infinity ? rows : rows.slice(0, limit)).map((row) => ({ json: toJson(row) }));
}

/** Reads a list from its beginning, until `limit` rows that are wanted were found or no more can follow. */
export async function readRows(
	call: Call,
	endpoint: Endpoint,
	limit: number,
	{ keeps, isDone = () => false }: Pick<RowView, 'keeps' | 'isDone'> = {},
): Promise<IDataObject[]> {
	const read = async (most: number) =>
		await readPages(async (query) => await fetchPage(call, endpoint, query), most);
	if (!keeps) return await read(limit);
	for (let most = FIRST_LOOK; ; most *= GROWTH) {
		const rows = await read(most);
		if (rows.length < most || isDone(rows) || rows.filter(keeps).length >= limit) return rows;
	}
}

async function fetchPage(
	call: Call,
	endpoint: Endpoint,
	{ page, limit }: { page: number; limit: number },
): Promise<IDataObject[]> {
	const { context } = call;
	if (context.getExecutionCancelSignal()?.aborted) {
		throw new NodeOperationError(context.getNode(), 'The execution was cancelled');
	}
	const query = { limit: String(limit), page: String(page) };
	return (await call.request<IDataObject[]>(endpoint, query)).data;
}

/** Runs an operation that lists what comes in one piece. */
export async function getRows(
	call: Call,
	endpoint: Endpoint,
	params: Record<string, string>,
): Promise<Output[]> {
	const { data } = await call.request<IDataObject[]>(endpoint, params);
	return data.map((json) => ({ json }));
}
