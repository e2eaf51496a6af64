import type { ListReader, Reading } from '../../gateway/lists/reader';
import type { Listed } from './ids';

/** Done rows that show where the new ones begin. */
const ENOUGH_DONE = 20;
/** Pages that are read between two looks at how much there is. */
const PAGES = 4;

/**
 * Reads the oldest new rows of a gap that is too long to be read from its newest end: where pages are small and many rows are
 * new, after a long downtime. Searches the place where done rows begin, and reads upwards from there, piece by piece, each
 * down to the one before it, as far as the rows that were read from the top.
 *
 * @param top what was read from the newest row on
 * @param most new rows that are enough
 * @returns the rows that were read, without those above a gap; never sure
 */
export async function catchUp<T extends Listed>(
	reader: ListReader<T>,
	top: Reading<T>,
	isDone: (row: T) => boolean,
	most: number,
): Promise<Reading<T>> {
	const edge = await findDone(reader, top.rows.length, isDone);
	const above = new Map(top.rows.map((row) => [row.id, row]));
	const read = new Map<string, T>();
	const isKnown = (row: T) => isDone(row) || read.has(row.id);
	const enough = Math.min(ENOUGH_DONE, Math.ceil(reader.cap / 2));
	const wanted = (rows: T[]) => (rows.filter(isKnown).length >= enough ? 0 : Infinity);
	let count = 0;
	for (let from = edge; from > 0 && count < most; ) {
		from = Math.max(0, from - PAGES * reader.cap);
		const piece = await reader.readFrom(from, wanted);
		if (piece.end === 'bounds') break;
		const isJoined = piece.rows.filter(({ id }) => above.has(id)).length >= enough;
		for (const row of isJoined ? [...above.values(), ...piece.rows] : piece.rows) {
			if (!isKnown(row)) count++;
			read.set(row.id, row);
		}
		if (isJoined) break;
	}
	return { rows: [...read.values()], odd: 0, end: 'bounds', isSure: false };
}

/**
 * Finds a place behind which most rows are done or none stands, in about 2 log2(pages) requests; 0 when the bounds do not
 * allow it.
 */
async function findDone<T extends Listed>(
	reader: ListReader<T>,
	from: number,
	isDone: (row: T) => boolean,
): Promise<number> {
	const { cap } = reader;
	const seen = new Set<string>();
	let isInBounds = true;
	const isReached = async (place: number) => {
		const rows = await reader.rowsOf(reader.pageAt(place));
		isInBounds &&= rows !== undefined;
		if (!rows) return true;
		// Behind the end, some gateways repeat their last page.
		const isRepeated = rows.every(({ id }) => seen.has(id));
		for (const { id } of rows) seen.add(id);
		return isRepeated || rows.filter(isDone).length * 2 >= rows.length;
	};
	let low = from;
	let high = from + cap;
	for (let step = cap; !(await isReached(high)); step *= 2) [low, high] = [high, high + step];
	while (high - low > cap && isInBounds) {
		const middle = Math.floor((low + high) / 2);
		if (await isReached(middle)) high = middle;
		else low = middle;
	}
	return isInBounds ? high : 0;
}
