import { compareIds, highest, lowest, type Listed } from './ids';
import { tailPage } from './pages';
import type { Sizes } from './sizes';
import type { ListHint } from './state';
import { ListChanged, type ListView, type Slice } from './view';

/**
 * Reads the page with the newest rows and learns the list's order on the way: one request, or in an
 * oldest-first list that is not where `hint` says, about 2 log2(pages).
 *
 * @param isKnown whether a page can be taken for the newest one unchecked, because it holds nothing new
 */
export async function readNewest<T extends Listed>(
	view: ListView<T>,
	hint: ListHint | undefined,
	sizes: Sizes,
	isKnown: (id: string) => boolean,
): Promise<Slice<T>> {
	const { pageSize = null, total = null } = hint ?? {};
	// Two pages are quickly read, and a list that grew out of one page just then looks like two.
	const isLong = pageSize !== null && total !== null && total >= 2 * pageSize;
	if (hint?.order === 'oldestFirst' && isLong) {
		view.order = 'oldestFirst';
		view.assume(pageSize, sizes.limit);
		const tail = await view.read(tailPage(total, view.cap, sizes.window));
		if (isInPlace(tail, hint, total)) return await seekEnd(view, tail);
	}
	view.assume(null, sizes.limit);
	let first = await view.read({ page: 1, limit: sizes.limit });
	view.cap = Math.max(1, Math.min(sizes.limit, first.rows.length));
	let ascends = first.rows.length > 1 && isAscending(first);
	const isSingle = hint?.total === 1 && hint.newest[0] === first.rows[0]?.id;
	if (first.rows.length === 1 && !isSingle) {
		// One row says nothing about the order, and a page may hold just one.
		const second = await view.read({ page: 2, limit: 1 });
		ascends = second.rows.length > 0 && compareIds(first.rows[0].id, second.rows[0].id) < 0;
		first = { ...first, limit: 1 };
		view.isOnePage = second.rows.length === 0;
	}
	view.order = ascends ? 'oldestFirst' : 'newestFirst';
	if (!ascends) return first;
	const isQuiet =
		first.rows.every(({ id }) => isKnown(id)) &&
		first.rows.length === hint?.total &&
		first.rows.at(-1)?.id === hint.newest[0];
	return isQuiet ? first : await seekEnd(view, { ...first, limit: view.cap });
}

/**
 * Whether the page that should be the last one of an oldest-first list holds the ids that ended it
 * before, right where they stood. If not, rows were deleted or the gateway gives fewer in a page.
 */
function isInPlace<T extends Listed>(tail: Slice<T>, { newest }: ListHint, total: number): boolean {
	const { rows, start } = tail;
	if (rows.length > 1 && !isAscending(tail)) return false;
	return newest.some((id, index) => rows[total - 1 - start - index]?.id === id);
}

/** Whether a page of an oldest-first list holds newer rows than one before it. */
function leadsOn<T extends Listed>(from: Slice<T>, to: Slice<T>): boolean {
	return to.rows.length > 0 && compareIds(lowest(to.rows), highest(from.rows)) > 0;
}

function isAscending<T extends Listed>({ rows }: Slice<T>): boolean {
	return compareIds(rows[0].id, rows[rows.length - 1].id) < 0;
}

/** Goes from a page of an oldest-first list to the last one: gallops, then bisects. */
async function seekEnd<T extends Listed>(view: ListView<T>, from: Slice<T>): Promise<Slice<T>> {
	if (view.isShort(from)) return from;
	const { limit } = from;
	let last = from;
	let beyond: Slice<T> | undefined;
	for (let step = 1; !beyond; step *= 2) {
		const next = await view.read({ page: last.page + step, limit });
		if (next.limit !== limit) throw new ListChanged();
		if (!leadsOn(last, next)) beyond = next;
		else if (view.isShort(next) && step === 1) return next;
		else last = next;
	}
	view.isOnePage = last.start === 0 && beyond.page === last.page + 1;
	if (beyond.rows.length === 0) {
		return (await bisect(view, last, beyond, ({ rows }) => rows.length === 0)).below;
	}
	// Pages beyond the end repeat the last one: the first page with that row is the last page.
	const newest = highest(beyond.rows);
	if (!beyond.rows.some(({ id }) => id === highest(last.rows))) throw new ListChanged();
	if (compareIds(highest(from.rows), newest) >= 0) return from;
	const holdsEnd = ({ rows }: Slice<T>) =>
		rows.length > 0 && compareIds(highest(rows), newest) >= 0;
	const { below, found } = await bisect(view, from, beyond, holdsEnd);
	// What was read there may have been a repetition still; its place is sure only now.
	const end = await view.read({ page: found.page, limit });
	if (!leadsOn(below, end)) throw new ListChanged();
	return end;
}

/**
 * Finds the first page after `below` that has reached what is looked for, in log2(pages) requests.
 *
 * @param below a page that has not reached it
 * @param found a later page that has
 */
export async function bisect<T extends Listed>(
	view: ListView<T>,
	below: Slice<T>,
	found: Slice<T>,
	hasReached: (slice: Slice<T>) => boolean,
): Promise<{ below: Slice<T>; found: Slice<T> }> {
	while (found.page - below.page > 1) {
		const page = Math.floor((below.page + found.page) / 2);
		const slice = await view.read({ page, limit: below.limit });
		if (hasReached(slice)) found = slice;
		else below = slice;
	}
	return { below, found };
}
