import type { INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import { getDefaultCountryCode } from './defaultCountryCode';
import { parsePhone, type PhoneRules } from './phone';
import { quote, type Field } from './values';

export const recipientField: INodeProperties = {
	displayName: 'Recipient',
	name: 'recipient',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +919876543210',
	description:
		'Phone number with "+" and country code (spaces, dashes and brackets are fine), or the address of a group, which ends with @g.us',
	hint: 'With + and country code, e.g. +919876543210, or a group address',
	builderHint: {
		propertyHint:
			'One phone number in international form with + and country code, or one group address that ends with @g.us. For many recipients give the node one item for each, or use Message: Send Bulk.',
	},
};

/** This item's recipient as the gateway wants it; refuses anything that is no number and no group address. */
export const getRecipient = (call: Call): string =>
	requirePhone(call, recipientField, { groups: true });

/** A parameter that holds one phone number, in the one form in which it is ordered, compared and sent. */
export function requirePhone(call: Call, field: Field, rules: PhoneRules = {}): string {
	const value = call.param(field.name);
	const defaultCountryCode = getDefaultCountryCode(call);
	const phone = parsePhone(value, { ...rules, defaultCountryCode });
	if ('address' in phone) return phone.address;
	const name = `"${field.displayName}"`;
	const isShown = typeof value === 'string' || typeof value === 'number';
	const subject = isShown ? `The value ${quote(value)} of ${name}` : name;
	return call.refuse(`${subject} ${phone.problem}`, phone.advice);
}
