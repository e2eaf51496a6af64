import type { IDataObject } from 'n8n-workflow';
import type { PageQuery } from './pageWindow';
import type { RowList } from './rowList';

/** Pages that are on their way at the same time. */
const MOST_AT_ONCE = 4;

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

/** A page that has arrived. */
export interface Page {
	query: PageQuery;
	rows: IDataObject[];
}

/**
 * Reads pages one behind the other, the next ones on their way while one is looked at. When reading ends early or fails,
 * the pages on their way are waited for, so that no request outlives its list.
 *
 * @param queries the pages to read; as many are taken as are asked for
 * @param goesOn whether one more may be asked for while so many are on their way
 * @returns the pages in the order of the queries
 */
export async function* readAhead(
	read: ReadPage,
	queries: Iterable<PageQuery>,
	goesOn: (underWay: number) => boolean,
): AsyncGenerator<Page> {
	const ahead: Array<{ query: PageQuery; pending: Promise<IDataObject[]> }> = [];
	const plan = queries[Symbol.iterator]();
	try {
		for (;;) {
			while (ahead.length < MOST_AT_ONCE && goesOn(ahead.length)) {
				const { done, value: query } = plan.next();
				if (done) break;
				const pending = read(query);
				pending.catch(() => undefined);
				ahead.push({ query, pending });
			}
			const next = ahead.shift();
			if (!next) return;
			yield { query: next.query, rows: await next.pending };
		}
	} finally {
		await Promise.allSettled(ahead.map(({ pending }) => pending));
	}
}
