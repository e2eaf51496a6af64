import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Call } from './call';

/** Where values come from, and how an item is refused for one: a call, or the options of one. */
export type Source = Pick<Call, 'param' | 'refuse'>;

/** What a reader knows of a parameter: its names, its choices and its limits. */
export type Field = Pick<INodeProperties, 'displayName' | 'name' | 'options' | 'typeOptions'>;

/** What is wrong with a value, completing a sentence that names it, and what to do about it. */
export interface Problem {
	problem: string;
	advice: string;
}

const MOST_QUOTED = 80;

/** The members of a call's "options" collection, for the readers below. */
export const optionsOf = ({ option, refuse }: Pick<Call, 'option' | 'refuse'>): Source => ({
	param: option,
	refuse,
});

/** The members of a parameter that is a collection, for the readers below. */
export function membersOf({ param, refuse }: Source, { name }: Pick<Field, 'name'>): Source {
	const members = (param(name) || {}) as Record<string, unknown>;
	return { param: (member) => members[member], refuse };
}

/** The same of a fixed collection, whose only group is "values". */
export const valuesOf = (source: Source, field: Field): Source =>
	membersOf(membersOf(source, field), { name: 'values' });

/** A value in quotes for a sentence: cut, on one line, without quotes or escapes of its own. */
export function quote(value: unknown): string {
	const text = String(value);
	const shown = text.slice(0, MOST_QUOTED).replace(/\p{Cc}+|[\uD800-\uDBFF]$/gu, ' ');
	return `"${shown.replaceAll('"', "'")}${text.length > MOST_QUOTED ? '…' : ''}"`;
}

/** Whether nothing was given: an expression without a result counts as an empty field. */
export const isBlank = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Why a value is no text, or undefined when it is text, a number, true or false, or nothing. */
export function problemOfText(value: unknown): Problem | undefined {
	if (value instanceof Date || (isObject(value) && typeof value.toISO === 'function')) {
		const advice = 'Turn it into text, for example {{ $now.toFormat("dd LLLL yyyy") }}.';
		return { problem: 'is a date, not text', advice };
	}
	if (isObject(value)) {
		const example = Array.isArray(value) ? '[0]' : '.number';
		return {
			problem: `is a list: take one entry, for example {{ $json.phone${example} }}`,
			advice: 'Drag the field you want from the input into the parameter.',
		};
	}
	if (typeof value === 'number' && !Number.isFinite(value)) {
		const advice = 'Check the expression: it calculates with something that is no number.';
		return { problem: `is ${value}, not text`, advice };
	}
	if (typeof value !== 'string' || !value.includes('[object Object]')) return undefined;
	return {
		problem: 'holds "[object Object]": an expression puts a whole list or object into the text',
		advice: 'Take the field you mean out of it, for example {{ $json.customer.name }}.',
	};
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/** A parameter that is text, exactly as given; empty when nothing is. */
export function getExactText(source: Source, { name, displayName }: Field): string {
	const value = source.param(name);
	const wrong = problemOfText(value);
	if (wrong) return source.refuse(`"${displayName}" ${wrong.problem}`, wrong.advice);
	return value === undefined || value === null ? '' : String(value);
}

/** A parameter that is text, without blanks around it; empty when nothing is given. */
export const getText = (source: Source, field: Field): string => getExactText(source, field).trim();

/** A parameter that is a number within the limits of its field, as number or as text; undefined when nothing is given. */
export function getNumber(source: Source, field: Field): number | undefined {
	const text = getText(source, field);
	if (text === '') return undefined;
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = field.typeOptions ?? {};
	const isWhole = numberPrecision === 0;
	const number = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : NaN;
	if (number >= minValue && number <= maxValue && (!isWhole || Number.isInteger(number))) {
		return number;
	}
	const limits =
		maxValue < Infinity ? ` from ${minValue} to ${maxValue}` : ` of ${minValue} or more`;
	const wanted = `${isWhole ? 'whole ' : ''}number${minValue > -Infinity ? limits : ''}`;
	return source.refuse(
		`"${field.displayName}" is not a ${wanted}, but ${quote(text)}`,
		`Enter a ${wanted}.`,
	);
}

/** A parameter that is true or false, also as a spreadsheet writes it; undefined when nothing is given. */
export function getBoolean(source: Source, field: Field): boolean | undefined {
	const text = getText(source, field).toLowerCase();
	if (text === '') return undefined;
	if (['true', 'yes', 'on', '1'].includes(text)) return true;
	if (['false', 'no', 'off', '0'].includes(text)) return false;
	return source.refuse(
		`"${field.displayName}" is neither true nor false, but ${quote(text)}`,
		'Switch it on or off, or let the expression give true or false.',
	);
}

/**
 * A parameter with a list of choices, by value or by name.
 *
 * @param missing what an empty or missing value means
 * @returns one of the values that the field offers; anything else, null too, is refused with the choices named
 */
export function getChoice<T extends string | number>(source: Source, field: Field, missing: T): T {
	const value = source.param(field.name);
	if (value === undefined || value === '') return missing;
	const choices = (field.options ?? []) as INodePropertyOptions[];
	const wanted = getText(source, field).toLowerCase();
	const found = choices.find(({ name, value: saved }) =>
		[String(saved), name].some((spelling) => spelling.toLowerCase() === wanted),
	);
	if (found) return found.value as T;
	const named = choices.map(({ name, value: saved }) =>
		name.toLowerCase() === saved ? saved : `${String(saved)} (${name})`,
	);
	return source.refuse(
		`"${field.displayName}" is ${value === null ? 'null' : quote(value)}, which is not one of its choices`,
		`Use one of ${named.join(', ')}.`,
	);
}

/**
 * A parameter that holds the numeric ID of something.
 *
 * @param advice where the ID is found; begins the sentence that tells what to do
 */
export function getNumericId(source: Source, field: Field, advice: string): string {
	const id = getText(source, field).replace(/^(\d{1,30})\.0+$/, '$1');
	if (/^\d{1,30}$/.test(id)) return id;
	return source.refuse(
		id === ''
			? `"${field.displayName}" is empty`
			: `${quote(id)} in "${field.displayName}" is not an ID`,
		`${advice}, or enter its ID, which is a number.`,
	);
}
