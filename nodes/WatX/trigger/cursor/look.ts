/**
 * The cursor over the list of received messages: (state, pages) → (state, messages), without n8n.
 *
 * What is done is told by two things: a floor, up to which every id is done, and the few hundred ids
 * above it that were seen. A row is new if it is above the floor and was not seen. So a row that
 * appears late with a lower id is still new, while history that deletions pull up among the newest
 * rows is not. A high-water mark alone could not tell the two apart; `created` is never looked at.
 *
 * A poll reads from the newest row downwards, over 200 rows and as many more as are new: that is as
 * deep as a row that was late among the newest 200 can have sunk since. Pages are joined by a row
 * that both hold. Without a shared row, rows that were deleted between two requests may have moved
 * others across the border of the pages, and they would be passed over for good. The borders are
 * shifted by varying `limit` within what the gateway was seen to give.
 *
 * If the gap is long (thousands of new messages after a downtime), the page where the floor stands
 * is bisected and the poll climbs from there, oldest first, as far as its budget goes; the floor
 * follows. It stops 250 rows before the newest one and leaves those to the downward reading, which
 * cannot miss rows that appear behind it.
 *
 * Nothing is decided while reading. `mark` decides at the end, in one synchronous step, and only if
 * no other poll has marked anything meanwhile; otherwise this poll has no effect and the next one
 * finds what is left. A state that was not saved only means that the same rows are read again.
 *
 * Cost of a quiet poll: one request, or two where a page holds fewer than 200 rows and deeper pages
 * are looked at in turn (see sweep.ts). In an oldest-first list the number of rows is remembered, and
 * a page size is chosen so that the last page is well filled. The gateway makes more inevitable where
 * an oldest-first list is entered or its end has moved, because messages were deleted, the largest
 * page size has changed or the order has: about 2 log2(pages) requests, once. Where `limit` is
 * disregarded, or pages hold 10 rows or fewer and all sizes share a border, pages cannot overlap, and
 * a message can slip through that moves across the border by a deletion in just that moment.
 */
import { byId, compareIds, before, lowest, type Listed } from './ids';
import { readNewest } from './find';
import { climb, depthOf, findFloor } from './climb';
import { scanDown, type Coverage } from './scan';
import { isSame, settle, type Done } from './settle';
import { SIZES, type Sizes } from './sizes';
import { readRanges, writeRanges, type CursorState, type ListHint } from './state';
import { describe, lookDeeper } from './quiet';
import { ListChanged, ListView, type FetchPage } from './view';

export interface LookOptions {
	/** Newest messages to hand out at activation, when there is no state yet. */
	include: number;
	/** Whether a catch-up may read another page. */
	goOn: () => boolean;
	/** From 0 to below 1; where a round over deeper pages begins. */
	random: () => number;
	sizes?: Sizes;
}

/** What one poll has read, before anything is decided. */
export interface Look<T> {
	/** The revision of the state it rests on; 0 for none. */
	revision: number;
	done: Done;
	coverage: Coverage<T>;
	/** New messages, lowest id first. */
	fresh: T[];
	list: ListHint;
	sizes: Sizes;
}

const ATTEMPTS = 3;

/**
 * Reads what is new. The state is not changed.
 *
 * @param state what the last poll left, or null at activation
 * @throws what `fetchPage` throws; ListChanged when the list never stood still
 */
export async function look<T extends Listed>(
	state: CursorState | null,
	fetchPage: FetchPage<T>,
	options: LookOptions,
): Promise<Look<T>> {
	for (let attempt = 1; ; attempt++) {
		const isFirst = attempt === 1;
		const result = await lookOnce(state, isFirst, fetchPage, options).catch((error: unknown) =>
			error instanceof ListChanged && attempt < ATTEMPTS ? undefined : Promise.reject(error),
		);
		if (result) return result;
	}
}

async function lookOnce<T extends Listed>(
	state: CursorState | null,
	isFirst: boolean,
	fetchPage: FetchPage<T>,
	options: LookOptions,
): Promise<Look<T>> {
	const sizes = options.sizes ?? SIZES;
	const done: Done = {
		floor: state?.floor ?? '0',
		seen: (state && readRanges(state.seen)) ?? new Set<string>(),
	};
	const isNew = (id: string) =>
		state !== null && compareIds(id, done.floor) > 0 && !done.seen.has(id);
	let hasNews = false;
	const readPage: FetchPage<T> = async (page, limit) => {
		const rows = await fetchPage(page, limit);
		hasNews ||= rows.some(({ id }) => isNew(id));
		return rows;
	};
	let view = new ListView(readPage, sizes.limit);
	// What is remembered of the list may be wrong, or the gateway disregards `limit`: this shows it.
	if (!isFirst) await view.read({ page: 1, limit: 1 });
	const hint = isFirst ? state?.list : undefined;
	let top = await readNewest(view, hint, sizes, (id) => !isNew(id));
	const revision = state?.revision ?? 0;

	if (state && !hasNews) {
		const quiet = await lookDeeper(view, top, hint, options.random, sizes);
		if (!hasNews) return { revision, done, fresh: [], sizes, ...quiet };
		view = new ListView(readPage, sizes.limit);
		top = await readNewest(view, undefined, sizes, () => false);
	}
	const depth = Math.max(sizes.window, state ? 0 : options.include);
	let coverage = await scanDown(view, top, isNew, depth, state ? 'giveUp' : 'goOn');
	if (!coverage.isComplete) {
		const low = await findFloor(view, top, done.floor);
		const isFar = depthOf(view, top, low) >= sizes.window + sizes.margin + 2 * view.cap;
		coverage = isFar
			? await climb(view, top, low, isNew, sizes, options.goOn)
			: await scanDown(view, top, isNew, depth, 'goOn');
	}
	const isOnePage = coverage.isWhole && coverage.rows.length <= top.rows.length;
	const list = describe(view, top, isOnePage);
	const rows = [...coverage.rows].sort(byId);
	if (state) {
		return { revision, done, coverage, list, sizes, fresh: rows.filter(({ id }) => isNew(id)) };
	}
	const history = rows.slice(0, Math.max(0, rows.length - options.include));
	const start: Done = {
		floor: coverage.isWhole || rows.length === 0 ? '0' : before(lowest(rows)),
		seen: new Set(history.map(({ id }) => id)),
	};
	return { revision, done: start, coverage, list, sizes, fresh: rows.slice(history.length) };
}

/**
 * Decides; pure and synchronous, so that no other poll can come between.
 *
 * @param current the state as it is now
 * @param handled how many of the look's new messages are emitted or filtered out, from the lowest on
 * @returns the state from now on, or null when another poll has marked messages since the look began:
 *   then nothing may be emitted
 */
export function mark<T extends Listed>(
	current: CursorState | null,
	{ revision, done, coverage, fresh, list, sizes }: Look<T>,
	handled: number,
): CursorState | null {
	if ((current?.revision ?? 0) !== revision) return null;
	const next = settle(done, coverage, fresh.slice(0, handled), fresh[handled], sizes);
	const isChanged = revision === 0 || handled > 0 || !isSame(done, next);
	return {
		version: 1,
		revision: revision + Number(isChanged),
		floor: next.floor,
		seen: writeRanges(next.seen),
		list,
	};
}
