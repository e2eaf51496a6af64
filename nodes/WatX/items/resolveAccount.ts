import { findAccountByPhone } from '../actions/accountByPhone';
import { ownSideField } from '../fields/conversation';
import type { Operation } from '../actions/operation';
import type { Run, TrackedCall } from './call';

/**
 * Puts the unique ID in place of the phone number by which an item gives its account, before order and pace look at it.
 *
 * @returns what to wait for, or undefined when there is nothing to look up any more
 */
export function resolveAccount(
	run: Run,
	{ fields }: Operation,
	call: TrackedCall,
): Promise<void> | undefined {
	// A conversation is told by the number itself, which needs no look-up.
	const field = fields.find((one) => one.name === 'account' && one !== ownSideField);
	if (!field) return undefined;
	const unique = findAccountByPhone(call, run.node, field);
	if (unique instanceof Promise) return unique.then((found) => call.set('account', found));
	if (unique !== undefined) call.set('account', unique);
	return undefined;
}
