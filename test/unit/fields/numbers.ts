import {
	getCountries,
	getCountryCallingCode,
	parsePhoneNumberFromString,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';

/** A number that the metadata of libphonenumber call valid. */
export interface Sample {
	country: CountryCode;
	code: string;
	number: PhoneNumber;
}

/** The same pseudo-random numbers for the same seed, so that a failure can be looked at again. */
export function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

/** Valid mobile and fixed numbers of every country, some of each. */
export function sampleNumbers(perCountry: number, random: () => number): Sample[] {
	return getCountries().flatMap((country) => {
		const code = getCountryCallingCode(country);
		const example = examples[country];
		const found = new Map<string, Sample>();
		for (let attempt = 0; attempt < perCountry * 40 && found.size < perCountry; attempt++) {
			const national = variation(example, attempt % 2 === 0 ? 4 : example.length, random);
			const number = parsePhoneNumberFromString(`+${code}${national}`);
			// Other kinds, such as shared cost, cannot be on WhatsApp.
			const isPerson = ['MOBILE', 'FIXED_LINE', 'FIXED_LINE_OR_MOBILE'];
			if (!number?.isValid() || !isPerson.includes(number.getType() ?? '')) continue;
			if (number.number === `+${code}${national}`) {
				found.set(number.number, { country, code, number });
			}
		}
		return [...found.values()];
	});
}

/** The example with its last digits changed, all of them also with another length. */
function variation(example: string, digits: number, random: () => number): string {
	const isWhole = digits === example.length;
	const length = isWhole ? example.length + Math.floor(random() * 5) - 2 : example.length;
	let text = example.slice(0, example.length - digits);
	while (text.length < length) text += Math.floor(random() * 10);
	return text;
}
