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
	pagesAround,
	pagesOver,
	startOf,
	type Base,
	type PageQuery,
	type PlacedPage,
} from './pages';
import { CERTAIN, Stretch, type Page, type RowKind } from './stretch';

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
	/** What share of the bounds may be used up to its end, from 0 to 1; all by default. */
	share?: number;
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

/** So many rows of one second may hide others. */
const MANY = 10;
/** Page sizes that are tried for rows of a second that holds more rows than a page. */
const MOST_SIZES = 12;

/** The share of the bounds after which hidden rows are left, when a part of the bounds was not enough. */
const SHARE_OF_HIDDEN = 0.7;

type Ending = Pick<Reading<unknown>, 'end' | 'isSure'>;

class OutOfBounds extends Error {}

/** Reads parts of one list; learns about the installation on the way. */
export class ListReader<T> {
	requests = 0;

	/** The largest limit that was honoured. */
	cap = 0;

	/** What share of the bounds may be used for now. */
	private share = 1;

	/** Whether a page has shown what the base is; rows of one second fit everywhere and show nothing. */
	private isBaseProven: boolean;

	/** Whether the base was changed although nothing proved it. */
	private guess: 'none' | 'made' | 'dropped' = 'none';

	/** The part of the list that is being read, its first page, and places where rows may be hidden in it. */
	private piece: Stretch<T>;

	private first: { page: PageQuery; entries: Page<T> } = {
		page: { page: 1, limit: 0 },
		entries: [],
	};

	private loose = new Map<number, number>();

	/** Pages that were read of it. */
	private asked = new Set<string>();

	/** Whether no row can have slipped through so far. */
	private isSure = true;

	/** How pages are numbered, as far as it is known. */
	private base: Base;

	/** @param base how pages are numbered, if an earlier reader has found out */
	constructor(
		private readonly fetchPage: FetchPage,
		private readonly kind: RowKind<T>,
		private readonly bounds: Bounds,
		base?: Base,
	) {
		this.base = base ?? 0;
		this.isBaseProven = base !== undefined;
		this.piece = new Stretch(kind);
	}

	/** How pages are numbered; undefined as long as no page has shown it. */
	get provenBase(): Base | undefined {
		return this.isBaseProven ? this.base : undefined;
	}

	/** The rows of one page; undefined when the bounds forbid it. */
	async rowsOf(query: PageQuery): Promise<T[] | undefined> {
		const entries = await this.page(query).catch((error: unknown) => {
			if (error instanceof OutOfBounds) return undefined;
			throw error;
		});
		return entries?.filter((row) => row !== undefined);
	}

	/** Asks for one page, unless the bounds forbid it; every request passes here. */
	private async page(query: PageQuery): Promise<Page<T>> {
		const { mostRequests, goOn = () => true } = this.bounds;
		const { share } = this;
		if (this.requests >= mostRequests * share || !goOn(share)) throw new OutOfBounds();
		this.requests++;
		return (await this.fetchPage(query)).map((entry) => this.kind.parse(entry));
	}

	/**
	 * Reads from the beginning of the list.
	 *
	 * @throws what `fetchPage` throws
	 */
	async read({ wanted = () => Infinity, limits = LIMITS, share }: Wish<T> = {}): Promise<
		Reading<T>
	> {
		this.begin({ page: 1, limit: 0 }, []);
		return await this.guarded(async () => {
			for (const limit of limits) {
				const entries = await this.page({ page: 1, limit }).catch((error: unknown) => {
					// What is too much for the gateway in one answer is read in pages.
					if (this.piece.next === 0 || error instanceof OutOfBounds) throw error;
					return undefined;
				});
				if (!entries) break;
				this.begin({ page: 1, limit }, entries);
				this.cap = entries.length;
				if (this.isEnough(wanted)) return { end: 'enough', isSure: true };
				if (entries.length > limit) return await this.toAndFro(wanted);
				if (entries.length < limit) break;
			}
			return await this.join(wanted);
		}, share);
	}

