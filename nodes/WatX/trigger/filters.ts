import { foldText } from '../gateway/foldText';
import { parseContact } from '../gateway/messageRow';
import type { ChatType, Received } from './received';

export type TextCondition = 'is' | 'beginsWith' | 'contains';

/** What the user asks of a message, checked. */
export interface Filters {
	/** Own phone number; empty for all. */
	account: string;
	/** One of them must be the sender, unless there are none. */
	senders: string[];
	/** None of them may be the sender. */
	notFrom: string[];
	chatType: ChatType | 'all';
	attachment: 'any' | 'with' | 'without';
	/** One of them must be true, unless there are none. */
	texts: Array<{ condition: TextCondition; phrases: string[] }>;
}

/** Every message passes. */
export const NO_FILTERS: Filters = {
	account: '',
	senders: [],
	notFrom: [],
	chatType: 'all',
	attachment: 'any',
	texts: [],
};

/** Both texts are folded. */
const conditions: Record<TextCondition, (message: string, phrase: string) => boolean> = {
	is: (message, phrase) => message === phrase,
	beginsWith: (message, phrase) => message.startsWith(phrase),
	contains: (message, phrase) => message.includes(phrase),
};

/** WhatsApp's own limit; what is longer was not typed by a person. */
const LONGEST_TEXT = 65_536;

/** Makes one question of the filters: does this message start the workflow? */
export function buildFilter(filters: Filters): (message: Received) => boolean {
	const { chatType, attachment } = filters;
	const tests: Array<(message: Received) => boolean> = [];
	const account = parseContact(filters.account);
	if (account !== '') tests.push((message) => message.account === account);
	const senders = new Set(filters.senders.map(parseContact));
	if (senders.size > 0) tests.push(({ sender }) => senders.has(sender));
	const notFrom = new Set(filters.notFrom.map(parseContact));
	if (notFrom.size > 0) tests.push(({ sender }) => !notFrom.has(sender));
	if (chatType !== 'all') tests.push((message) => message.chatType === chatType);
	if (attachment !== 'any') {
		tests.push((message) => (message.attachment !== null) === (attachment === 'with'));
	}
	const texts = filters.texts.flatMap(({ condition, phrases }) =>
		phrases.map((phrase) => ({ test: conditions[condition], phrase: foldText(phrase) })),
	);
	if (texts.length > 0) {
		tests.push(({ message }) => {
			const folded = foldText(message.slice(0, LONGEST_TEXT));
			return texts.some(({ test, phrase }) => test(folded, phrase));
		});
	}
	return (message) => tests.every((test) => test(message));
}
