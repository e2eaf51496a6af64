import fc from 'fast-check';
import type { Source } from '../../../nodes/WatX/fields/values';
import {
	getBoolean,
	getChoice,
	getExactText,
	getNumber,
	getNumericId,
	getText,
	quote,
} from '../../../nodes/WatX/fields/values';

class Refused extends Error {}

const source = (value: unknown): Source => ({
	param: () => value,
	refuse(problem, advice) {
		expect([problem, advice]).not.toContain('');
		throw new Refused(`${problem}. ${advice}`);
	},
});
const field = {
	displayName: 'Size',
	name: 'size',
	typeOptions: { minValue: 1, maxValue: 10, numberPrecision: 0 },
	options: [
		{ name: 'Large', value: 'large' },
		{ name: 'Very Small', value: 2 },
		{ name: 'Made to Measure', value: 'madeToMeasure' },
	],
};

it.each([undefined, null, '', ' \n'])('%j is nothing to every reader', (value) => {
	expect(getText(source(value), field)).toBe('');
	expect(getNumber(source(value), field)).toBeUndefined();
	expect(getBoolean(source(value), field)).toBeUndefined();
});

it('text may come as a number or as true and false, and is kept exactly where it is sent', () => {
	expect(getText(source(7.5), field)).toBe('7.5');
	expect(getText(source(false), field)).toBe('false');
	expect(getExactText(source(' a\n'), field)).toBe(' a\n');
});

it.each([
	[['a'], /^"Size" is a list: take one entry, for example \{\{ \$json\.phone\[0\] \}\}\. /],
	[{ a: 1 }, /^"Size" is a list: take one entry, /],
	[new Date(), /^"Size" is a date, not text/],
	[NaN, /^"Size" is NaN, not text/],
	[`for ${String({})}`, /^"Size" holds "\[object Object\]"/],
])('%j is no text', (value, message) => {
	for (const read of [getText, getNumber, getBoolean]) {
		expect(() => read(source(value), field)).toThrow(message);
	}
});

it.each([
	[3, 3],
	[' 3 ', 3],
	['3.0', 3],
	['+3', 3],
	['3,5', undefined],
	['3.5', undefined],
	['1e1', undefined],
	['0x3', undefined],
	[11, undefined],
	[true, undefined],
])('the number %j is %j', (value, expected) => {
	const read = () => getNumber(source(value), field);
	if (expected !== undefined) expect(read()).toBe(expected);
	else expect(read).toThrow(`"Size" is not a whole number from 1 to 10, but "${value}"`);
});

it.each([
	[true, true],
	['FALSE', false],
	[' false ', false],
	['yes', true],
	[0, false],
])('%j is %j', (value, expected) => expect(getBoolean(source(value), field)).toBe(expected));

it('refuses what is neither true nor false', () => {
	expect(() => getBoolean(source('maybe'), field)).toThrow('"Size" is neither true nor false');
});

describe('a choice', () => {
	it.each([
		['large', 'large'],
		['LARGE', 'large'],
		['2', 2],
		['very small', 2],
		['madeToMeasure', 'madeToMeasure'],
		['made to measure', 'madeToMeasure'],
		[undefined, 'missing'],
		['', 'missing'],
	])('%j is %j', (value, expected) => {
		expect(getChoice(source(value), field, 'missing')).toBe(expected);
	});

	it.each([null, 'huge', 3, '.large', false])(
		'%j is not offered, and what is, is named',
		(value) => {
			expect(() => getChoice(source(value), field, 'missing')).toThrow(
				/^"Size" is .*, which is not one of its choices\. Use one of large, 2 \(Very Small\), madeToMeasure \(Made to Measure\)\.$/,
			);
		},
	);
});

it('an ID may have decimals of a spreadsheet', () => {
	expect(getNumericId(source('123.0'), field, 'Look')).toBe('123');
	expect(() => getNumericId(source('12.5'), field, 'Look')).toThrow(
		'"12.5" in "Size" is not an ID',
	);
});

it('quotes shortly, on one line, without escapes', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
			expect(quote(text)).toMatch(/^"[^"\p{Cc}]*"$/u);
			expect(quote(text).length).toBeLessThanOrEqual(83);
		}),
	);
	expect(quote('C:\\files\\a.png')).toBe('"C:\\files\\a.png"');
	expect(quote('x'.repeat(1e6))).toBe(`"${'x'.repeat(80)}…"`);
});
