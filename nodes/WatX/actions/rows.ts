import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { getLimit } from '../fields/paging';
import type { Call } from '../fields/call';
import type { Endpoint } from '../gateway/endpoints';
import { LARGEST_LIMIT, type Reading } from '../gateway/lists/reader';
import { openList } from './openList';
import type { Output } from './operation';

/** Return All ends here: what is more does not fit into n8n's memory together with what the workflow makes of it. */
const MOST_ROWS = 200_000;
const MOST_REQUESTS = 2500;
const LONGEST_MS = 30 * 60_000;

/** Which rows of a list are wanted, and what becomes of them. */
export interface RowView {
	/** Makes the item of a row; without it the row is the item. */
	toJson?: (row: IDataObject) => IDataObject;
	/** Whether a row is wanted; without it each is. */
	keeps?: (row: IDataObject) => boolean;
	/** Whether no row behind these, which are in the order of the list, can be wanted. */
	isDone?: (rows: IDataObject[]) => boolean;
}

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
	const signal = call.context.getExecutionCancelSignal();
	const startedAt = Date.now();
	const reader = openList(call, endpoint, {
		mostRequests: MOST_REQUESTS,
		goOn: () => Date.now() - startedAt < LONGEST_MS,
	});
	// Where not every row is wanted, it is not known how many have to be read.
	const limits = keeps || limit === Infinity ? undefined : [Math.min(limit, LARGEST_LIMIT)];
	const found = keeps && countOf(keeps);
	const wanted = (rows: IDataObject[]) => {
		if (!found) return Math.min(limit, MOST_ROWS + 1);
		return found(rows) >= limit || isDone(rows) ? rows.length : MOST_ROWS + 1;
	};
	const reading = await reader.read({ wanted, limits });
	if (signal?.aborted) {
		throw new NodeOperationError(call.context.getNode(), 'The execution was cancelled', {
			description: 'The list was not read to its end. Run the workflow again to have it.',
		});
	}
	refuseUnfinished(call, reading);
	reportOdd(call, reading.odd);
	return reading.rows;
}

/** Counts the rows that are wanted; of a list that grows, only what is new. */
function countOf(keeps: (row: IDataObject) => boolean): (rows: IDataObject[]) => number {
	let counted: IDataObject[] = [];
	let next = 0;
	let count = 0;
	return (rows) => {
		if (rows !== counted) [counted, next, count] = [rows, 0, 0];
		for (; next < rows.length; next++) if (keeps(rows[next])) count++;
		return count;
	};
}

/** Runs an operation that lists what comes in one piece. */
export async function getRows(
	call: Call,
	endpoint: Endpoint,
	params: Record<string, string>,
): Promise<Output[]> {
	const { data, leftOut = 0 } = await call.request<IDataObject[]>(endpoint, params);
	reportOdd(call, leftOut);
	return data.map((json) => ({ json }));
}

/** @throws NodeOperationError unless all rows that are wanted were read */
function refuseUnfinished(call: Call, { rows, end, isSure }: Reading<IDataObject>): void {
	if (end === 'bounds' || rows.length > MOST_ROWS) {
		call.refuse(
			`The list is too long to be read in one go: reading ended after ${rows.length.toLocaleString('en')} rows`,
			'Switch "Return All" off and set a "Limit". Delete old entries in WatX, if they are no longer needed.',
		);
	}
	if (!isSure) {
		call.refuse(
			'The list kept changing while it was read, so that rows may be missing',
			'Run the node again. If this repeats, the gateway gives very short pages: ask its operator for a larger limit, or set a small "Limit".',
		);
	}
}

/** Tells the user that the gateway listed something that is no row. */
function reportOdd(call: Call, odd: number): void {
	if (odd === 0) return;
	const message = `The gateway listed ${odd} ${odd === 1 ? 'entry that is no record; it was' : 'entries that are no records; they were'} left out.`;
	call.context.addExecutionHints?.({ message, location: 'outputPane' });
}
