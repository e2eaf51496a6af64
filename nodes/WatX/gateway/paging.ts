import type { IDataObject } from 'n8n-workflow';
import { endOf, pagesFrom, startOf } from './pageWindow';
import { readAhead, type Reading, type ReadPage } from './readAhead';
import { readRepeatedly } from './readRepeatedly';
import { RowList } from './rowList';

/** The largest page that is asked for; the gateway may give less. */
const LARGEST_PAGE = 100;
/** So many full pages in a row that bring nothing new are the end: the gateway repeats itself. */
const MOST_BARREN = 3;
/** How far to look back, in pages, for the place that rows have moved to: a little, further, and to the start. */
const STEPS_BACK = [0.5, 2, Infinity];

/**
 * Reads a list that pages (contract: Every call), losing and repeating no row even while rows are added and deleted.
 *
 * Each page overlaps the one before it. A page that holds no row read before shows that rows have moved up past it: then
 * reading goes on from further up. A gateway that takes no page size but its own has its list read forwards and backwards.
 *
 * @param read reads one page; at most four run at a time
 * @param limit how many rows are wanted; all by default
 * @returns the rows in the order of the list, each id once
 */
export async function readPages(read: ReadPage, limit = Infinity): Promise<IDataObject[]> {
	const asked = Math.min(limit, LARGEST_PAGE);
	const first = await read({ page: 1, limit: asked });
	const rows = new RowList();
	rows.add(first);
	const job = { read, rows, first, asked, limit };
	if (first.length > 0 && rows.length < limit && !(await readOverlapping(job))) {
		await readRepeatedly(job);
	}
	return rows.take(limit);
}

/** Reads on from the first page; false when the pages do not connect. */
async function readOverlapping({ read, rows, first, asked, limit }: Reading): Promise<boolean> {
	const size = first.length;
	if (size > asked) return false;
	let offset = size;
	let reach = size;
	let barren = 0;
	let stepsBack = 0;
	let short = size < asked;
	while (rows.length < limit) {
		let looked = 0;
		// Behind a page that is not full there is mostly nothing, and a step back must hold first: one look tells.
		const isCareful = short || stepsBack > 0;
		const goesOn = (underWay: number) => (isCareful ? looked + underWay === 0 : !short);
		const queries = pagesFrom(offset, size, Math.max(limit, offset + 1));
		for await (const { query, rows: page } of readAhead(read, queries, goesOn)) {
			const wasShort = short && looked > 0;
			looked++;
			if (page.length > query.limit) return false;
			if (!rows.knowsAnyOf(page)) {
				if (page.length === 0 && wasShort) return true;
				if (stepsBack === STEPS_BACK.length) return false;
				offset = Math.max(1, offset - Math.ceil(size * STEPS_BACK[stepsBack++]));
				break;
			}
			const { fresh } = rows.add(page);
			short = page.length < query.limit;
			if (fresh > 0) barren = stepsBack = 0;
			else if (endOf(query) > reach) barren++;
			if (fresh === 0 && (short || wasShort || barren === MOST_BARREN)) return true;
			offset = startOf(query) + page.length;
			reach = Math.max(reach, offset);
		}
		if (looked === 0) return false;
	}
	return true;
}
