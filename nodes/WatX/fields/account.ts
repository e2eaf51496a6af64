import { locator } from './locator';

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
