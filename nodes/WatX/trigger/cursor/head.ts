import type { PageQuery } from '../../gateway/lists/pages';
import { compareIds, type Listed } from './ids';
import type { Head } from './state';

/** A second is over for the gateway so long after a row of it was first seen, in milliseconds. */
const SECOND_IS_OVER = 2000;

const nameOf = ({ id, second }: Listed): string => String(second ?? `id ${id}`);

/**
 * Describes the newest rows, so that the next poll can tell by one row whether another one has arrived.
 *
 * @param rows the newest part of the list
 * @param isAll whether the list holds no others
 * @param time when they were read, in epoch milliseconds
 * @returns undefined when the list does not begin with its newest rows
 */
export function describeHead(
	rows: Listed[],
	isAll: boolean,
	before: Head | undefined,
	time: { began: number; ended: number },
): Head | undefined {
	if (rows.length === 0) return undefined;
	const second = nameOf(rows[0]);
	const other = rows.findIndex((row) => nameOf(row) !== second);
	if (other < 0 && !isAll) return before?.second === second && before.isOver ? before : undefined;
	if (isOldestFirst(rows)) return undefined;
	const since = before?.second === second ? before.since : time.ended;
	// A row can have joined the second until it was over for certain before they were counted.
	return {
		second,
		rows: other < 0 ? rows.length : other,
		isAll: other < 0,
		since,
		isOver: rows.length > 1 && time.began - since >= SECOND_IS_OVER,
	};
}

/** The same rows, counted once more by a request that began at a time. */
export const olderHead = (head: Head, began: number): Head => ({
	...head,
	isOver: head.isOver || (began - head.since >= SECOND_IS_OVER && !(head.isAll && head.rows === 1)),
});

/**
 * The one request that shows whether a row has arrived above the ones that are known.
 *
 * While rows can still join the newest second, in any order, all of that second are asked for, and the row behind them.
 */
export const quickLook = ({ rows, isOver }: Head): PageQuery => ({
	page: 1,
	limit: isOver ? 1 : rows + 1,
});

/** Whether the answer to a quick look shows that nothing has arrived. */
export function isQuiet(head: Head, rows: Listed[], isDone: (row: Listed) => boolean): boolean {
	const wanted = head.isOver ? 1 : head.rows + Number(!head.isAll);
	if (rows.length !== wanted || !rows.every(isDone)) return false;
	return head.isOver || head.isAll || nameOf(rows[head.rows]) !== head.second;
}

/** Whether ids fall where seconds change; late rows are a few that do not. */
function isNewestFirst(rows: Listed[]): boolean {
	let falling = 0;
	let rising = 0;
	for (let index = 1; index < rows.length; index++) {
		if (nameOf(rows[index]) === nameOf(rows[index - 1])) continue;
		if (compareIds(rows[index].id, rows[index - 1].id) < 0) falling++;
		else rising++;
	}
	return falling > 0 && rising <= falling / 3;
}

/** Whether a list begins with its oldest row, or in no order that can be told. */
export const isOldestFirst = (rows: Listed[]): boolean =>
	rows.some((row) => nameOf(row) !== nameOf(rows[0])) && !isNewestFirst(rows);
