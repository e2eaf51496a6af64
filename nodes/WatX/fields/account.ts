import type { Call } from './call';
import { locator } from './locator';
import { getText, quote } from './values';

/** The WhatsApp account to work with; its ID is the gateway's "unique" (contract: endpoints 1 to 3, 12, 14). */
export const accountField = locator({
	displayName: 'Account',
	name: 'account',
	description:
		'The linked WhatsApp account to use. Choose it from the list, or enter its unique ID (72 hexadecimal digits): the field "unique" that Account: Get Many returns.',
	search: 'searchAccounts',
	listPlaceholder: 'Select an account…',
	idPlaceholder: 'e.g. 3f1c… (72 hexadecimal digits)',
});

/** The unique ID of the account this item works with. */
export function getAccount(call: Call): string {
	const account = getText(call, accountField);
	if (account === '') {
		return call.refuse(
			'"Account" is empty',
			'Choose an account from the list, or enter its unique ID. The list is empty when no WhatsApp account is linked.',
		);
	}
	if (!/\s/.test(account) && !account.startsWith('+')) return account;
	return call.refuse(
		`${quote(account)} in "Account" is not the unique ID of an account`,
		'Choose the account from the list, or enter its unique ID (72 hexadecimal digits), not its phone number or name.',
	);
}
