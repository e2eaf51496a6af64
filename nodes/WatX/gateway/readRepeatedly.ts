import type { IDataObject } from 'n8n-workflow';
import type { PageQuery } from './pageWindow';
import { readAhead, type Reading } from './readAhead';
import { rowKey } from './rowList';

/** A list that changes faster than it can be read ends somewhere all the same. */
const MOST_ROUNDS = 6;
/** Rows that arrive move known rows to the next page; so many known ones are a gateway that repeats its last page. */
const MOST_BARREN_ROWS = 10;

/**
 * Reads a list to its end with pages of one size, then back again: a row that moved up past the pages read forwards stands
 * in a page that is still to come on the way back. Repeats until the way back finds nothing.
 */
export async function readRepeatedly(job: Reading): Promise<void> {
	for (let round = 0; round < MOST_ROUNDS; round++) {
		const last = await readForwards(job);
		const back = await readBackwards(job, last);
		// One page was read at one moment; the list as a whole may have moved meanwhile.
		job.rows.sort(job.first.length > 1 ? job.first : back.listed);
		if (back.missed === 0) return;
	}
}

/** Reads from the second page on; gives the number of the last page that brought something. */
async function readForwards({ read, rows, first, asked, limit }: Reading): Promise<number> {
	const passed = new Set(first.map(rowKey));
	let size = first.length;
	let last = 1;
	let isEnding = size < asked;
	const goesOn = (underWay: number) =>
		underWay < (isEnding ? 1 : Math.ceil((limit - passed.size) / size));
	for await (const { query, rows: page } of readAhead(read, pagesOf(asked), goesOn)) {
		const before = passed.size;
		for (const row of page) passed.add(rowKey(row));
		rows.add(page);
		if (passed.size > before) last = query.page;
		const barren = query.page - last;
		if (page.length === 0 || (barren > 1 && barren * page.length >= MOST_BARREN_ROWS)) {
			return last;
		}
		size = page.length;
		isEnding = false;
	}
	return last;
}

/** The pages of one size, from the second on. */
function* pagesOf(limit: number): Generator<PageQuery> {
	for (let page = 2; ; page++) yield { page, limit };
}

/**
 * Reads from a page back to the first, one at a time.
 *
 * @returns how many rows the way there had missed, and the rows as the list has them now
 */
async function readBackwards({ read, rows, asked }: Reading, last: number) {
	let missed = 0;
	const listed = new Map<string, IDataObject>();
	for (let page = last; page >= 1; page--) {
		const piece = await read({ page, limit: asked });
		const { fresh, following } = rows.add(piece);
		// New rows before all others have just arrived; nobody missed them.
		missed += page === 1 ? following : fresh;
		for (const row of [...piece].reverse()) listed.set(rowKey(row), row);
	}
	return { missed, listed: [...listed.values()].reverse() };
}
