/** The cursor's measures, in rows unless said otherwise. Tests use smaller ones. */
export interface Sizes {
	/** Rows asked for in a page; a gateway may give fewer. */
	limit: number;
	/** A row that appears late is found as long as it is among so many newest ones. */
	window: number;
	/** Ids that are remembered; more than `window`, so that deleted messages do not crowd it out. */
	keep: number;
	/** Deletions during one poll that a catch-up allows for. */
	margin: number;
	/** Messages that a catch-up hands out in one poll. */
	batch: number;
}

export const SIZES: Sizes = { limit: 250, window: 200, keep: 400, margin: 50, batch: 1000 };

/** Characters that remembered ids may take up in the state. */
export const SEEN_CHARACTERS = 12_000;
