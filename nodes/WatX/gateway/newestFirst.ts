import { parseTime } from './rowTime';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** So many old rows in a row are the past; fewer may be messages that WhatsApp delivered late. */
const MOST_LATE = 50;

/** Milliseconds since 1970 at which a row says it was created; undefined when it says no usable time. */
export function timeOf({ created }: { created?: unknown }): number | undefined {
	const { createdAt } = parseTime(created, Date.now());
	return createdAt === null ? undefined : Date.parse(createdAt);
}

/**
 * Whether rows read from the beginning of a list are in order, newest first, and show it by at least two times. Only then
 * does a row tell something about what follows (contract: Lists).
 *
 * @param toleranceMs how much newer a row may be than one before it
 */
export function isNewestFirst(rows: Array<{ created?: unknown }>, toleranceMs = 0): boolean {
	let newest: number | undefined;
	let oldest: number | undefined;
	for (const row of rows) {
		const time = timeOf(row);
		if (time === undefined) continue;
		if (oldest !== undefined && time > oldest + toleranceMs) return false;
		newest ??= time;
		oldest = Math.min(time, oldest ?? time);
	}
	return newest !== undefined && oldest !== undefined && newest > oldest;
}

/** Whether nothing that follows these rows can be of a moment or later; a day is left for clocks and time zones. */
export function isPast(rows: Array<{ created?: unknown }>, moment: number): boolean {
	const last = rows.slice(-MOST_LATE);
	const areOld = last.every((row) => (timeOf(row) ?? Infinity) < moment - DAY_MS);
	return last.length === MOST_LATE && areOld && isNewestFirst(rows, HOUR_MS);
}
