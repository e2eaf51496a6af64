import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Call } from '../../fields/call';
import { ownSideField } from '../../fields/conversation';
import { parsePhone } from '../../fields/phone';
import { getText, quote } from '../../fields/values';
import { endpoints } from '../../gateway/endpoints';
import { parseContact } from '../../gateway/messageRow';
import { readRows } from '../rows';

/** The accounts of a run; they are listed once. */
const accountsOfRuns = new WeakMap<IExecuteFunctions, Promise<IDataObject[]>>();

/** The own phone number this item names, also by its unique ID (contract: endpoint 5); undefined for all accounts. */
export async function getOwnNumber(call: Call): Promise<string | undefined> {
	const typed = getText(call, ownSideField);
	if (typed === '') return undefined;
	const phone = parsePhone(typed);
	if ('address' in phone) return phone.address;
	const known = accountsOfRuns.get(call.context) ?? readRows(call, endpoints.getAccounts, Infinity);
	accountsOfRuns.set(call.context, known);
	const account = (await known).find(({ unique }) => unique === typed);
	if (account) return parseContact(account.phone);
	return call.refuse(
		`${quote(typed)} in "Account" is neither the phone number nor the unique ID of a linked account`,
		'Choose the account from the list, or leave "Account" empty for all accounts.',
	);
}
