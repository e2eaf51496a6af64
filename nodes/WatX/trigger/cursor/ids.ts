const LONGEST = 40;

/** What the cursor needs of a row: its id as `toId` writes it. */
export interface Listed {
	id: string;
}

/**
 * Reads a message id: a whole number of up to 40 digits, as a number or as text.
 *
 * @returns the digits without leading zeros, or undefined when the value is no id
 */
export function toId(value: unknown): string | undefined {
	const digits = /^0*([1-9]\d*)$/.exec(String(value))?.[1];
	return digits !== undefined && digits.length <= LONGEST ? digits : undefined;
}

/** Orders ids by their value, which may be too large for a number. */
export function compareIds(a: string, b: string): number {
	if (a.length !== b.length) return a.length - b.length;
	return a < b ? -1 : Number(a > b);
}

/** Orders rows by id, lowest first. */
export const byId = (a: Listed, b: Listed): number => compareIds(a.id, b.id);

/** The higher of two ids. */
export const higher = (a: string, b: string): string => (compareIds(a, b) > 0 ? a : b);

/** The lower of two ids. */
export const lower = (a: string, b: string): string => (compareIds(a, b) < 0 ? a : b);

/** The number before an id. */
export const before = (id: string): string => String(BigInt(id) - 1n);

/** The lowest id of rows that are not empty. */
export const lowest = (rows: readonly Listed[]): string => rows.map(({ id }) => id).reduce(lower);

/** The highest id of rows that are not empty. */
export const highest = (rows: readonly Listed[]): string => rows.map(({ id }) => id).reduce(higher);
