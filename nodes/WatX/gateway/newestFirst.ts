import { parseTime } from './rowTime';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Milliseconds since 1970 at which a row says it was created; undefined when it says no usable time. */
export function timeOf({ created }: { created?: unknown }): number | undefined {
	const { createdAt } = parseTime(created, Date.now());
	return createdAt === null ? undefined : Date.parse(createdAt);
}

/**
 * Whether rows read from the beginning of a list are in order, newest first, and show it by at least two times. Only then
 * does a row tell something about what follows (contract: Lists).
 */
export function isNewestFirst(rows: Array<{ created?: unknown }>): boolean {
	let first: number | undefined;
	let last: number | undefined;
	for (const row of rows) {
		const time = timeOf(row);
		if (time === undefined) continue;
		if (last !== undefined && time > last) return false;
		first ??= time;
		last = time;
	}
	return first !== undefined && last !== undefined && first > last;
}

/** Whether nothing that follows these rows can be of a moment or later; a day is left for clocks and time zones. */
export function isPast(rows: Array<{ created?: unknown }>, moment: number): boolean {
	let index = rows.length - 1;
	while (index > 0 && timeOf(rows[index]) === undefined) index--;
	const time = index < 0 ? undefined : timeOf(rows[index]);
	return time !== undefined && time < moment - DAY_MS && isNewestFirst(rows);
}
