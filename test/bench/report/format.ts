import type { Spread } from '../rounds';

/** About three digits, with thousands separated: 1,234 · 56.7 · 0.89; whole numbers as they are. */
export function number(value: number): string {
	const isWhole = Number.isInteger(value) || Math.abs(value) >= 100;
	const digits = isWhole ? 0 : Math.abs(value) >= 10 ? 1 : 2;
	return value.toLocaleString('en-US', {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	});
}

/** The median, and how far the rounds lie apart: 1,234 (1,100–1,300). */
export function spread({ median, low, high }: Spread): string {
	return low === high ? number(median) : `${number(median)} (${number(low)}–${number(high)})`;
}

/** A ratio: 1.15x (1.08–1.21). */
export function times({ median, low, high }: Spread): string {
	const range = low === high ? '' : ` (${low.toFixed(2)}–${high.toFixed(2)})`;
	return `${median.toFixed(2)}x${range}`;
}

/** Seconds as milliseconds below one second. */
export function duration(seconds: number): string {
	return seconds < 1 ? `${number(seconds * 1000)} ms` : `${number(seconds)} s`;
}

/** Bytes, in thousands and millions where they are many. */
export function size(bytes: number): string {
	if (bytes < 1000) return `${number(bytes)} B`;
	return bytes < 1e6 ? `${number(bytes / 1000)} KB` : `${number(bytes / 1e6)} MB`;
}