	/** Reads on behind what `read` has read, with the same limits. */
	async readOn({ wanted = () => Infinity, limits = LIMITS }: Wish<T>): Promise<Reading<T>> {
		const { page, entries } = this.first;
		const larger = limits.filter((limit) => limit > page.limit);
		if (entries.length === page.limit && larger.length > 0) {
			return await this.read({ wanted, limits: larger });
		}
		return await this.guarded(async () => await this.join(wanted));
	}

	/** Reads from about `index` on, after `read` has learned how pages are numbered. The rows begin at `start`. */
	async readFrom(index: number, wanted: (rows: T[]) => number): Promise<Reading<T>> {
		return await this.guarded(async () => {
			const page = this.pageAt(index);
			this.begin(page, await this.page(page));
			return await this.join(wanted);
		});
	}

	private begin(page: PageQuery, entries: Page<T>): void {
		const start = startOf(page, this.base);
		this.first = { page, entries };
		this.piece = new Stretch(this.kind, start);
		this.piece.add(entries, start, page.page === 1 ? 0 : page.limit);
		this.loose = new Map();
		this.asked = new Set();
		this.isSure = true;
	}

	private isEnough(wanted: (rows: T[]) => number): boolean {
		return this.piece.rows.length >= wanted(this.piece.rows);
	}

	/** The page of the largest size that holds an index, or begins as close before it as one does. */
	pageAt(index: number): PlacedPage {
		const number = Math.floor(index / this.cap) + this.base;
		const query = { page: Math.max(1, number), limit: this.cap };
		return { ...query, start: startOf(query, this.base) };
	}

	private async guarded(work: () => Promise<Ending>, share = 1): Promise<Reading<T>> {
		this.share = share;
		const ending = await work().catch(async (error: unknown): Promise<Ending> => {
			if (!(error instanceof OutOfBounds)) throw error;
			// Where a part of the bounds did not suffice, the list is read in another way, which needs some of the rest.
			await this.fill(false, share === 1 ? 1 : SHARE_OF_HIDDEN);
			return { end: 'bounds', isSure: false };
		});
		this.share = 1;
		const { rows, odd } = this.piece;
		return { rows, odd, ...ending };
	}

	/** Reads on behind a first page, page joined to page, up to four on their way at a time. */
	private async join(wanted: (rows: T[]) => number): Promise<Ending> {
		let isProven = false;
		let slack = SLACK;
		let tries = 0;
		let renumbered = 0;
		let barren = 0;
		const finish = async (end: 'end' | 'enough'): Promise<Ending> => {
			if (renumbered++ < MOST_TRIES && (await this.isMisplaced(end === 'end'))) {
				this.begin(this.first.page, this.first.entries);
				return await this.join(wanted);
			}
			await this.fill(end === 'end');
			this.isSure &&= barren < MOST_BARREN;
			const isWhole = this.loose.size === 0 || this.piece.missing(end === 'end') <= 0;
			return { end, isSure: this.isSure && isWhole };
		};
		for (;;) {
			if (this.isEnough(wanted)) return await finish('enough');
			// The first page tells how pages are numbered, and mostly that nothing follows.
			const most = wanted(this.piece.rows);
			const ahead = this.plan(slack, most, isProven ? MOST_AT_ONCE : 1);
			if (ahead.length === 0) return await finish('end');
			for (const { page, entries } of await this.fetchAll(ahead)) {
				const verdict = this.judge(page, entries);
				if (verdict === 'sizeIgnored') return await this.toAndFro(wanted);
				if (verdict === 'nothingNew' && !(await this.isRealPage(page, entries))) {
					return await finish('end');
				}
				isProven = verdict === 'joins' || (verdict === 'loose' && this.isBaseProven);
				if (verdict === 'renumbered' && renumbered++ < MOST_TRIES) {
					// All that was read behind the first page stands elsewhere.
					this.begin(this.first.page, this.first.entries);
					break;
				}
				if (verdict === 'moved' && tries++ < MOST_TRIES) {
					slack = slack * 4 + page.limit;
					break;
				}
				if (verdict === 'renumbered' || verdict === 'moved') this.isSure = false;
				if (verdict === 'loose' || verdict === 'nothingNew') {
					this.loose.set(this.piece.lastSecond.from, page.start + page.limit);
				}
				barren = this.piece.add(entries, page.start, page.limit) > 0 ? 0 : barren + 1;
				if (entries.length < page.limit || barren === MOST_BARREN) return await finish('end');
				tries = 0;
				slack = SLACK;
			}
		}
	}

