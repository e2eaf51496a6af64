import type { Call } from '../actions/operation';

/** The unique ID of the account this item works with. */
export function readAccount(call: Call): string {
	const account = String(call.param<unknown>('account') ?? '').trim();
	if (account !== '') return account;
	return call.refuse(
		'"Account" is empty',
		'Choose an account from the list, or enter its unique ID. The list is empty when no WhatsApp account is linked.',
	);
}
