import type { INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import { cleanRecipient } from './phone';

export const recipientField: INodeProperties = {
	displayName: 'Recipient',
	name: 'recipient',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +919876543210',
	description:
		'Phone number with "+" and country code (spaces, dashes and brackets are fine), or the address of a group, which ends with @g.us',
};

export const localRecipientOption: INodeProperties = {
	displayName: 'Recipient Is a Local Number',
	name: 'localRecipient',
	type: 'boolean',
	default: false,
	description:
		'Whether to accept numbers without a country code and pass them to the gateway unchanged. The gateway then adds the country of your account.',
};

/** This item's recipient as the gateway wants it; refuses anything that is no number and no group address. */
export function getRecipient(call: Call): string {
	const value = call.param<unknown>('recipient');
	const recipient = cleanRecipient(value, { local: call.option<boolean>('localRecipient') });
	if ('address' in recipient) return recipient.address;
	const shown =
		typeof value === 'string' || typeof value === 'number' ? ` ${JSON.stringify(value)}` : '';
	const [problem, ...advice] = recipient.problem.split('. ');
	return call.refuse(`The value${shown} of "Recipient" ${problem}`, advice.join('. '));
}
