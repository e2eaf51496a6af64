/** What a page of a list is asked for with (contract: Lists). */
export interface PageQuery {
	/** From 1. */
	page: number;
	/** Rows of a page. */
	limit: number;
}

/** A page and the index of the row that it begins with. */
export interface PlacedPage extends PageQuery {
	start: number;
}

/**
 * How an installation numbers its pages: page p from 2 on begins at row (p - base) × limit. Stock installations have base
 * 0 and so skip a page's length after the first page; those that mended this have base 1.
 */
export type Base = 0 | 1;

/** Index of the first row of a page. */
export const startOf = ({ page, limit }: PageQuery, base: Base): number =>
	page === 1 ? 0 : (page - base) * limit;

/**
 * Finds the page that holds the rows just before an index and reaches as far behind it as possible. Pages of one size meet
 * at their edges; pages of different sizes overlap, and reach the rows that stock installations skip.
 *
 * @param next index of the first row that is not read yet
 * @param overlap rows before it that the page must hold
 * @param cap the largest `limit` that the gateway honours
 * @returns undefined when there is no such page
 */
export function pageAcross(
	next: number,
	overlap: number,
	cap: number,
	base: Base,
): PlacedPage | undefined {
	let best: PlacedPage | undefined;
	let reach = next;
	for (let limit = cap; limit > overlap; limit--) {
		const index = Math.floor((next - overlap) / limit);
		const end = (index + 1) * limit;
		if (index + base < 2 || end <= reach) continue;
		best = { page: index + base, limit, start: index * limit };
		reach = end;
	}
	return best;
}

/** The pages of one size that together hold the rows from one index up to another, as far as they can be had. */
export function pagesOver(from: number, to: number, limit: number, base: Base): PlacedPage[] {
	const pages: PlacedPage[] = [];
	for (let index = Math.floor(from / limit); index * limit < to; index++) {
		const page = index === 0 ? 1 : index + base;
		if (index === 0 || page > 1) pages.push({ page, limit, start: index * limit });
	}
	return pages;
}

/** Pages that hold rows before and behind one of some places, of a size or of one of the sizes just below. */
export function pagesAround(
	places: number[],
	size: number,
	base: Base,
	sizes: number,
): PlacedPage[] {
	const limits = Array.from({ length: sizes }, (_, less) => size - less).filter(
		(limit) => limit > 3,
	);
	return limits.flatMap((limit) =>
		places.flatMap((place) =>
			pagesOver(place - 1, place, limit, base).filter(
				({ page, start }) => page > 1 && place > start + 1 && place < start + limit - 1,
			),
		),
	);
}
