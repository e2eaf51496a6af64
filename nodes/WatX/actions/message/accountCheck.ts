import { NodeOperationError } from 'n8n-workflow';
import type { CheckMode } from '../../fields/sendingOptions';
import type { Call } from '../../fields/call';
import { Accounts } from '../accounts';
import { lookUpFailed } from '../lookUp';
import { skipped } from '../notSent';

/**
 * Looks before a message is sent whether its account is connected (contract: endpoint 5).
 *
 * @throws NotSent or NodeOperationError, as the mode says, when it is not, and NodeOperationError when it cannot be found out
 */
export async function requireConnected(
	call: Call,
	mode: CheckMode,
	{ account, recipient }: { account: string; recipient: string },
): Promise<void> {
	const status = await statusOf(call, account).catch((error: unknown) => {
		const advice = 'Or switch the option "Check Before Sending" off.';
		throw lookUpFailed(call, 'Check Before Sending', error, advice);
	});
	if (status === 'connected') return;
	const reason =
		status === undefined
			? 'The account is not linked to this WatX installation, or belongs to another key'
			: `The account is not connected: its status is "${status}"`;
	if (mode === 'skip') throw skipped('not connected', reason, { recipient });
	throw new NodeOperationError(call.context.getNode(), `The message was not sent. ${reason}`, {
		description: 'Link the account again in WatX (Account → Link), then repeat this item.',
		itemIndex: call.itemIndex,
	});
}

/** The status of an account by its unique ID; undefined when it is not linked. */
export const statusOf = async (call: Call, account: string): Promise<string | undefined> =>
	(await Accounts.of(call).find(account))?.status;
