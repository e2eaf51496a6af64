/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { Metadata } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/metadata.max.json';
import { isCountryCode, meaningsOf } from '../../../nodes/WatX/fields/numberPlans';
import { parsePhone, type PhoneRules } from '../../../nodes/WatX/fields/phone';
import { randomFrom, sampleNumbers, type Sample } from './numbers';

const seed = Number(process.env.SEED ?? Date.now() % 1e9);
const random = randomFrom(seed);
const PER_COUNTRY = Number(process.env.NUMBERS ?? 4);
const samples = sampleNumbers(PER_COUNTRY, random);

const digitsOf = ({ number }: Sample) => number.number.slice(1);
const national = ({ number }: Sample) => number.nationalNumber;
const spaced = (digits: string) => digits.replace(/(\d{3})(?=\d{2})/g, '$1 ');
const arabic = (text: string) => text.replace(/\d/g, (d) => String.fromCharCode(0x660 + Number(d)));

/** Usual ways to write a number in full. */
const international: Record<string, (sample: Sample) => unknown> = {
	'E.164': ({ number }) => number.number,
	international: ({ number }) => number.formatInternational(),
	'with dashes': ({ number }) => number.formatInternational().replace(/ /g, '-'),
	'with dots': ({ number }) => number.formatInternational().replace(/ /g, '.'),
	'with brackets': (s) => `(+${s.code}) ${national(s)}`,
	'with 00': (s) => `00${s.code} ${spaced(national(s))}`,
	'with ++': (s) => `++${digitsOf(s)}`,
	'with a decimal': (s) => `+${digitsOf(s)}.0`,
	'RFC 3966': ({ number }) => number.format('RFC3966'),
	'in Arabic digits': ({ number }) => arabic(number.formatInternational()),
	'with marks of direction': ({ number }) => `\u202a${number.formatInternational()}\u202c`,
	'of a sheet': ({ number }) => `'${number.number}`,
	'a WhatsApp ID': (s) => `${digitsOf(s)}:7@s.whatsapp.net`,
	'a chat link': (s) => `https://wa.me/${digitsOf(s)}?text=Hi%201`,
	'a send link': (s) => `https://api.whatsapp.com/send?phone=%2B${digitsOf(s)}&text=1`,
	'with (0)': (s) => `+${s.code} (0)${national(s)}`,
};

/** Usual ways to write a number without +, for a sheet of one country. */
const local: Record<string, (sample: Sample) => unknown> = {
	'as digits': digitsOf,
	'as a number': (s) => Number(digitsOf(s)),
	'in its country': ({ number }) => number.formatNational(),
	'in its country, without trunk prefix': national,
	'in its country, as a number': (s) => Number(national(s)),
	'with (0)': (s) => `${s.code} (0)${national(s)}`,
};

interface Count {
	understood: number;
	refused: number;
	wrong: string[];
}

function judge(spell: (sample: Sample) => unknown, rules: (sample: Sample) => PhoneRules): Count {
	const count: Count = { understood: 0, refused: 0, wrong: [] };
	for (const sample of samples) {
		const text = spell(sample);
		const phone = parsePhone(text, rules(sample));
		if ('problem' in phone) count.refused++;
		else if (phone.address === sample.number.number) count.understood++;
		else count.wrong.push(`${sample.country} ${String(text)} → ${phone.address}`);
	}
	return count;
}

