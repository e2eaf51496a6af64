import type { RowKind } from '../../gateway/lists/stretch';

/** What the cursor needs of a row. */
export interface Listed {
	/** Digits without leading zeros. */
	id: string;
	/** Rows of the same second stand in any order (contract: Lists); undefined when there is no time. */
	second?: unknown;
	/** Short text that differs for a different row under the same id; undefined when that cannot be told. */
	mark?: string;
}

/** Orders ids by their value, which may be too large for a number. */
export function compareIds(a: string, b: string): number {
	if (a.length !== b.length) return a.length - b.length;
	return a < b ? -1 : Number(a > b);
}

/** Orders rows by id, lowest first. */
export const byId = (a: Listed, b: Listed): number => compareIds(a.id, b.id);

/** Rows of a list that are told apart by their ids. */
export const listedRows = <T extends Listed>(parse: RowKind<T>['parse']): RowKind<T> => ({
	parse,
	keyOf: ({ id }) => id,
	secondOf: ({ second }) => second,
});
