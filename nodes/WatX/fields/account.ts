import type { INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import { locator } from './locator';
import { getText, quote } from './values';

const HOW_TO_CHOOSE =
	'Choose it from the list, enter its own phone number, or enter its unique ID (72 hexadecimal digits): the field "unique" that Account: Get Many returns.';

const CHOOSE =
	'Choose the account from the list, or enter its own phone number with "+" and country code, or its unique ID (72 hexadecimal digits).';

/** The WhatsApp account to work with; its ID is the gateway's "unique" (contract: endpoints 1 to 3, 12, 14). */
export const accountField = locator({
	displayName: 'Account',
	name: 'account',
	description: `The linked WhatsApp account to use. ${HOW_TO_CHOOSE}`,
	builderHint: {
		propertyHint:
			"Which linked WhatsApp account works. Leave the list mode empty for the person to choose, or use mode phone with the account's own number, for example the field account of an item of the WatX Trigger.",
	},
	search: 'searchAccounts',
	listPlaceholder: 'Select an account…',
	idPlaceholder: 'e.g. 3f1c… (72 hexadecimal digits)',
	phonePlaceholder: 'e.g. +919876543210',
});

/** The account that a message is sent from. */
export const fromField: INodeProperties = {
	...accountField,
	displayName: 'From',
	description: `The linked WhatsApp account that sends. ${HOW_TO_CHOOSE}`,
};

/**
 * The unique ID of the account this item works with.
 *
 * @param field the parameter as the form shows it
 */
export function getAccount(call: Call, field: INodeProperties = accountField): string {
	const account = getText(call, field);
	const { displayName } = field;
	if (account === '') {
		return call.refuse(
			`"${displayName}" is empty`,
			`${CHOOSE} The list is empty when no WhatsApp account is linked.`,
		);
	}
	if (!/\s/.test(account) && !account.startsWith('+')) return account;
	return call.refuse(
		`${quote(account)} in "${displayName}" is neither the phone number nor the unique ID of an account`,
		CHOOSE,
	);
}
