/**
 * Reads a list, whatever the installation makes of `limit` and `page` (contract: Lists). See docs/lists-and-trigger.md.
 *
 * Page 1 is asked for with a growing limit: one answer is one moment, in which nothing moves and no order matters. Only
 * where the gateway gives fewer rows than that are pages joined. A page that must overlap what is known tells how the
 * installation numbers its pages, whether a short page was the end, and whether rows have moved meanwhile.
 */
import type { Answer } from '../request';
import {
	pageAcross,
	pagesOver,
	startOf,
	type Base,
	type PageQuery,
	type PlacedPage,
} from './pages';
import { CERTAIN, Stretch, type RowKind } from './stretch';

/** Asks for one page; the entries as the gateway has them. */
export type FetchPage = (query: PageQuery) => Promise<unknown[]>;

/** Makes that of a way to list; an entry that is no record counts as one all the same, or a page would seem short. */
export const pagesOf =
	(list: (params: { limit: string; page: string }) => Promise<Answer<unknown[]>>): FetchPage =>
	async ({ limit, page }) => {
		const { data, leftOut = 0 } = await list({ limit: String(limit), page: String(page) });
		return leftOut === 0 ? data : [...data, ...Array<null>(leftOut).fill(null)];
	};

/** What one run of reading may cost. */
export interface Bounds {
	/** Requests in all. */
	mostRequests: number;
	/** Whether there is time for another request, when no more than that share of the time is to be used. */
	goOn?: (share: number) => boolean;
}

/** What to read. */
export interface Wish<T> {
	/** How many rows are wanted in all, from what is known so far; all by default. */
	wanted?: (rows: T[]) => number;
	/** The limits page 1 is asked for with, while the answer is full and not enough. */
	limits?: number[];
}

/** What was read. */
export interface Reading<T> {
	/** Each row once, in the order of the list. */
	rows: T[];
	/** Entries that were no rows. */
	odd: number;
	/** Why reading ended: the list did, it was enough, or the bounds were reached. */
	end: 'end' | 'enough' | 'bounds';
	/** Whether no row can have slipped through while the list moved. */
	isSure: boolean;
}

/** A larger answer is slow to make for the gateway and to hold for n8n. */
export const LARGEST_LIMIT = 25_000;
const LIMITS = [250, LARGEST_LIMIT];
const MOST_AT_ONCE = 4;
/** Rows that may be deleted between two requests without a second try. */
const SLACK = 5;
/** So often an overlap is made larger because rows have moved further than that. */
const MOST_TRIES = 3;
/** So many full pages of nothing new end a list: the gateway repeats itself. */
const MOST_BARREN = 3;
/** So often a list whose pages cannot overlap is read to and fro. */
const MOST_ROUNDS = 3;

/** Page sizes that are tried for rows of a second that holds more rows than a page. */
const MOST_SIZES = 12;

type Ending = 'end' | 'enough' | 'unsure';
/** Places in the list. */
type Span = [from: number, to: number];

class OutOfBounds extends Error {}

/** Reads parts of one list; learns about the installation on the way. */
export class ListReader<T> {
	requests = 0;

	/** The largest limit that was honoured. */
	cap = 0;

	/** What share of the bounds may be used for now, from 0 to 1. */
	share = 1;

	/** Whether a page has shown what the base is; rows of one second fit everywhere and show nothing. */
	private isBaseProven: boolean;

	/** Whether the base was changed although nothing proved it. */
	private guess: 'none' | 'made' | 'dropped' = 'none';

	/** @param base how pages are numbered, as an earlier reader has found out */
	constructor(
		private readonly fetchPage: FetchPage,
		private readonly kind: RowKind<T>,
		private readonly bounds: Bounds,
		public base: Base = 0,
	) {
		this.isBaseProven = base === 1;
	}

	/** The rows of one page; undefined when the bounds forbid it. */
	async rowsOf(query: PageQuery): Promise<T[] | undefined> {
		const entries = await this.page(query).catch((error: unknown) => {
			if (error instanceof OutOfBounds) return undefined;
			throw error;
		});
		return entries?.map(this.kind.parse).filter((row) => row !== undefined);
	}

	/** Asks for one page, unless the bounds forbid it; every request passes here. */
	async page(query: PageQuery): Promise<unknown[]> {
		const { mostRequests, goOn = () => true } = this.bounds;
		const { share } = this;
		if (this.requests >= mostRequests * share || !goOn(share)) throw new OutOfBounds();
		this.requests++;
		return await this.fetchPage(query);
	}

