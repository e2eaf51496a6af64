import type { Listed } from './ids';
import { pageAcross, type PageSpec } from './pages';
import type { Order } from './state';

/** Reads one page of the list, with its rows in the list's own order. */
export type FetchPage<T> = (page: number, limit: number) => Promise<T[]>;

/** One page that was read: a gapless stretch of the list at one moment. */
export interface Slice<T> extends PageSpec {
	/** Offset of its first row from the beginning of the list. */
	start: number;
	rows: T[];
}

/** The list changed so much while it was read that nothing certain can be said about it. */
export class ListChanged extends Error {}

/** Rows of the previous page that the next one repeats: more of them when rows were moving. */
const OVERLAPS = [1, 4, 16, 64];

/** The gateway's list during one poll. */
export class ListView<T extends Listed> {
	requests = 0;

	order: Order = 'newestFirst';

	/** Rows that a page can surely hold. */
	cap: number;

	/** The page after the first one was seen to be empty. */
	isOnePage = false;

	/** Every page so far was joined to the one before it by a row that both hold. */
	isJoined = true;

	/** The longest page of this poll: a shorter one that could have been as long ends the list. */
	private longest = 0;

	/** The gateway disregards `limit`. */
	private fixed = false;

	constructor(
		private readonly fetchPage: FetchPage<T>,
		limit: number,
	) {
		this.cap = limit;
	}

	/** Takes a page size for proven that an earlier poll has found, or starts over without one. */
	assume(pageSize: number | null, limit: number): void {
		this.cap = pageSize ?? limit;
		this.longest = pageSize ?? 0;
	}

	async read({ page, limit }: PageSpec): Promise<Slice<T>> {
		this.requests++;
		const rows = await this.fetchPage(page, limit);
		if (rows.length > limit) {
			this.fixed = true;
			this.cap = rows.length;
		}
		this.longest = Math.max(this.longest, rows.length);
		const size = this.fixed ? this.cap : limit;
		return { page, limit: size, start: (page - 1) * size, rows };
	}

	/** The next older rows, joined to `from` without a gap; null at the oldest end. */
	async older(from: Slice<T>): Promise<Slice<T> | null> {
		return this.order === 'newestFirst' ? await this.next(from) : await this.previous(from);
	}

	/** The next newer rows, joined to `from` without a gap; null at the newest end. */
	async newer(from: Slice<T>): Promise<Slice<T> | null> {
		return this.order === 'newestFirst' ? await this.previous(from) : await this.next(from);
	}

	/** Whether the page is known to be the end of the list: it could have held more rows. */
	isShort({ rows, limit }: Slice<T>): boolean {
		return rows.length < limit && limit <= this.longest;
	}

	private async next(start: Slice<T>): Promise<Slice<T> | null> {
		for (let from = start; from.rows.length > 0 && !this.isShort(from); ) {
			const end = from.start + from.rows.length;
			const slice = await this.joined(from, {
				spec: (overlap) => pageAcross(end - overlap, end, this.cap, 'end'),
				tile: () => ({ page: Math.floor((end - 1) / this.cap) + 2, limit: this.cap }),
			});
			if (bringsMore(from, slice)) return slice;
			if (slice.start >= end || slice.rows.length < slice.limit) return null;
			// A full page of known rows: newer ones have pushed them down while the list was read.
			from = slice;
		}
		return null;
	}

	private async previous(from: Slice<T>): Promise<Slice<T> | null> {
		const { start } = from;
		if (start === 0) return null;
		const slice = await this.joined(from, {
			spec: (overlap) => pageAcross(start - 1, start + overlap - 1, this.cap, 'beginning'),
			tile: () => ({ page: Math.floor((start - 1) / this.cap) + 1, limit: this.cap }),
		});
		// A page that only repeats rows although others come before it was never where it seemed.
		if (!bringsMore(from, slice)) throw new ListChanged();
		return slice;
	}

	/**
	 * Reads a page that shares a row with `from`. Without a shared row, rows that were deleted (or
	 * inserted) between the two requests may have slipped through, so it is tried again.
	 */
	private async joined(
		from: Slice<T>,
		where: { spec(overlap: number): PageSpec | undefined; tile(): PageSpec },
	): Promise<Slice<T>> {
		let tried = false;
		for (const overlap of OVERLAPS.filter((rows) => rows <= Math.max(from.rows.length, 1))) {
			const spec = this.fixed ? undefined : where.spec(overlap);
			if (!spec) continue;
			tried = true;
			const slice = await this.read(spec);
			if (!this.fixed && sharesRow(from, slice)) return slice;
		}
		// Pages that cannot overlap, for `limit` is disregarded or tiny, are taken one after the other.
		if (tried && !this.fixed) throw new ListChanged();
		this.isJoined = false;
		return await this.read(where.tile());
	}
}

function sharesRow<T extends Listed>(a: Slice<T>, b: Slice<T>): boolean {
	const ids = new Set(a.rows.map(({ id }) => id));
	return b.rows.some(({ id }) => ids.has(id));
}

function bringsMore<T extends Listed>(a: Slice<T>, b: Slice<T>): boolean {
	const ids = new Set(a.rows.map(({ id }) => id));
	return b.rows.some(({ id }) => !ids.has(id));
}
