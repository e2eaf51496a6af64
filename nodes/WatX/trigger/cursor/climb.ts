import { compareIds, highest, higher, lowest, type Listed } from './ids';
import { bisect } from './find';
import { covered, type Coverage } from './scan';
import type { Sizes } from './sizes';
import { ListChanged, type ListView, type Slice } from './view';

/** Rows that stand above a page in order of newness, at the time it was read. */
export function depthOf<T extends Listed>(
	view: ListView<T>,
	top: Slice<T>,
	slice: Slice<T>,
): number {
	if (view.order === 'newestFirst') return slice.start;
	return top.start + top.rows.length - slice.start - slice.rows.length;
}

/** Finds the page on which the ids above `floor` begin, in about 2 log2(pages) requests. */
export async function findFloor<T extends Listed>(
	view: ListView<T>,
	top: Slice<T>,
	floor: string,
): Promise<Slice<T>> {
	const isUpward = view.order === 'oldestFirst';
	let low = isUpward ? await searchUp(view, top, floor) : await searchDown(view, top, floor);
	if (low.rows.length === 0) throw new ListChanged();
	// Rows may have moved across the border of two pages that were read at different times.
	while (compareIds(lowest(low.rows), floor) > 0) {
		const older = await view.older(low);
		if (!older) break;
		low = older;
	}
	return low;
}

/** Oldest first: the first page with an id above the floor. */
async function searchUp<T extends Listed>(
	view: ListView<T>,
	top: Slice<T>,
	floor: string,
): Promise<Slice<T>> {
	const limit = view.cap;
	const nothing = { page: 0, limit, start: 0, rows: [] };
	const last = { ...top, page: Math.floor(top.start / limit) + 1, limit };
	const isAbove = ({ rows }: Slice<T>) => rows.length === 0 || compareIds(highest(rows), floor) > 0;
	const { found } = await bisect(view, nothing, last, isAbove);
	return found === last ? await view.read(last) : found;
}

/** Newest first: the first page that reaches down to the floor, or the last page. */
async function searchDown<T extends Listed>(
	view: ListView<T>,
	top: Slice<T>,
	floor: string,
): Promise<Slice<T>> {
	const limit = view.cap;
	let above: Slice<T> = { ...top, page: 1, limit };
	for (let gap = 1; ; gap *= 2) {
		const slice = await view.read({ page: above.page + gap, limit });
		const { rows } = slice;
		// Pages beyond the end repeat the last one, so that one can stand anywhere after the top.
		const isRepeated = rows.length > 0 && compareIds(lowest(rows), lowest(above.rows)) >= 0;
		const target = isRepeated ? higher(lowest(rows), floor) : floor;
		const hasReached = (page: Slice<T>) =>
			page.rows.length === 0 || compareIds(lowest(page.rows), target) <= 0;
		if (hasReached(slice)) {
			const from = isRepeated ? { ...top, page: 1, limit } : above;
			const { below, found } = await bisect(view, from, slice, hasReached);
			if (found.rows.length === 0) return below;
			if (!isRepeated) return found;
			// What was read there may have been a repetition still; its place is sure only now.
			const end = await view.read({ page: found.page, limit });
			const follows = end.rows.length > 0 && compareIds(highest(end.rows), lowest(below.rows)) < 0;
			if (!follows) throw new ListChanged();
			return end;
		}
		above = slice;
	}
}

/**
 * Reads from `low` upwards, oldest rows first, and stops before the newest rows: those are for
 * `scanDown`, which cannot miss rows that appear late among them.
 *
 * @param goOn whether another page may be read; the first one with new rows always is
 */
export async function climb<T extends Listed>(
	view: ListView<T>,
	top: Slice<T>,
	low: Slice<T>,
	isNew: (id: string) => boolean,
	sizes: Sizes,
	goOn: () => boolean,
): Promise<Coverage<T>> {
	const rows = new Map<string, T>();
	let fresh = 0;
	let slice: Slice<T> | null = low;
	while (slice && depthOf(view, top, slice) >= sizes.window + sizes.margin) {
		for (const row of slice.rows) {
			if (!rows.has(row.id) && isNew(row.id)) fresh++;
			rows.set(row.id, row);
		}
		if (fresh >= sizes.batch || (fresh > 0 && !goOn())) break;
		slice = await view.newer(slice);
	}
	return covered(view, rows, { isComplete: false });
}
