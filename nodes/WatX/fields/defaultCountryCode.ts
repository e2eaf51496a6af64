import type { INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import { isCountryCode } from './numberPlans';
import { toPlainText } from './phoneSpelling';
import { getText, optionsOf, quote } from './values';

/** For phone numbers without a +: the gateway would put one in front of any digits (contract: endpoint 1). */
export const defaultCountryCodeOption: INodeProperties = {
	displayName: 'Default Country Code',
	name: 'defaultCountryCode',
	type: 'string',
	default: '',
	placeholder: 'e.g. +91',
	description:
		'Country of phone numbers that are written without "+", for example +91. With it, 9876543210, 09876543210 and 919876543210 all become +919876543210. A number that could mean two people is refused.',
};

/** The digits of the country code this item's numbers without + have, or undefined when there is none. */
export function getDefaultCountryCode(call: Call): string | undefined {
	if (call.option(defaultCountryCodeOption.name) === undefined) return undefined;
	const typed = getText(optionsOf(call), defaultCountryCodeOption);
	if (typed === '') return undefined;
	const code = toPlainText(typed.slice(0, 20)).replace(/^ *(?:\+|00)? */, '');
	if (isCountryCode(code)) return code;
	return call.refuse(
		`${quote(typed)} in "Default Country Code" is not the code of a country`,
		'Enter "+" and the code alone, for example +91 for India or +1 for the United States.',
	);
}
