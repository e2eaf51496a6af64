import type { Settings } from './settings';
import type { ListName } from './types';

interface Row {
	id: number;
	created: number;
}

/**
 * The rows `from` up to `to` of a list in the order it is answered in. `rows` ascend by id. Costs
 * as much as the page and the seconds it touches, when dates ascend with the ids.
 */
export function rowsBetween<T extends Row>(
	rows: readonly T[],
	{ from, to, limit }: { from: number; to: number; limit: number },
	list: ListName,
	settings: Settings,
): T[] {
	const isOldestFirst = orderOf(settings, list) === 'oldest';
	const end = Math.min(to, rows.length);
	if (from >= end) return [];
	const [low, high] = isOldestFirst ? [from, end] : [rows.length - end, rows.length - from];
	const page =
		settings.sortBy === 'id'
			? rows.slice(low, high)
			: byDate(rows, low, high, [settings.seed, limit, rows.length, rows.at(-1)?.id ?? 0]);
	return isOldestFirst ? page : page.reverse();
}

/** Ascending by date. Rows of one second stand as chance has it: another one for each `chance`. */
function byDate<T extends Row>(
	rows: readonly T[],
	low: number,
	high: number,
	chance: number[],
): T[] {
	const ascend = rows.every((row, index) => index === 0 || rows[index - 1].created <= row.created);
	const sorted = ascend ? rows : [...rows].sort((a, b) => a.created - b.created);
	let first = low;
	while (first > 0 && sorted[first - 1].created === sorted[low].created) first--;
	let end = high;
	while (end < sorted.length && sorted[end].created === sorted[high - 1].created) end++;
	return sorted
		.slice(first, end)
		.map((row) => ({ row, place: mixOf([...chance, row.id]) }))
		.sort((a, b) => a.row.created - b.row.created || a.place - b.place)
		.slice(low - first, high - first)
		.map(({ row }) => row);
}

/** Numbers mixed into one of 32 bits (MurmurHash's steps). */
function mixOf(numbers: number[]): number {
	let mixed = 0;
	for (const number of numbers) {
		mixed = Math.imul(mixed ^ number, 0x85ebca6b);
		mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
		mixed ^= mixed >>> 16;
	}
	return mixed >>> 0;
}

function orderOf({ listOrder }: Settings, list: ListName): 'newest' | 'oldest' {
	return typeof listOrder === 'string' ? listOrder : (listOrder[list] ?? 'newest');
}
