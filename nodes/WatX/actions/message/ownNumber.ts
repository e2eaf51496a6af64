import type { Call } from '../../fields/call';
import { ownSideField } from '../../fields/conversation';
import { parsePhone } from '../../fields/phone';
import { getText, quote } from '../../fields/values';
import { parseOwnNumber } from '../accountByPhone';
import { Accounts } from '../accounts';

/** The own phone number this item names, also by its unique ID; undefined for all accounts. */
export async function getOwnNumber(call: Call): Promise<string | undefined> {
	const typed = getText(call, ownSideField);
	if (typed === '') return undefined;
	const phone = parsePhone(typed);
	if ('address' in phone) return phone.address;
	const account = await Accounts.of(call).find(parseOwnNumber(typed) ?? typed);
	if (account) return account.phone;
	return call.refuse(
		`${quote(typed)} in "Account" is neither the phone number nor the unique ID of a linked account`,
		'Choose the account from the list, or leave "Account" empty for all accounts.',
	);
}
