import type { Listed } from './ids';
import type { PageSpec } from './pages';
import type { Sizes } from './sizes';
import type { ListView, Slice } from './view';

/** Of so many quiet polls one makes sure that a list which seemed to end still ends there. */
const RARELY = 8;

/**
 * The further pages that quiet polls look at in turn, one each: deeper ones when a page holds fewer
 * rows than can be late, and the one after the last. So a gateway that gives 10 rows a page costs two
 * requests instead of twenty; a late row is found after at most 20 quiet polls, or at once when
 * something else is new.
 *
 * @param isWhole whether the whole list fitted into the newest page last time
 * @returns the pages of one round; undefined stands for a turn without a request
 */
export function sweepRound<T extends Listed>(
	view: ListView<T>,
	top: Slice<T>,
	isWhole: boolean,
	sizes: Sizes,
): Array<PageSpec | undefined> {
	const held = top.rows.length;
	if (held === 0) return [];
	const missing = Math.max(0, sizes.window - held);
	const idle = Array<undefined>(RARELY - 1).fill(undefined);
	if (view.order === 'newestFirst') {
		if (isWhole && missing > 0) return [{ page: 2, limit: held }, ...idle];
		const pages = Math.ceil(missing / held);
		return Array.from({ length: pages }, (_, index) => ({ page: index + 2, limit: held }));
	}
	const after = { page: top.page + 1, limit: top.start === 0 ? held : top.limit };
	const last = Math.ceil(top.start / view.cap);
	const pages = missing > 0 ? Math.min(last, Math.ceil(missing / view.cap) + 1) : 0;
	if (pages === 0) return [after, ...idle];
	const deeper = Array.from({ length: pages }, (_, index) => ({
		page: last - index,
		limit: view.cap,
	}));
	return [...deeper, after];
}
