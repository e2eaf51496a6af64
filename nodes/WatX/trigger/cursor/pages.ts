/** What a page is asked for by; it starts at row `(page - 1) * limit`. */
export interface PageSpec {
	page: number;
	limit: number;
}

/**
 * Finds the page that holds both of two rows and reaches as far as possible past one of them.
 *
 * @param low, high offsets of the two rows from the beginning of the list
 * @param cap the most rows a page can hold
 * @returns undefined when every page size up to `cap` has a page border between the two rows
 */
export function pageAcross(
	low: number,
	high: number,
	cap: number,
	toward: 'end' | 'beginning',
): PageSpec | undefined {
	let best: PageSpec | undefined;
	let reach = -1;
	for (let limit = cap; limit > high - low; limit--) {
		const page = Math.floor(low / limit) + 1;
		if (page * limit <= high) continue;
		const distance = toward === 'end' ? page * limit - high : low - (page - 1) * limit;
		if (distance > reach) [best, reach] = [{ page, limit }, distance];
	}
	return best;
}

/**
 * Finds the page that holds as many of the list's last rows as possible and still has room for at
 * least one more, so that the answer also tells where the list ends.
 *
 * @param total rows in the list
 * @param wanted last rows that are worth having; beyond them, room for more counts
 */
export function tailPage(total: number, cap: number, wanted: number): PageSpec {
	// The last page there is, for the rare total at which every page size ends one.
	let best: PageSpec = { page: Math.ceil(total / cap), limit: cap };
	let score = -1;
	for (let limit = cap; limit > 0; limit--) {
		const held = total % limit;
		if (held === 0) continue;
		const value = Math.min(held, wanted) * cap + (limit - held);
		if (value > score) [best, score] = [{ page: Math.floor(total / limit) + 1, limit }, value];
	}
	return best;
}
