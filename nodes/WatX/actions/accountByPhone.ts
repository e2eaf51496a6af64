import type { INode, INodeProperties } from 'n8n-workflow';
import type { Call } from '../fields/call';
import { Accounts } from './accounts';
import { lookUpFailed } from './lookUp';

const MOST_NAMED = 10;
const LONGEST_SPELLING = 60;

/**
 * Finds the account of an item that gives it by its own phone number, in whatever mode of the locator.
 *
 * @param field the parameter as the form shows it
 * @returns its unique ID, at once when the accounts are known already; undefined for an item that gives it by ID
 * @throws an error that names the linked numbers, when none of them is meant
 */
export function findAccountByPhone(
	call: Call,
	node: INode,
	{ displayName }: INodeProperties,
): Promise<string> | string | undefined {
	const value = call.param('account');
	const phone = parseOwnNumber(value);
	if (phone === undefined) {
		return isByPhone(node) && isGiven(value) ? refuseNumber(call, displayName, value) : undefined;
	}
	const accounts = Accounts.of(call);
	return accounts.recall(phone)?.unique ?? lookUp(call, displayName, phone);
}

/** Whether the locator is in the mode in which only a phone number makes sense. */
const isByPhone = ({ parameters }: INode): boolean =>
	(parameters.account as { mode?: unknown } | undefined)?.mode === 'phone';

const isGiven = (value: unknown): boolean =>
	value !== undefined && value !== null && String(value).trim() !== '';

/** A number as + and digits, however people write it; a unique ID is longer than any number. */
export function parseOwnNumber(value: unknown): string | undefined {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	if (text.length > LONGEST_SPELLING) return undefined;
	const bare = text
		.normalize('NFKC')
		.replace(/[\s\p{Cf}\p{Pd}().]/gu, '')
		.replace(/^(?:\+|00)/, '');
	return /^[1-9]\d{6,14}$/.test(bare) ? `+${bare}` : undefined;
}

async function lookUp(call: Call, displayName: string, phone: string): Promise<string> {
	const accounts = Accounts.of(call);
	const found = await accounts.find(phone).catch((error: unknown) => {
		const advice = 'Or give the account by its unique ID, which needs no look-up.';
		throw lookUpFailed(call, 'Looking Up the Account by Its Phone Number', error, advice);
	});
	if (found) return found.unique;
	const linked = (await accounts.every()).map((account) => account.phone);
	const more = linked.length - MOST_NAMED;
	return call.refuse(
		`No linked account has the phone number ${phone}, which "${displayName}" names`,
		linked.length === 0
			? 'No WhatsApp account is linked: link one with Account → Link.'
			: `Linked ${linked.length === 1 ? 'is' : 'are'} ${linked.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}. Use one of these, or link the number with Account → Link.`,
	);
}

const refuseNumber = (call: Call, displayName: string, value: unknown): never =>
	call.refuse(
		`"${String(value).slice(0, LONGEST_SPELLING).replaceAll('"', "'")}" in "${displayName}" is not a phone number`,
		'Enter the number of the linked account with "+" and country code, for example +919876543210, or choose the account from the list.',
	);
