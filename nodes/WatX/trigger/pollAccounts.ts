import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { endpoints } from '../gateway/endpoints';
import { ListReader } from '../gateway/lists/reader';
import { plainRows } from '../gateway/lists/stretch';
import { parseContact } from '../gateway/messageRow';
import {
	watchAccounts,
	type AccountMemory,
	type AccountStatus,
	type WatchedAccount,
} from './accountWatch';
import { getAccount } from './filterParameters';
import { openSource, type Inbox } from './source';

/** The gateway asks each WhatsApp server before it answers, up to 8 s for one that is down. */
const TIMEOUT_MS = 40_000;
const MOST_REQUESTS = 50;

/** One poll: emits the accounts that have got this status since the last one. */
export async function pollAccounts(
	context: IPollFunctions,
	wanted: AccountStatus,
): Promise<INodeExecutionData[][] | null> {
	const account = getAccount(context);
	const { accounts, inbox } = await fetchAccounts(context);
	// From here on nothing is awaited: no other poll can come between.
	const data = context.getWorkflowStaticData('node');
	const owner = `${inbox.host} ${inbox.key}`;
	const before = data.accountsOf === owner ? (data.accounts as AccountMemory) : undefined;
	const { memory, changes } = watchAccounts(accounts, before);
	Object.assign(data, { accountsOf: owner, accounts: memory });
	const items = changes
		.filter(({ status, phone }) => status === wanted && (account === '' || phone === account))
		.map((change) => ({ json: { ...change } }));
	return items.length > 0 ? [items] : null;
}

/** "Fetch Test Event": an account as it would look, one with that status if there is one. */
export async function fetchAccountEvent(
	context: IPollFunctions,
	wanted: AccountStatus,
): Promise<INodeExecutionData[][]> {
	const account = getAccount(context);
	const { accounts } = await fetchAccounts(context);
	const own = accounts.filter(({ phone }) => account === '' || phone === account);
	const shown = own.find(({ status }) => status === wanted) ?? own[0];
	if (!shown) {
		throw new NodeOperationError(context.getNode(), 'WatX lists no such account', {
			description:
				'Link a WhatsApp account first (Account: Link), or change "Account", then fetch the test event again.',
		});
	}
	const { unique, phone } = shown;
	const previousStatus = wanted === 'connected' ? 'disconnected' : 'connected';
	return [[{ json: { unique, phone, status: wanted, previousStatus } }]];
}

async function fetchAccounts(
	context: IPollFunctions,
): Promise<{ accounts: WatchedAccount[]; inbox: Inbox }> {
	const { fetchPage, inbox } = await openSource(context, endpoints.getAccounts, TIMEOUT_MS);
	const { rows } = await new ListReader(fetchPage, plainRows, {
		mostRequests: MOST_REQUESTS,
	}).read();
	return { accounts: rows.flatMap((row) => parseAccount(row) ?? []), inbox };
}

/** An account without an ID could not be remembered. */
function parseAccount({ unique, phone, status }: IDataObject): WatchedAccount | undefined {
	if (typeof unique !== 'string' || unique === '') return undefined;
	return { unique, phone: parseContact(phone), status: String(status).toLowerCase() };
}
