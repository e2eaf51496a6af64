import { endpoints } from '../gateway/endpoints';
import { pagedChoices } from './choices';

/** The account list of the editor: phone number and state of each linked account (contract: endpoint 5). */
const listAccounts = (valueOf: 'unique' | 'phone') =>
	pagedChoices(endpoints.getAccounts, (account) => ({
		name: `${account.phone as string} (${account.status as string})`,
		value: String(account[valueOf]),
	}));

/** Accounts by what the gateway sends with. */
export const searchAccounts = listAccounts('unique');

/** Accounts by what received messages name. */
export const searchAccountPhones = listAccounts('phone');
