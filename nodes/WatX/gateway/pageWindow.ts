/** What a page of a list is asked for with (contract: Every call). */
export interface PageQuery {
	/** From 1. */
	page: number;
	limit: number;
}

/** Index of the first row of a page. */
export const startOf = ({ page, limit }: PageQuery): number => (page - 1) * limit;

/** Index behind the last row of a page. */
export const endOf = ({ page, limit }: PageQuery): number => page * limit;

/**
 * Finds the page that begins before a row and reaches beyond it as far as possible. Pages of one size meet at their edges
 * and never overlap; pages of different sizes do.
 *
 * @param offset index of the first row not read yet; the page holds the row before it, too
 * @param size the largest `limit` the gateway honours
 * @param wanted how many rows are wanted in all
 * @returns undefined when no page of half to whole that size begins before the row and ends behind it
 */
export function overlappingPage(
	offset: number,
	size: number,
	wanted = Infinity,
): PageQuery | undefined {
	let best: PageQuery | undefined;
	let gain = 0;
	for (let limit = size; limit >= Math.max(2, Math.ceil(size / 2)); limit--) {
		const query = { page: Math.floor((offset - 1) / limit) + 1, limit };
		const rows = Math.min(endOf(query), wanted) - offset;
		if (rows > gain || (rows === gain && rows > 0)) {
			best = query;
			gain = rows;
		}
	}
	return best;
}

/** Overlapping pages one behind the other, from `offset` up to the rows that are wanted. */
export function* pagesFrom(offset: number, size: number, wanted: number): Generator<PageQuery> {
	for (let at = offset; at < wanted; ) {
		const page = overlappingPage(at, size, wanted);
		if (!page) return;
		yield page;
		at = endOf(page);
	}
}