	/**
	 * Reads from the beginning of the list.
	 *
	 * @throws what `fetchPage` throws
	 */
	async read({ wanted = () => Infinity, limits = LIMITS }: Wish<T> = {}): Promise<Reading<T>> {
		let piece = new Stretch(this.kind);
		return await this.guarded(
			() => piece,
			async () => {
				for (const limit of limits) {
					const entries = await this.page({ page: 1, limit }).catch((error: unknown) => {
						// What is too much for the gateway in one answer is read in pages.
						if (piece.next === 0 || error instanceof OutOfBounds) throw error;
						return undefined;
					});
					if (!entries) break;
					piece = new Stretch(this.kind);
					piece.add(entries, 0);
					this.cap = entries.length;
					if (piece.rows.length >= wanted(piece.rows)) return 'enough';
					if (entries.length > limit) return await this.toAndFro(piece, wanted);
					if (entries.length < limit) break;
				}
				return await this.join(piece, wanted);
			},
		);
	}

	/** Reads from about `index` on, after `read` has learned how pages are numbered. The rows begin at `start`. */
	async readFrom(index: number, wanted: (rows: T[]) => number): Promise<Reading<T>> {
		const page = this.pageAt(index);
		const piece = new Stretch(this.kind, page.start);
		return await this.guarded(
			() => piece,
			async () => {
				piece.add(await this.page(page), page.start);
				return await this.join(piece, wanted);
			},
		);
	}

	/** The page of the largest size that holds an index, or begins as close before it as one does. */
	pageAt(index: number): PlacedPage {
		const number = Math.floor(index / this.cap) + this.base;
		const query = { page: Math.max(1, number), limit: this.cap };
		return { ...query, start: startOf(query, this.base) };
	}

	private async guarded(piece: () => Stretch<T>, work: () => Promise<Ending>): Promise<Reading<T>> {
		const end = await work().catch((error: unknown) => {
			if (error instanceof OutOfBounds) return 'bounds' as const;
			throw error;
		});
		const { rows, odd } = piece();
		if (end === 'unsure') return { rows, odd, end: 'end', isSure: false };
		return { rows, odd, end, isSure: end !== 'bounds' };
	}

	/** Reads on behind what is known, page joined to page, up to four on their way at a time. */
	private async join(piece: Stretch<T>, wanted: (rows: T[]) => number): Promise<Ending> {
		let isSure = true;
		let isProven = false;
		let slack = SLACK;
		let tries = 0;
		let barren = 0;
		const loose: Span[] = [];
		const finish = async (end: 'end' | 'enough'): Promise<Ending> => {
			await this.fill(piece, loose, end === 'end').catch((error: unknown) => {
				if (!(error instanceof OutOfBounds)) throw error;
			});
			isSure &&= barren < MOST_BARREN;
			return isSure && (loose.length === 0 || piece.missing <= 0) ? end : 'unsure';
		};
		for (;;) {
			const most = wanted(piece.rows);
			if (piece.rows.length >= most) return await finish('enough');
			// The first page tells how pages are numbered, and mostly that nothing follows.
			const ahead = this.plan(piece, slack, most, isProven ? MOST_AT_ONCE : 1);
			if (ahead.length === 0) return await finish('end');
			for (const { page, entries } of await this.fetchAll(ahead)) {
				const verdict = this.judge(piece, page, entries);
				if (verdict === 'sizeIgnored') return await this.toAndFro(piece, wanted);
				if (verdict === 'nothingNew') return await finish('end');
				isProven = verdict === 'joins';
				const isWrong = verdict === 'renumbered' || verdict === 'moved';
				if (isWrong && tries++ < MOST_TRIES) {
					if (verdict === 'moved') slack = slack * 4 + page.limit;
					break;
				}
				if (isWrong) isSure = false;
				if (verdict === 'loose') loose.push([piece.lastSecond.from, page.start + page.limit]);
				barren = piece.add(entries, page.start) > 0 ? 0 : barren + 1;
				if (entries.length < page.limit || barren === MOST_BARREN) return await finish('end');
				tries = 0;
				slack = SLACK;
			}
		}
	}

