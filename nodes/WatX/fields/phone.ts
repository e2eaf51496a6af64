import { asText } from './values';

const GROUP = /^[\d-]+@g\.us$/;
const E164 = /^\+[1-9]\d{6,14}$/;
const LOCAL = /^\d{3,15}$/;

/** What a user typed as a recipient, understood: an address the gateway takes, or why it is none. */
export type Recipient = { address: string } | { problem: string };

/**
 * Cleans a WhatsApp recipient (contract: endpoint 1, `recipient`).
 *
 * Spaces, dashes, dots, slashes, brackets, a "(0)" after the country code and invisible characters are dropped, a leading
 * 00 becomes +. Group addresses (`…@g.us`) pass.
 *
 * @param value as typed or as an expression gave it
 * @param options.local let numbers without a country code through unchanged
 */
export function cleanRecipient(value: unknown, options: { local?: boolean } = {}): Recipient {
	const { typed, text, digits } = tidy(value);
	if (typed === '') return { problem: 'is empty' };
	if (GROUP.test(text)) return { address: text };
	if (E164.test(digits)) return { address: digits };
	if (options.local && LOCAL.test(digits)) return { address: typed };
	return { problem: explain(digits) };
}

/**
 * Cleans a phone number where a group address will not do (contract: endpoints 2 and 3); as `cleanRecipient`, but `problem`
 * says no more than what is wrong.
 */
export function cleanPhone(value: unknown, options: { local?: boolean } = {}): Recipient {
	const { typed, text, digits } = tidy(value);
	if (typed === '') return { problem: 'is empty' };
	if (E164.test(digits)) return { address: digits };
	if (options.local && LOCAL.test(digits)) return { address: typed };
	if (GROUP.test(text)) return { problem: 'is the address of a group' };
	return { problem: /^\d{7,15}$/.test(digits) ? 'has no country code' : 'is not a phone number' };
}

function tidy(value: unknown): { typed: string; text: string; digits: string } {
	const typed = asText(value);
	if (E164.test(typed)) return { typed, text: typed, digits: typed };
	const text = typed.normalize('NFKC').replace(/[\p{Cf}\s]/gu, '');
	const digits = text
		.replace(/\(0\)/, '')
		.replace(/[\p{Pd}().[\]/]/gu, '')
		.replace(/^00/, '+');
	return { typed, text, digits };
}

function explain(digits: string): string {
	if (/^\d{7,15}$/.test(digits)) {
		return 'has no country code. Write it as "+" and the country code, for example +919876543210, or switch on the option "Recipient Is a Local Number"';
	}
	if (/^\+\d+$/.test(digits)) {
		return 'is not a valid international number: after "+" come 7 to 15 digits that begin with a country code';
	}
	return 'is not a phone number. Write it as "+" and the country code, for example +919876543210, or use a group address that ends with @g.us';
}
