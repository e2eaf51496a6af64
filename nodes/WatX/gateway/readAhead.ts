import type { IDataObject } from 'n8n-workflow';
import type { PageQuery } from './pageWindow';
import type { RowList } from './rowList';

/** Pages that are on their way at the same time. */
export const MOST_AT_ONCE = 4;

/** Reads one page of a list. */
export type ReadPage = (query: PageQuery) => Promise<IDataObject[]>;

/** A list whose first page was read. */
export interface Reading {
	read: ReadPage;
	rows: RowList;
	first: IDataObject[];
	/** The `limit` the first page was asked for with. */
	asked: number;
	/** How many rows are wanted in all. */
	limit: number;
}

/** Starts reading pages together; a page nobody waits for may fail unnoticed. */
export function readAhead(read: ReadPage, queries: PageQuery[]): Array<Promise<IDataObject[]>> {
	const pages = queries.map(read);
	for (const page of pages) page.catch(() => undefined);
	return pages;
}