	/** What a page that was read behind a stretch is worth. */
	private judge(
		piece: Stretch<T>,
		page: PlacedPage,
		entries: unknown[],
	): 'joins' | 'loose' | 'moved' | 'renumbered' | 'sizeIgnored' | 'nothingNew' {
		if (entries.length > page.limit) return 'sizeIgnored';
		const other = startOf(page, this.base === 0 ? 1 : 0);
		const misfit = piece.misfit(entries, page.start);
		const misfitOther = piece.misfit(entries, other);
		const isKnown = piece.holdsAll(entries);
		if (isKnown && piece.misfit(entries, 0) < Math.min(misfit, misfitOther)) return 'nothingNew';
		// Behind the end, some gateways repeat their last page; it tells nothing.
		if (isKnown && page.start >= piece.next) return 'nothingNew';
		const isTooShort = entries.length < Math.min(page.limit, piece.next - page.start);
		if (misfitOther !== misfit) this.isBaseProven = true;
		if (misfitOther < misfit) return this.renumber();
		if (!this.isBaseProven) {
			// Rows of one second fit everywhere. A page of nothing new may be another one, until something new comes.
			const isElsewhere = isKnown && entries.length === page.limit && piece.rows.length <= this.cap;
			if (this.guess === 'none' && isElsewhere) return this.renumber('made');
			if (this.guess === 'made' && (!isKnown || isTooShort)) return this.renumber('dropped');
		}
		if (isTooShort && this.base === 1) {
			this.isBaseProven = false;
			return this.renumber('dropped');
		}
		if (isTooShort) return 'moved';
		// A row from before the last second shows that none of that second was passed over.
		if (piece.holdsBeforeLast(entries) || piece.placeOf(entries) === page.start) return 'joins';
		return page.start < piece.lastSecond.from ? 'moved' : 'loose';
	}

	private renumber(guess = this.guess): 'renumbered' {
		this.base = this.base === 0 ? 1 : 0;
		this.guess = guess;
		return 'renumbered';
	}

	/** The next pages that overlap what is known, or where pages are too small for that, follow it. */
	private plan(piece: Stretch<T>, slack: number, wanted: number, most: number): PlacedPage[] {
		const ahead: PlacedPage[] = [];
		const second = piece.next - piece.lastSecond.from;
		const fifth = Math.ceil(this.cap / 5);
		const overlaps = [second + Math.min(slack, fifth), second + 1, Math.min(CERTAIN, fifth), 1, 0];
		const enough = piece.next + Math.max(1, wanted - piece.rows.length);
		for (let next = piece.next; ahead.length < most && next < enough; ) {
			const page = overlaps
				.map((overlap) => pageAcross(next, Math.min(overlap, next), this.cap, this.base))
				.find((found) => found !== undefined);
			if (!page) break;
			ahead.push(page);
			next = page.start + page.limit;
		}
		return ahead;
	}

	/** Reads pages at once; all have come back before it gives or throws anything. */
	private async fetchAll(pages: PlacedPage[]) {
		const answers = await Promise.allSettled(pages.map(async (page) => await this.page(page)));
		const read: Array<{ page: PlacedPage; entries: unknown[] }> = [];
		for (const [index, answer] of answers.entries()) {
			if (answer.status === 'fulfilled') read.push({ page: pages[index], entries: answer.value });
			else if (index === 0) throw answer.reason;
			else break;
		}
		return read;
	}

	/**
	 * Finds rows that pages have hidden from each other, because a second holds more rows than a page: pages of another size
	 * show them in another order. Each size misses some; together they have them all.
	 */
	private async fill(piece: Stretch<T>, spans: Span[], isEnd: boolean): Promise<void> {
		const least = Math.max(1, this.cap - MOST_SIZES);
		for (let limit = this.cap - 1; limit >= least; limit--) {
			for (const [from, to] of spans) {
				const pages = pagesOver(from, to, limit, this.base);
				for (let at = 0; at < pages.length; at += MOST_AT_ONCE) {
					if (piece.missing <= 0) return;
					const read = await this.fetchAll(pages.slice(at, at + MOST_AT_ONCE));
					for (const { entries } of read) piece.insert(entries, from, to, isEnd);
				}
			}
		}
	}

	/**
	 * Reads a list whose pages have one size, whatever is asked for. They cannot overlap; but what deletions move up past the
	 * page read on the way down stands in a page that is still to come on the way back.
	 */
	private async toAndFro(piece: Stretch<T>, wanted: (rows: T[]) => number): Promise<Ending> {
		const most = () => piece.rows.length >= wanted(piece.rows);
		for (let round = 0; round < MOST_ROUNDS; round++) {
			let last = 1;
			for (let barren = 0; barren < 2 && !most(); last++) {
				const entries = await this.page({ page: last + 1, limit: this.cap });
				barren = piece.add(entries, piece.next) > 0 ? 0 : barren + 1;
				if (entries.length === 0) break;
			}
			let missed = 0;
			for (let page = last; page > 1; page--) {
				missed += piece.add(await this.page({ page, limit: this.cap }), piece.next);
			}
			if (missed === 0) return most() ? 'enough' : 'end';
		}
		return 'unsure';
	}
}
