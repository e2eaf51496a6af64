import { byId, type Listed } from './ids';
import type { Coverage } from './scan';
import type { Sizes } from './sizes';
import type { ListHint } from './state';
import { sweepRound } from './sweep';
import type { ListView, Slice } from './view';

const QUIET_REQUESTS = 2;
/** Smaller pages are found out anew each time; no gateway should have any. */
const LEAST_PAGE = 5;

/** In a poll without news so far: looks at one more page where that is worth it. */
export async function lookDeeper<T extends Listed>(
	view: ListView<T>,
	top: Slice<T>,
	hint: ListHint | undefined,
	random: () => number,
	sizes: Sizes,
): Promise<{ coverage: Coverage<T>; list: ListHint }> {
	let isWhole = view.isOnePage || (top.start === 0 && top.rows.length === hint?.total);
	const round = view.isOnePage ? [] : sweepRound(view, top, isWhole, sizes);
	// A first page that has become shorter may be all there is now: look at the second one.
	const isShorter = top.start === 0 && !isWhole && hint?.pageSize !== view.cap;
	const turn = isShorter ? 0 : (hint?.sweep ?? Math.floor(random() * round.length));
	// Finding the end of the list has cost enough for one quiet poll.
	const isDue = view.requests < QUIET_REQUESTS;
	const spec = isDue ? round[turn % round.length] : undefined;
	const slice = spec && (await view.read(spec));
	const listed = new Set(top.rows.map(({ id }) => id));
	const bringsMore = slice?.rows.some(({ id }) => !listed.has(id)) ?? false;
	if (top.start === 0 && slice?.start === top.rows.length) isWhole = !bringsMore;
	const list = describe(view, top, isWhole);
	if (round.length > 0) list.sweep = (turn + Number(isDue)) % round.length;
	if (slice && top.start > 0) {
		// Rows after the last page, or too few before it: the pages stand elsewhere than it seemed.
		const isBefore = slice.start < top.start;
		const isSound = isBefore ? bringsMore && slice.rows.length === slice.limit : !bringsMore;
		if (!isSound) list.total = null;
	}
	// Fewer rows do not tell which ids may be forgotten.
	const rows = isWhole || top.rows.length >= sizes.window ? top.rows : [];
	return { coverage: { rows, isComplete: true, isWhole, isJoined: true }, list };
}

/** What the next poll is told about the list. */
export function describe<T extends Listed>(
	view: ListView<T>,
	top: Slice<T>,
	isOnePage: boolean,
): ListHint {
	const newest = [...top.rows].sort(byId).reverse().slice(0, 5);
	const isCounted = view.order === 'oldestFirst' || isOnePage;
	return {
		order: view.order,
		pageSize: isOnePage || view.cap < LEAST_PAGE ? null : view.cap,
		total: isCounted ? top.start + top.rows.length : null,
		newest: newest.map(({ id }) => id),
	};
}
