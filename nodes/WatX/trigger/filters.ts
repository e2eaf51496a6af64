import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { readPattern } from './pattern';
import type { Received } from './received';

/** The parameter `filters` as n8n stores it. */
export interface FilterParameters {
	sender?: string | string[];
	chatType?: 'all' | 'direct' | 'group';
	contains?: string;
	pattern?: string;
	attachment?: 'any' | 'with' | 'without';
}

/** Characters of a message that a pattern is tried on; what WhatsApp lets a text have. */
const LONGEST_TEXT = 4096;

/**
 * Makes one question of the account and the filters: does this message start the workflow?
 *
 * @param account own phone number; empty for all
 * @throws NodeOperationError when the pattern is not usable
 */
export function buildFilter(
	node: INode,
	account: string,
	filters: FilterParameters,
): (message: Received) => boolean {
	const tests: Array<(message: Received) => boolean> = [];
	const { chatType = 'all', attachment = 'any', contains = '', pattern = '' } = filters;
	const own = address(account);
	if (account.trim() !== '') tests.push((message) => address(message.account) === own);
	const senders = new Set(
		[filters.sender ?? []]
			.flat()
			.flatMap((entry) => String(entry).split(/[,;\n]/))
			.filter((entry) => entry.trim() !== '')
			.map(address),
	);
	if (senders.size > 0) tests.push(({ sender }) => senders.has(address(sender)));
	if (chatType !== 'all') tests.push((message) => message.chatType === chatType);
	if (attachment !== 'any') {
		tests.push((message) => (message.attachment !== null) === (attachment === 'with'));
	}
	if (contains !== '') {
		const wanted = contains.toLowerCase();
		tests.push(({ message }) => message.toLowerCase().includes(wanted));
	}
	if (pattern !== '') {
		const read = readPattern(pattern);
		if ('problem' in read) throw new NodeOperationError(node, `"Pattern" ${read.problem}`);
		tests.push(({ message }) => read.expression.test(message.slice(0, LONGEST_TEXT)));
	}
	return (message) => tests.every((test) => test(message));
}

/** A phone number by its digits, however it is written; a group by its address. */
function address(written: string): string {
	const typed = written.trim().toLowerCase();
	if (typed.endsWith('@g.us')) return typed;
	const digits = typed.replace(/@.*$/, '').replace(/\D/g, '').replace(/^00/, '');
	return digits === '' ? typed : digits;
}
