import type { Listed } from './ids';
import type { ListView, Slice } from './view';

/** Rows that were read without a gap between them. */
export interface Coverage<T> {
	rows: T[];
	/** They reach from the newest row down past everything that can be new. */
	isComplete: boolean;
	/** They reach down to the list's oldest row. */
	isWhole: boolean;
	/** It is certain that there is no gap; a gateway that disregards `limit` leaves it open. */
	isJoined: boolean;
}

/** So many pages of nothing but new rows mean that the gap may be long. */
const PAGES_OF_NEWS = 4;

/**
 * Reads from the newest page downwards until `depth` rows and as many as there are new ones are
 * read: as deep as a late row can have been pushed since the last time.
 *
 * @param gap what to do about a long run of new rows: give up (the result is not complete), or go on
 */
export async function scanDown<T extends Listed>(
	view: ListView<T>,
	top: Slice<T>,
	isNew: (id: string) => boolean,
	depth: number,
	gap: 'giveUp' | 'goOn',
): Promise<Coverage<T>> {
	const rows = new Map<string, T>();
	let fresh = 0;
	let pagesOfNews = 0;
	for (let slice: Slice<T> | null = top; slice; slice = await view.older(slice)) {
		const added = slice.rows.filter(({ id }) => !rows.has(id));
		const addedFresh = added.filter(({ id }) => isNew(id)).length;
		for (const row of added) rows.set(row.id, row);
		fresh += addedFresh;
		if (rows.size >= depth + fresh) {
			return covered(view, rows, { isComplete: true });
		}
		pagesOfNews = addedFresh > 0 && addedFresh === added.length ? pagesOfNews + 1 : 0;
		if (gap === 'giveUp' && pagesOfNews >= PAGES_OF_NEWS) {
			return covered(view, rows, { isComplete: false });
		}
	}
	return covered(view, rows, { isComplete: true, isWhole: true });
}

/** Puts a coverage together. */
export function covered<T extends Listed>(
	view: ListView<T>,
	rows: Map<string, T>,
	{ isComplete, isWhole = false }: { isComplete: boolean; isWhole?: boolean },
): Coverage<T> {
	return { rows: [...rows.values()], isComplete, isWhole, isJoined: view.isJoined };
}
