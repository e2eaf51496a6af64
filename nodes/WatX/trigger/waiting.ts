import { chatOf, type Received } from './received';

/** What is remembered of messages that wait for the next poll, by id: when each was first seen, and by how many polls. */
export type Waiting = Record<string, { since: number; polls: number }>;

/** What messages wait for. */
export interface WaitRules {
	/** Whether a file of the message matters that has not appeared yet. */
	isLate: (message: Received) => boolean;
	/** The messages of a chat become one item, once it has been quiet for so many milliseconds. */
	combine?: { quietMs: number; mostPolls: number };
}

/** What one poll does with its messages. */
export interface Sorted {
	/** The messages of one item each, oldest first. */
	ready: Received[][];
	waiting: Waiting;
}

/** So many polls a message waits for its file at most. */
const MOST_POLLS_FOR_FILE = 2;
/** Polls do not come to the millisecond: a quiet time of one poll interval is over at the next poll. */
const JITTER_MS = 1000;

/**
 * Decides which messages leave now; pure. What waits must stay unmarked, so that a restart loses nothing.
 *
 * @param messages new ones that pass the filters, oldest first
 * @param before what the last poll remembered; ids that are gone are forgotten
 * @param now in milliseconds
 */
export function sortOut(
	messages: Received[],
	before: Waiting,
	{ isLate, combine }: WaitRules,
	now: number,
): Sorted {
	const seen = ({ id }: Received) =>
		Object.hasOwn(before, id) ? before[id] : { since: now, polls: 0 };
	const isIncomplete = (message: Received) =>
		isLate(message) && seen(message).polls < MOST_POLLS_FOR_FILE;
	/** Those of a chat, or of a message by itself, that do not leave yet. */
	const staying = (group: Received[]): Received[] => {
		const incomplete = group.filter(isIncomplete);
		// Who keeps writing, or sending files, is not kept waiting for ever.
		if (combine && group.some((message) => seen(message).polls >= combine.mostPolls)) {
			return incomplete;
		}
		const quietMs = now - Math.max(...group.map((message) => seen(message).since));
		const isBusy = combine && combine.quietMs > 0 && quietMs + JITTER_MS < combine.quietMs;
		return isBusy || incomplete.length > 0 ? group : [];
	};
	const ready: Received[][] = [];
	const waiting: Waiting = {};
	for (const group of groups(messages, combine !== undefined)) {
		const held = new Set(staying(group));
		const leaving = group.filter((message) => !held.has(message));
		if (leaving.length > 0) ready.push(leaving);
		for (const message of held) {
			const { since, polls } = seen(message);
			waiting[message.id] = { since, polls: polls + 1 };
		}
	}
	return { ready, waiting };
}

/** Messages by chat: own number and sender; or each for itself. */
function groups(messages: Received[], isCombined: boolean): Received[][] {
	if (!isCombined) return messages.map((message) => [message]);
	const chats = new Map<string, Received[]>();
	for (const message of messages) {
		const key = chatOf(message);
		const chat = chats.get(key);
		if (chat) chat.push(message);
		else chats.set(key, [message]);
	}
	return [...chats.values()];
}

/** Reads what n8n has stored; nothing of it is trusted. */
export function parseWaiting(stored: unknown): Waiting {
	if (typeof stored !== 'object' || stored === null) return {};
	const entries = Object.entries(stored as Waiting).filter(
		([, entry]) => Number.isFinite(entry?.since) && Number.isInteger(entry?.polls),
	);
	return Object.fromEntries(entries);
}
