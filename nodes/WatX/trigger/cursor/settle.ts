import { before, byId, compareIds, higher, highest, lower, lowest, type Listed } from './ids';
import type { Coverage } from './scan';
import { SEEN_CHARACTERS, type Sizes } from './sizes';
import { writeRanges } from './state';

/** The ids that are done: all up to the floor, and the seen ones above it. */
export interface Done {
	floor: string;
	seen: ReadonlySet<string>;
}

/**
 * Marks messages as done; pure.
 *
 * @param done what was done before the rows were read
 * @param handled the new messages that are emitted or filtered out, lowest first
 * @param left the lowest new message that has to wait for the next poll
 */
export function settle<T extends Listed>(
	done: Done,
	coverage: Coverage<T>,
	handled: readonly T[],
	left: T | undefined,
	sizes: Sizes,
): Done {
	if (coverage.rows.length === 0) return done;
	return coverage.isComplete && !left
		? settleAll(done, coverage, sizes)
		: settleUpTo(done, coverage, handled, left, sizes);
}

/**
 * Everything down to the lowest row is done, rows below the old floor too: deletions have pulled
 * them among the newest ones, so from now on an unknown id between them is a late row.
 */
function settleAll<T extends Listed>(
	done: Done,
	{ rows, isJoined }: Coverage<T>,
	sizes: Sizes,
): Done {
	const listed = [...rows].sort(byId).reverse();
	const bottom = lowest(rows);
	const all = new Set([...done.seen, ...rows.map(({ id }) => id)]);
	const kept = new Set(listed.slice(0, sizes.window).map(({ id }) => id));
	const others = [...all].filter((id) => !kept.has(id)).sort((a, b) => compareIds(b, a));
	const room = Math.max(0, capacity(all, sizes) - kept.size);
	for (const id of others.slice(0, room)) kept.add(id);
	const isListed = new Set(rows.map(({ id }) => id));
	// An id of a deleted message can be forgotten; one that may still be listed raises the floor.
	const floor = others
		.slice(room)
		.filter((id) => isListed.has(id) || compareIds(id, bottom) < 0)
		.reduce(higher, isJoined ? lower(done.floor, before(bottom)) : done.floor);
	return above(floor, kept);
}

/** Only messages below some id are done; no row further down can be a late one any more. */
function settleUpTo<T extends Listed>(
	done: Done,
	{ rows, isComplete }: Coverage<T>,
	handled: readonly T[],
	left: T | undefined,
	sizes: Sizes,
): Done {
	const listed = [...rows].sort(byId).reverse();
	const deep = isComplete ? listed[sizes.window + sizes.margin]?.id : highest(rows);
	const highestDone = left ? before(left.id) : highest(rows);
	const raised = deep === undefined ? done.floor : higher(done.floor, lower(deep, highestDone));
	const ids = new Set([...done.seen, ...handled.map(({ id }) => id)]);
	const settled = above(raised, ids);
	const sorted = [...settled.seen].sort((a, b) => compareIds(b, a));
	const room = capacity(settled.seen, sizes);
	return above(sorted.slice(room).reduce(higher, settled.floor), settled.seen);
}

function above(floor: string, ids: ReadonlySet<string>): Done {
	return { floor, seen: new Set([...ids].filter((id) => compareIds(id, floor) > 0)) };
}

/** Ids that may be remembered: fewer when they are so long that the state would grow too large. */
function capacity(ids: ReadonlySet<string>, { keep, window }: Sizes): number {
	const longest = Math.max(1, ...[...ids].map((id) => id.length));
	return Math.max(window, Math.min(keep, Math.floor(SEEN_CHARACTERS / (longest + 1))));
}

/** Whether two states of the marks are the same. */
export function isSame(a: Done, b: Done): boolean {
	return a.floor === b.floor && writeRanges(a.seen) === writeRanges(b.seen);
}
