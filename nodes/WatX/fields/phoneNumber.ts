import type { INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import { cleanPhone } from './phone';

/** The phone number to look at (contract: endpoint 3). */
export const phoneField: INodeProperties = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +919876543210',
	description: 'Phone number with "+" and country code (spaces, dashes and brackets are fine)',
};

/** This item's phone number as the gateway wants it. */
export function getPhone(call: Call): string {
	const value = call.param<unknown>('phone');
	const phone = cleanPhone(value);
	if ('address' in phone) return phone.address;
	const shown =
		typeof value === 'string' || typeof value === 'number' ? ` ${JSON.stringify(value)}` : '';
	return call.refuse(
		`The value${shown} of "Phone" ${phone.problem}`,
		'Write it as "+" and the country code, for example +919876543210.',
	);
}