	/** What a page that was read behind a stretch is worth. */
	private judge(
		page: PlacedPage,
		entries: Page<T>,
	): 'joins' | 'loose' | 'moved' | 'renumbered' | 'sizeIgnored' | 'nothingNew' {
		const { piece } = this;
		if (entries.length > page.limit) return 'sizeIgnored';
		const other = startOf(page, this.base === 0 ? 1 : 0);
		const misfit = piece.misfit(entries, page.start);
		const misfitOther = piece.misfit(entries, other);
		const isKnown = piece.holdsAll(entries);
		if (isKnown && piece.misfit(entries, 0) < Math.min(misfit, misfitOther)) return 'nothingNew';
		// Behind the end, some gateways repeat their last page; it tells nothing.
		if (isKnown && page.start >= piece.next) return 'nothingNew';
		const isTooShort = entries.length < Math.min(page.limit, piece.next - page.start);
		if (misfitOther !== misfit && piece.tells(entries, page.limit)) this.isBaseProven = true;
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
		// A row of a second before the last one shows that none of the last one was passed over.
		if (piece.holdsBeforeLast(entries) || piece.placeOf(entries) === page.start) return 'joins';
		return page.start < piece.lastSecond.from ? 'moved' : 'loose';
	}

	/** Whether a page of nothing new, all of the last second, is more than a repetition, because the next page is another one. */
	private async isRealPage({ page, start, limit }: PlacedPage, entries: Page<T>): Promise<boolean> {
		const { piece } = this;
		const mayHide = entries.length > 0 && piece.lastSecond.count >= MANY;
		if (!mayHide || start < piece.next || piece.misfit(entries, start) > 0) return false;
		const after = await this.page({ page: page + 1, limit });
		return JSON.stringify(after) !== JSON.stringify(entries);
	}

	/**
	 * Reads a place where a second begins, or the list ends, once more, with a page of another size: pages of one size alone do
	 * not show how they are numbered.
	 */
	private async isMisplaced(isEnd: boolean): Promise<boolean> {
		const { piece, cap, base } = this;
		const isGuessed = this.guess === 'made' && piece.lastSecond.count >= MANY;
		if (this.isBaseProven || (this.loose.size === 0 && !isGuessed)) return false;
		const [inside] = pagesAround(piece.boundaries(cap), cap - 1, base, 1);
		const [atEnd] = isEnd ? pagesAround([piece.next], cap - 1, base, MANY) : [];
		const page = inside ?? atEnd;
		if (!page) return false;
		const entries = await this.page(page);
		// With the other base, all that was read would stand a row further away from this page.
		const shift = base === 0 ? 1 : -1;
		const isOther = inside
			? piece.misfit(entries, page.start + shift) < piece.misfit(entries, page.start)
			: entries.length !== piece.next - page.start;
		if (isOther) this.renumber();
		this.isBaseProven = true;
		return isOther;
	}

	private renumber(guess = this.guess): 'renumbered' {
		this.base = this.base === 0 ? 1 : 0;
		this.guess = guess;
		return 'renumbered';
	}

