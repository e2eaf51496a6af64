import { endpoints } from '../gateway/endpoints';
import { pagedChoices, wordsOf, type ListWords } from './choices';

const WHEN_EMPTY =
	'No WhatsApp account is linked to this API key yet. Link one with the operation Account: Link of the WatX node, or in the WatX dashboard, and open this list again.';

/** The account list of the editor (contract: endpoint 5). A label is saved with the workflow: it names a state only where that is a warning. */
const listAccounts = (valueOf: 'unique' | 'phone', words: Omit<ListWords, 'whenEmpty'>) =>
	pagedChoices(
		endpoints.getAccounts,
		(account) => ({
			name:
				wordsOf(account.phone) &&
				`${wordsOf(account.phone)}${account.status === 'disconnected' ? ' (disconnected)' : ''}`,
			value: wordsOf(account[valueOf]),
		}),
		{ ...words, whenEmpty: WHEN_EMPTY },
	);

/** Accounts by what the gateway sends with. */
export const searchAccounts = listAccounts('unique', {
	withoutPermission:
		'You can still choose "By ID" and enter the unique ID of the account: 72 hexadecimal digits, which the WatX dashboard shows with each WhatsApp account.',
});

/** Accounts by what received messages name. */
export const searchAccountPhones = listAccounts('phone', {
	withoutPermission:
		'You can still choose "By Phone Number" and enter the number of the account, with + and country code.',
	nothingChosen: 'All accounts',
});
