const LONGEST = 40;

/** What the cursor needs of a row. */
export interface Listed {
	/** As `toId` writes it. */
	id: string;
	/** Rows of the same second stand in any order (contract: Lists); undefined when there is no time. */
	second?: unknown;
	/** Short text that differs for a different row under the same id; undefined when that cannot be told. */
	mark?: string;
}

/**
 * Reads a message id: a whole number of up to 40 digits, as a number or as text.
 *
 * @returns the digits without leading zeros, or undefined when the value is no id
 */
export function toId(value: unknown): string | undefined {
	const digits = /^0*([1-9]\d*)$/.exec(String(value).slice(0, 3 * LONGEST))?.[1];
	return digits !== undefined && digits.length <= LONGEST ? digits : undefined;
}

/** Orders ids by their value, which may be too large for a number. */
export function compareIds(a: string, b: string): number {
	if (a.length !== b.length) return a.length - b.length;
	return a < b ? -1 : Number(a > b);
}

/** Orders rows by id, lowest first. */
export const byId = (a: Listed, b: Listed): number => compareIds(a.id, b.id);
