import { byId, compareIds, type Listed } from './ids';
import { readSeen, SEEN_CHARACTERS, writeSeen, type CursorState, type Seen } from './state';

/** Ids that are remembered besides those of the last poll; more than a late row can be deep. */
const KEEP = 400;
/** Newest ids whose marks are remembered. */
const MARKED = 200;

/** So many ids at most are given again before a poll notices. */
const MOST_REUSED = 20;

/** Which rows are done: all up to the floor, and the seen ones above it. */
export class Done {
	private constructor(
		readonly floor: string,
		readonly seen: Seen,
	) {}

	static of({ floor, seen }: CursorState): Done {
		return new Done(floor, readSeen(seen) ?? new Map());
	}

	/** Nothing but rows that are listed and all that must be older. */
	static history(floor: string, rows: Listed[]): Done {
		return new Done(floor, new Map(rows.map(({ id, mark }) => [id, mark])));
	}

	has(row: Listed): boolean {
		const { id } = row;
		if (compareIds(id, this.floor) <= 0) return true;
		if (!this.seen.has(id)) return false;
		const known = this.seen.get(id);
		return known === undefined || row.mark === undefined || known === row.mark;
	}

	/** Whether a row is remembered, not only below the floor. */
	remembers(row: Listed): boolean {
		return this.seen.has(row.id) && this.has(row);
	}

	/**
	 * Rows whose marks have changed although they are the same ones: all have, for the gateway writes them differently now. A
	 * few are other rows: a database that starts again gives the ids of deleted rows once more.
	 */
	rewritten(rows: Listed[]): ReadonlySet<string> {
		const listed = rows.filter(({ id }) => this.seen.has(id) && compareIds(id, this.floor) > 0);
		const differing = listed.filter((row) => !this.has(row));
		const isRewritten = differing.length > MOST_REUSED && differing.length === listed.length;
		return new Set(isRewritten ? differing.map(({ id }) => id) : []);
	}

	/**
	 * Adds rows and forgets the lowest ids. What is forgotten raises the floor, so it may only be ids that an earlier poll has
	 * seen: a row that slipped through this one's reading is not below the floor then, and the next poll finds it.
	 *
	 * @param left rows that are new and stay so; the floor stays below them
	 */
	with(rows: Listed[], left: Listed[]): Done {
		const seen = new Map(this.seen);
		for (const { id, mark } of rows) seen.set(id, mark);
		const added = new Set(rows.map(({ id }) => id));
		const lowestLeft = [...left].sort(byId)[0]?.id;
		const order = [...seen.keys()].sort(compareIds);
		let { floor } = this;
		for (let index = 0; order.length - index > KEEP; index++) {
			const id = order[index];
			if (added.has(id) || (lowestLeft && compareIds(id, lowestLeft) >= 0)) break;
			seen.delete(id);
			floor = id;
		}
		for (const id of order.slice(0, -MARKED)) if (seen.has(id)) seen.set(id, undefined);
		return new Done(floor, seen);
	}

	/** Text for the state; undefined when it would be too long. */
	write(): string | undefined {
		const text = writeSeen(this.seen);
		return text.length > SEEN_CHARACTERS ? undefined : text;
	}
}