	/** The next pages that overlap what is known, or where pages are too small for that, follow it. */
	private plan(slack: number, wanted: number, most: number): PlacedPage[] {
		const { piece } = this;
		const ahead: PlacedPage[] = [];
		const second = piece.next - piece.lastSecond.from;
		const fifth = Math.ceil(this.cap / 5);
		const sure = [second + Math.min(slack, fifth), second + 1];
		const few = [Math.min(CERTAIN, fifth), 1, 0];
		const enough = piece.next + Math.max(1, wanted - piece.rows.length);
		const across = (next: number, overlaps: number[]) =>
			overlaps
				.map((overlap) => pageAcross(next, Math.min(overlap, next), this.cap, this.base))
				.find((found) => found !== undefined);
		for (let next = piece.next; ahead.length < most && next < enough; ) {
			// Pages of one size hide no rows of a second from each other.
			const [sameSize] = pagesOver(next, next + 1, this.cap, this.base);
			const page = across(next, sure) ?? sameSize ?? across(next, few);
			if (!page) break;
			ahead.push(page);
			next = page.start + page.limit;
		}
		return ahead;
	}

	/** Reads pages at once; all have come back before it gives or throws anything. */
	private async fetchAll(pages: PlacedPage[]) {
		const answers = await Promise.allSettled(pages.map(async (page) => await this.page(page)));
		const read: Array<{ page: PlacedPage; entries: Page<T> }> = [];
		for (const [index, answer] of answers.entries()) {
			if (answer.status === 'rejected') {
				if (index === 0) throw answer.reason;
				break;
			}
			const page = pages[index];
			this.asked.add(`${page.page} ${page.limit}`);
			read.push({ page, entries: answer.value });
		}
		return read;
	}

	/**
	 * Finds rows that pages have hidden from each other, because a second holds more rows than a page: pages of another size
	 * show them in another order. Each size misses some; together they have them all.
	 */
	private async fill(isEnd: boolean, most = 1): Promise<void> {
		const { share } = this;
		this.share = most;
		await this.readHidden(isEnd).catch((error: unknown) => {
			if (!(error instanceof OutOfBounds)) throw error;
		});
		this.share = share;
	}

	private async readHidden(isEnd: boolean): Promise<void> {
		const { piece } = this;
		const least = Math.max(1, this.cap - MOST_SIZES);
		for (let limit = this.cap; limit >= least; limit--) {
			for (const [from, to] of this.loose) {
				const pages = pagesOver(from, to, limit, this.base).filter(
					({ page }) => !this.asked.has(`${page} ${limit}`),
				);
				for (let at = 0; at < pages.length; at += MOST_AT_ONCE) {
					if (piece.missing(isEnd) <= 0) return;
					const read = await this.fetchAll(pages.slice(at, at + MOST_AT_ONCE));
					for (const { entries } of read) piece.insert(entries, from, to);
				}
			}
		}
	}

	/**
	 * Reads a list whose pages have one size, whatever is asked for. They cannot overlap; but what deletions move up past the
	 * page read on the way down stands in a page that is still to come on the way back.
	 */
	private async toAndFro(wanted: (rows: T[]) => number): Promise<Ending> {
		const { piece } = this;
		for (let round = 0; round < MOST_ROUNDS; round++) {
			let last = 1;
			for (let barren = 0; barren < 2 && !this.isEnough(wanted); last++) {
				const entries = await this.page({ page: last + 1, limit: this.cap });
				barren = piece.add(entries, piece.next, 0) > 0 ? 0 : barren + 1;
				if (entries.length === 0) break;
			}
			let missed = 0;
			for (let page = last; page > 1; page--) {
				missed += piece.add(await this.page({ page, limit: this.cap }), piece.next, 0);
			}
			if (missed === 0) return { end: this.isEnough(wanted) ? 'enough' : 'end', isSure: true };
		}
		return { end: 'end', isSure: false };
	}
}
