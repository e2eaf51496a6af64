import type { Call } from '../../fields/call';
import {
	getCheckMode,
	getSkipHours,
	isRehearsal,
	skipsUnsubscribed,
} from '../../fields/sendingOptions';
import { skipped } from '../notSent';
import { requireConnected } from './accountCheck';
import { AlreadySent, type Settle } from './alreadySent';
import type { Outgoing } from './outgoing';
import { rehearse } from './rehearsal';
import { fetchUnsubscribed } from './unsubscribed';

/**
 * Looks whether a message is to go out, as the options want it.
 *
 * @returns to be called when the message was sent, or was not
 * @throws NotSent when it is not to go out, NodeOperationError when that cannot be found out
 */
export async function checkBeforeSending(call: Call, outgoing: Outgoing): Promise<Settle> {
	const { recipient } = outgoing;
	if (skipsUnsubscribed(call) && (await fetchUnsubscribed(call)).has(recipient)) {
		throw skipped('unsubscribed', 'The recipient has unsubscribed', { recipient });
	}
	const mode = getCheckMode(call);
	if (mode) await requireConnected(call, mode, outgoing);
	const settle: Settle =
		getSkipHours(call) > 0 ? await AlreadySent.of(call).require(call, outgoing) : () => {};
	if (isRehearsal(call)) {
		settle({ messageId: null });
		throw await rehearse(call, outgoing);
	}
	return settle;
}
