import { before, compareIds, toId } from './ids';

/** The order in which the gateway lists received messages. */
export type Order = 'newestFirst' | 'oldestFirst';

/** What is remembered of the list so that the next poll is cheap; correctness never rests on it. */
export interface ListHint {
	order: Order;
	/** Rows that one page holds; null while the whole list fits into one page. */
	pageSize: number | null;
	/** Rows in the list; null when only its newest part was read. */
	total: number | null;
	/** The newest ids that were listed, newest first. */
	newest: string[];
	/** The next of the deeper pages to look at in quiet polls. */
	sweep?: number;
}

/** All that one poll leaves to the next; plain JSON of at most 16 KB. */
export interface CursorState {
	version: 1;
	/** Grows whenever messages are marked, so that overlapping polls notice each other. */
	revision: number;
	/** Messages up to this id are history or long done and never emitted. */
	floor: string;
	/** Ids above the floor that are done, as ranges: "7-9,12". */
	seen: string;
	list: ListHint;
}

const MOST_IDS = 1000;

/** Writes ids as ranges of consecutive numbers, lowest first. */
export function writeRanges(ids: Iterable<string>): string {
	const ranges: Array<[first: string, last: string]> = [];
	for (const id of [...ids].sort(compareIds)) {
		const range = ranges.at(-1);
		if (range?.[1] === before(id)) range[1] = id;
		else ranges.push([id, id]);
	}
	return ranges.map(([first, last]) => (first === last ? first : `${first}-${last}`)).join(',');
}

/** Reads what `writeRanges` wrote; undefined when it did not. */
export function readRanges(text: string): Set<string> | undefined {
	const ids = new Set<string>();
	for (const range of text === '' ? [] : text.split(',')) {
		const [first, last, ...more] = /^\d+$/.test(range) ? [range, range] : range.split('-');
		if (toId(first) === undefined || toId(last) === undefined || more.length > 0) return undefined;
		for (let id = BigInt(first); id <= BigInt(last); id++) {
			if (ids.size === MOST_IDS) return undefined;
			ids.add(String(id));
		}
	}
	return ids;
}

/** Checks a stored state; undefined when it is none of this version. */
export function readState(value: unknown): CursorState | undefined {
	const state = value as Partial<CursorState> | null | undefined;
	if (state?.version !== 1 || !Array.isArray(state.list?.newest)) return undefined;
	const { floor, seen, revision } = state;
	const isSound =
		(floor === '0' || toId(floor) === floor) &&
		typeof seen === 'string' &&
		readRanges(seen) !== undefined &&
		Number.isInteger(revision);
	return isSound ? (state as CursorState) : undefined;
}
