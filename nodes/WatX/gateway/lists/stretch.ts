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
	/** Index of the first one in `rows`. */
	index: number;
	/** Places in the list, the first one and that behind the last one, as far as they were read. */
	from: number;
	to: number;
}

/** A part of a list that was read in pieces: each row once, in the order of the list. */
export class Stretch<T> {
	readonly rows: T[] = [];

	/** Entries that are no rows. */
	odd = 0;

	/** The place behind the last row that was read. */
	next: number;

	/** Rows that may stand behind the places that were read. */
	private beyond = 0;

	private readonly known = new Map<string, { second: Second; place: number }>();

	private readonly seconds = new Map<unknown, Second>();

	/** @param start the place of the first row in the whole list */
	constructor(
		private readonly kind: RowKind<T>,
		readonly start = 0,
	) {
		this.next = start;
	}

	/** Rows of the last second; others of that second may not have been read. */
	get lastSecond(): Second {
		const last = this.rows.at(-1);
		const none = { index: 0, from: this.start, to: this.start };
		return last === undefined ? none : (this.known.get(this.kind.keyOf(last))?.second ?? none);
	}

	/** Rows that are missing although their places were read: others of the same second stood there instead. */
	get missing(): number {
		return this.next - this.start - this.rows.length - this.odd + this.beyond;
	}

	/** Adds what is new of a page that begins at `start`. @returns how many rows that is */
	add(entries: unknown[], start: number): number {
		const before = this.rows.length;
		for (const [at, entry] of entries.entries()) {
			const row = this.kind.parse(entry);
			if (row === undefined) this.odd++;
			else this.put(row, start + at);
		}
		this.next = start + entries.length;
		return this.rows.length - before;
	}

	/**
	 * Adds what is new of a page and belongs to seconds at these places, beside others of its second.
	 *
	 * @param isEnd whether the list ends here, so that no row of the last second stands behind the places that were read
	 */
	insert(entries: unknown[], from: number, to: number, isEnd: boolean): void {
		const { lastSecond } = this;
		for (const row of entries.map(this.kind.parse)) {
			if (row === undefined || this.known.has(this.kind.keyOf(row))) continue;
			const second = this.seconds.get(this.kind.secondOf(row));
			if (!second || second.to <= from || second.from >= to) continue;
			this.known.set(this.kind.keyOf(row), { second, place: NaN });
			this.rows.splice(second.index, 0, row);
			if (second === lastSecond && !isEnd) this.beyond++;
		}
	}

	/** Whether a page holds a row that is known and stands before the last second. */
	holdsBeforeLast(entries: unknown[]): boolean {
		const { index } = this.lastSecond;
		return this.knownOf(entries).some(({ second }) => second.index < index);
	}

	/** Whether a page holds nothing that is not known. */
	holdsAll(entries: unknown[]): boolean {
		return this.knownOf(entries).length === entries.length;
	}

	/** How far in all its known rows would be from where they were read, if a page began at `start`. */
	misfit(entries: unknown[], start: number): number {
		const { lastSecond } = this;
		const exact = this.placeOf(entries);
		if (exact !== undefined) return Math.abs(start - exact);
		let sum = 0;
		for (const { second, at } of this.knownOf(entries)) {
			const place = start + at;
			const mayBeginEarlier = second.index === 0 && this.start > 0;
			if (place < second.from && !mayBeginEarlier) sum += second.from - place;
			if (place >= second.to && second !== lastSecond) sum += place - second.to + 1;
		}
		return sum;
	}

	/** Where a page begins, if enough known rows stand in it as they were read; undefined if their order has changed. */
	placeOf(entries: unknown[]): number | undefined {
		const [first, ...others] = this.knownOf(entries).map(({ place, at }) => place - at);
		const isSame = others.length >= CERTAIN - 1 && others.every((place) => place === first);
		return isSame ? first : undefined;
	}

	private knownOf(entries: unknown[]): Array<{ second: Second; place: number; at: number }> {
		return entries.flatMap((entry, at) => {
			const row = this.kind.parse(entry);
			const known = row === undefined ? undefined : this.known.get(this.kind.keyOf(row));
			return known === undefined ? [] : [{ ...known, at }];
		});
	}

	private put(row: T, place: number): void {
		const key = this.kind.keyOf(row);
		const name = this.kind.secondOf(row);
		if (this.known.has(key)) return;
		let second = name === undefined ? undefined : this.seconds.get(name);
		second ??= { index: this.rows.length, from: place, to: place };
		second.from = Math.min(second.from, place);
		second.to = Math.max(second.to, place + 1);
		if (name !== undefined) this.seconds.set(name, second);
		this.known.set(key, { second, place });
		this.rows.push(row);
	}
}
