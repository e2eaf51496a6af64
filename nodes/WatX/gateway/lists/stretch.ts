import type { IDataObject } from 'n8n-workflow';

/** How the rows of a list are told apart and which of them may stand in any order. */
export interface RowKind<T> {
	/** Makes a row of an entry; undefined for an entry that is none. */
	parse: (entry: unknown) => T | undefined;
	/** What is the same for the same row. */
	keyOf: (row: T) => string;
	/** Rows of the same second stand in any order, in another one for another page size (contract: Lists). */
	secondOf: (row: T) => unknown;
}

/** What tells rows apart: the id, as text, because some installations send it as text; else the whole row. */
export const rowKey = (row: IDataObject): string =>
	row.id === undefined || row.id === null ? JSON.stringify(row) : String(row.id);

/** The rows of a page in their places; undefined for an entry that is none. */
export type Page<T> = Array<T | undefined>;

/** The rows of any list, as they are; an entry that is no record is none. */
export const plainRows: RowKind<IDataObject> = {
	parse: (entry) =>
		typeof entry === 'object' && entry !== null && !Array.isArray(entry)
			? (entry as IDataObject)
			: undefined,
	keyOf: rowKey,
	secondOf: ({ created }) => created,
};

/** So many rows do not stand in the same order twice by chance. */
export const CERTAIN = 4;

/** Rows that share a second and so may stand in any order among each other. */
interface Second {
	/** Where its rows stand in `rows`. */
	index: number;
	count: number;
	/** The place of the first one in the list. */
	from: number;
	/** The size of the page that has shown that place; 0 for the first page of the list. */
	size: number;
	/** The second whose rows stand behind them; none for the last one that was read. */
	after?: Second;
}

/** A part of a list that was read in pieces: each row once, in the order of the list. */
export class Stretch<T> {
	readonly rows: T[] = [];

	/** The place behind the last row that was read. */
	next: number;

	/** The last second; others of its rows may not have been read. */
	lastSecond: Second;

	private readonly known = new Map<string, { second: Second; place: number }>();

	private readonly seconds = new Map<unknown, Second>();

	/** Places of entries that are no rows. */
	private readonly oddPlaces = new Set<number>();

	/** @param start the place of the first row in the whole list */
	constructor(
		private readonly kind: RowKind<T>,
		readonly start = 0,
	) {
		this.next = start;
		this.lastSecond = { index: 0, count: 0, from: start, size: 0 };
	}

	/** Entries that are no rows. */
	get odd(): number {
		return this.oddPlaces.size;
	}

	/**
	 * Counts rows that are missing although their places were read: others of the same second stood there instead.
	 *
	 * @param isEnd whether the list ends here, so that no row of the last second stands behind the places that were read
	 */
	missing(isEnd: boolean): number {
		const { from, index } = this.lastSecond;
		if (isEnd) return this.next - this.start - this.rows.length - this.odd;
		const odd = [...this.oddPlaces].filter((place) => place < from).length;
		return from - this.start - index - odd;
	}

	/**
	 * Adds what is new of a page that begins at `start`.
	 *
	 * @param size of the page; 0 where its place is certain, however pages are numbered
	 * @returns how many rows are new
	 */
	add(entries: Page<T>, start: number, size: number): number {
		const before = this.rows.length;
		for (const [at, entry] of entries.entries()) {
			if (entry === undefined) this.oddPlaces.add(start + at);
			else this.put(entry, start + at, size);
		}
		this.next = start + entries.length;
		return this.rows.length - before;
	}

	/** Adds what is new of a page and belongs to seconds at these places. */
	insert(entries: Page<T>, from: number, to: number): void {
		for (const row of entries) {
			if (row === undefined || this.known.has(this.kind.keyOf(row))) continue;
			const second = this.secondOf(row);
			if (second && second.from < to && (second.after?.from ?? to) > from) {
				this.insertInto(second, row, NaN);
			}
		}
	}

	/** Whether a page holds a row of a second that is known and stands before the last one. */
	holdsBeforeLast(entries: Page<T>): boolean {
		return entries.some((row) => {
			const second = row === undefined ? undefined : this.secondOf(row);
			return second !== undefined && second.from < this.lastSecond.from;
		});
	}

	/** Whether a page holds nothing that is not known. */
	holdsAll(entries: Page<T>): boolean {
		return this.knownOf(entries).length === entries.length;
	}

	/**
	 * How badly a page fits where it would be if it began at `start`: how far in all its rows are from where their seconds were
	 * read, and how many rows of unknown seconds stand in the midst of known ones.
	 */
	misfit(entries: Page<T>, start: number): number {
		const { lastSecond } = this;
		const exact = this.placeOf(entries);
		if (exact !== undefined) return Math.abs(start - exact);
		let sum = 0;
		for (const [at, row] of entries.entries()) {
			if (row === undefined) continue;
			const place = start + at;
			const second = this.secondOf(row);
			const mayBeginEarlier = second?.from === this.start && this.start > 0;
			if (!second && place >= this.start && place < lastSecond.from) sum++;
			if (second && place < second.from && !mayBeginEarlier) sum += second.from - place;
			if (second?.after && place >= second.after.from) sum += place - second.after.from + 1;
		}
		return sum;
	}

	/** Whether a page of a size can show how pages are numbered: places that were read from that size are wrong like its own. */
	tells(entries: Page<T>, size: number): boolean {
		return entries.every((row) => {
			const second = row === undefined ? undefined : this.secondOf(row);
			return second?.size !== size && second?.after?.size !== size;
		});
	}

	/** Places where a second begins, read from pages of a size. */
	boundaries(size: number): number[] {
		return [...this.seconds.values()]
			.filter((second) => second.size === size)
			.map(({ from }) => from);
	}

	/** Where a page begins, if enough known rows stand in it as they were read; undefined if their order has changed. */
	placeOf(entries: Page<T>): number | undefined {
		const [first, ...others] = this.knownOf(entries).map(({ place, at }) => place - at);
		const isSame = others.length >= CERTAIN - 1 && others.every((place) => place === first);
		return isSame ? first : undefined;
	}

	/** The second of a row, if rows of it are known. */
	private secondOf(row: T): Second | undefined {
		const name = this.kind.secondOf(row);
		const known = this.known.get(this.kind.keyOf(row))?.second;
		return known ?? (name === undefined ? undefined : this.seconds.get(name));
	}

	private knownOf(entries: Page<T>): Array<{ place: number; at: number }> {
		return entries.flatMap((row, at) => {
			const known = row === undefined ? undefined : this.known.get(this.kind.keyOf(row));
			return known === undefined ? [] : [{ place: known.place, at }];
		});
	}

	private put(row: T, place: number, size: number): void {
		if (this.known.has(this.kind.keyOf(row))) return;
		const name = this.kind.secondOf(row);
		let second = name === undefined ? undefined : this.seconds.get(name);
		if (!second) {
			second = { index: this.rows.length, count: 0, from: place, size };
			this.seconds.set(name ?? Symbol('no second'), second);
			this.lastSecond.after = second;
			this.lastSecond = second;
		}
		second.from = Math.min(second.from, place);
		this.insertInto(second, row, place);
	}

	private insertInto(second: Second, row: T, place: number): void {
		this.known.set(this.kind.keyOf(row), { second, place });
		const index = second.index + second.count++;
		if (index === this.rows.length) this.rows.push(row);
		else {
			this.rows.splice(index, 0, row);
			for (const other of this.seconds.values()) if (other.index >= index) other.index++;
		}
	}
}
