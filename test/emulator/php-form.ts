import type { FormTable } from './types';

/** PHP's max_input_vars: what comes after is dropped without a word. */
const MAX_INPUT_VARS = 1000;

/**
 * Decodes a query or an urlencoded body by PHP's rules: `+` is a space, the last one of a repeated
 * name wins, `a[b]=c` nests, broken percent signs stay as they are.
 */
export function parseUrlencoded(text: string): FormTable {
	const table = emptyTable();
	if (text === '') return table;
	for (const pair of text.split('&', MAX_INPUT_VARS)) {
		const equals = pair.indexOf('=');
		const name = equals < 0 ? pair : pair.slice(0, equals);
		assignField(table, decode(name), equals < 0 ? '' : decode(pair.slice(equals + 1)));
	}
	return table;
}

/** A table without a prototype, so that no field name can collide with an inherited one. */
export function emptyTable(): FormTable {
	return Object.create(null) as FormTable;
}

/** Puts one decoded field into `table` under the name PHP makes of it. */
export function assignField(table: FormTable, rawName: string, value: string): void {
	const name = rawName.trimStart();
	const bracket = name.indexOf('[');
	if (bracket === 0 || name === '') return;
	if (bracket < 0 || !name.includes(']', bracket)) {
		table[mangle(name)] = value;
		return;
	}
	let inner = table;
	let key = mangle(name.slice(0, bracket));
	for (const [, segment] of name.slice(bracket).matchAll(/\[([^\]]*)\]/gy)) {
		const next = inner[key];
		inner[key] = typeof next === 'object' ? next : emptyTable();
		inner = inner[key] as FormTable;
		key = segment === '' ? nextIndex(inner) : segment;
	}
	inner[key] = value;
}

/** The value of a plain text parameter; undefined when it is missing, empty or nested. */
export function textOf(table: FormTable, name: string): string | undefined {
	const value = table[name];
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Variable names cannot hold dots, spaces or an open bracket in PHP. */
function mangle(name: string): string {
	return name.replace(/[ .[]/g, '_');
}

function nextIndex(table: FormTable): string {
	const indexes = Object.keys(table).filter((key) => /^\d+$/.test(key));
	return String(indexes.reduce((highest, key) => Math.max(highest, Number(key)), -1) + 1);
}

function decode(text: string): string {
	const spaced = text.replaceAll('+', ' ');
	if (!spaced.includes('%')) return spaced;
	try {
		return decodeURIComponent(spaced);
	} catch {
		return decodeLeniently(spaced);
	}
}

/** Percent escapes that decodeURIComponent refuses: broken ones stay, the rest become bytes. */
function decodeLeniently(text: string): string {
	const parts = text.split(/(%[0-9a-fA-F]{2})/);
	const bytes = parts.map((part, index) =>
		index % 2 === 1 ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part, 'utf8'),
	);
	return Buffer.concat(bytes).toString('utf8');
}
