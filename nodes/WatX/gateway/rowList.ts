import type { IDataObject } from 'n8n-workflow';

/** What tells rows apart: the id, as text, because some installations send it as text; else the whole row. */
export const rowKey = (row: IDataObject): string =>
	row.id === undefined || row.id === null ? JSON.stringify(row) : String(row.id);

/** Rows of a list that is read in pieces which may overlap: each row once. */
export class RowList {
	private readonly rows: IDataObject[] = [];

	private readonly known = new Set<string>();

	get length(): number {
		return this.rows.length;
	}

	/** Whether any of these rows was added before. */
	knowsAnyOf(piece: IDataObject[]): boolean {
		return piece.some((row) => this.known.has(rowKey(row)));
	}

	/**
	 * Adds the rows of a piece that are new: at the end, or before the known row they precede, where a list shows what has
	 * just arrived.
	 *
	 * @returns how many they were, and how many of them stand behind a known row
	 */
	add(piece: IDataObject[]): { fresh: number; following: number } {
		const fresh = new Map<string, IDataObject>();
		let leading: number | undefined;
		let place = this.length;
		for (const row of piece) {
			const key = rowKey(row);
			if (!this.known.has(key)) fresh.set(key, row);
			else if (leading === undefined) {
				leading = fresh.size;
				if (leading > 0) place = this.rows.findIndex((other) => rowKey(other) === key);
			}
		}
		const added = [...fresh.values()];
		for (const key of fresh.keys()) this.known.add(key);
		this.rows.push(...added.slice(leading ?? 0));
		this.rows.splice(place, 0, ...added.slice(0, leading ?? 0));
		return { fresh: fresh.size, following: fresh.size - (leading ?? fresh.size) };
	}

	/** Brings rows that were found late to their place, provided that the ids of the list tell it. */
	sort(listed: IDataObject[]): void {
		const ids = listed.map(({ id }) => Number(id));
		const direction = Math.sign(ids[ids.length - 1] - ids[0]);
		const isSorted = ids.every((id, index) => index === 0 || (id - ids[index - 1]) * direction > 0);
		if (isSorted) this.rows.sort((a, b) => (Number(a.id) - Number(b.id)) * direction);
	}

	/** The first `count` rows. */
	take(count: number): IDataObject[] {
		return this.rows.slice(0, count);
	}
}