describe(`numbers of all countries (SEED=${seed})`, () => {
	it('are enough', () => {
		expect(new Set(samples.map(({ country }) => country)).size).toBeGreaterThan(240);
		expect(samples.length).toBeGreaterThan(PER_COUNTRY * 150);
	});

	it.each(Object.keys(international))('%s: that number or a refusal', (name) => {
		const { understood, refused, wrong } = judge(international[name], () => ({}));
		expect(wrong).toEqual([]);
		const share = understood / (understood + refused);
		// In many countries there is no trunk zero, and a (0) there is not understood.
		expect(share).toBeGreaterThan(name === 'with (0)' ? 0.4 : 0.97);
	});

	it.each(Object.keys(local))('without +, %s: that number or a refusal', (name) => {
		const rules = ({ code }: Sample) => ({ defaultCountryCode: code });
		const { understood, refused, wrong } = judge(local[name], rules);
		expect(wrong).toEqual([]);
		expect(understood / (understood + refused)).toBeGreaterThan(name === 'with (0)' ? 0.4 : 0.85);
		expect(judge(local[name], () => ({})).understood).toBe(0);
	});

	it('lose a zero after the country code where it is a trunk prefix, and there alone', () => {
		for (const { country, code, number } of samples) {
			const plan = new Metadata(metadata);
			plan.selectNumberingPlan(country);
			const { nationalPrefix } = plan.numberingPlan as unknown as { nationalPrefix(): unknown };
			const prefix = nationalPrefix.call(plan.numberingPlan);
			const isTrunk = prefix === '0' && !['AR', 'RW'].includes(country);
			const typed = `+${code}0${number.nationalNumber}`;
			if (typed.length > 16 || typed.length < 8) continue;
			const expected = { address: isTrunk ? number.number : typed };
			expect([typed, parsePhone(typed)]).toEqual([typed, expected]);
		}
	});

	const others = samples.map((_sample, index) => samples[(index * 7 + 1) % samples.length]);
	const glue: Array<[string, (text: string, other: string) => string]> = [
		['another number behind a comma', (text, other) => `${text}, ${other}`],
		['another number behind a slash', (text, other) => `${text} / ${other}`],
		['another number behind "or"', (text, other) => `${text} or ${other}`],
		['another number on the next line', (text, other) => `${text}\n${other}`],
		['another number behind a blank', (text, other) => `${text} ${other}`],
		['the end of another number', (text) => `${text}/8`],
		['the end of another number, with a dash', (text) => `${text}-8`],
		['decimals', (text) => `${text}.5`],
		['more decimals', (text) => `${text.replace(/ /g, '')}.00123`],
		['an extension', (text) => `${text} ext. 12`],
		['a short extension', (text) => `${text}x12`],
		['an extension of RFC 3966', (text) => `tel:${text};ext=12`],
		['an extension behind #', (text) => `${text}#12`],
		['a footnote', (text) => `${text}²`],
		['a note in brackets', (text) => `${text} (2)`],
		['digits set apart', (text) => `${text.replace(/ /g, '')} 12`],
		['an exponent', (text) => `${text.replace(/ /g, '')}E+11`],
	];

	it.each(glue)('with %s they are refused', (_name, add) => {
		const taken = samples.flatMap(({ number }, index) =>
			[number.number, number.formatInternational()]
				// Shorter ones are no complete numbers yet.
				.filter((text) => text.length >= 10)
				.map((text) => add(text, others[index].number.number))
				.filter((glued) => 'address' in parsePhone(glued)),
		);
		expect(taken).toEqual([]);
	});
});

describe('the table of numbering plans', () => {
	it('knows every country code of the metadata and no other', () => {
		const codes = Object.keys(metadata.country_calling_codes);
		const all = Array.from({ length: 1000 }, (_, code) => String(code));
		expect(all.filter(isCountryCode).sort()).toEqual(codes.sort());
	});

	/** Lengths of fixed and mobile numbers, up to the longest mobile one. */
	function lengthsOf(code: string): number[] {
		const plans = metadata.country_calling_codes[code as '1'].map((country) => {
			const plan = new Metadata(metadata);
			plan.selectNumberingPlan(country as 'US');
			const ofType = (type: 'FIXED_LINE' | 'MOBILE') =>
				(
					(plan.numberingPlan as unknown as { type(of: string): unknown }).type(type) as
						| { possibleLengths(): number[] }
						| undefined
				)?.possibleLengths() ?? [];
			return { fixed: ofType('FIXED_LINE'), mobile: ofType('MOBILE') };
		});
		const longest = Math.max(...plans.flatMap(({ mobile }) => mobile));
		const all = new Set(plans.flatMap(({ fixed, mobile }) => [...fixed, ...mobile]));
		return [...all].filter((length) => length <= longest).sort((a, b) => a - b);
	}

	it('has the lengths of the metadata', () => {
		for (const code of Object.keys(metadata.country_calling_codes)) {
			// Begins neither with the country code nor with a trunk prefix.
			const first = code.startsWith('9') ? '5' : '9';
			const known = Array.from({ length: 16 }, (_, length) => length).filter(
				(length) => meaningsOf(first.repeat(length), code).length > 0,
			);
			expect([code, known]).toEqual([code, code === '241' ? [] : lengthsOf(code)]);
		}
	});
});
