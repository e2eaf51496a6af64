import { randomInt } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Call } from '../../../fields/call';
import { endpoints } from '../../../gateway/endpoints';
import { parseMessageRow, type MessageRow } from '../../../gateway/messageRow';
import { pause } from '../../../gateway/pause';
import { Accounts } from '../../accounts';

/** Between two looks, in milliseconds: quick at first, then slower. */
const FIRST_LOOK_MS = 3_000;
const SLOWEST_LOOK_MS = 10_000;

/** Rows of a look; more are read only where all of them are new. */
const ROWS = 50;
const MOST_ROWS = 5_000;
/** Rows among which the latest stands: a message that was delivered late is listed further down. */
const LATEST = 200;

/** A question that waits in chat for its answer. */
export interface Question {
	/** Of the gateway, so that the same number on two installations is two people. */
	baseUrl: string;
	account: string;
	/** As the gateway knows it. */
	recipient: string;
	/** Absent when the reply needs none. */
	code?: string;
}

/** Questions of this process that wait, by whom they ask. */
const waiting = new Map<string, Set<string>>();

const NO_CODE = '';

/**
 * Takes a person for one question: an answer must not be taken by two.
 *
 * @returns gives the person free again; undefined when another question could take the same answer
 */
export function reserve({
	baseUrl,
	account,
	recipient,
	code = NO_CODE,
}: Question): (() => void) | undefined {
	const key = `${baseUrl} ${account} ${recipient}`;
	const codes = waiting.get(key) ?? new Set<string>();
	const isTaken = codes.has(code) || codes.has(NO_CODE) || (code === NO_CODE && codes.size > 0);
	if (isTaken) return undefined;
	waiting.set(key, codes.add(code));
	return () => {
		codes.delete(code);
		if (codes.size === 0) waiting.delete(key);
	};
}

/** Four digits, none of them a zero in front, so that a sheet or a phone does not drop it. */
export const newCode = (): string => String(randomInt(1000, 10_000));

/** A reply that came, without its code. */
export interface ChatReply {
	text: string;
	row: MessageRow;
}

/**
 * The highest ID of a received message so far; a reply has a higher one (contract: Lists).
 *
 * @returns '0' when nothing was received yet
 */
export async function latestReceivedId(call: Call): Promise<string> {
	const rows = await fetchReceived(call, LATEST);
	return rows.reduce((highest, { id }) => (isHigher(id, highest) ? id : highest), '0');
}

/** The phone number of an account; undefined where the key may not list accounts. */
export async function ownPhone(call: Call, unique: string): Promise<string | undefined> {
	const account = await Accounts.of(call)
		.find(unique)
		.catch(() => undefined);
	return account?.phone;
}

/**
 * Looks for the person's reply until it is there.
 *
 * @param after the highest ID of a received message before the question
 * @param ms how long to look at most
 * @param own phone number of the account, when known: what came to another one is no reply
 * @returns the reply, or undefined when none came in time
 * @throws NodeOperationError when the execution is cancelled
 */
export async function waitForReply(
	call: Call,
	question: Question,
	{ after, ms, own }: { after: string; ms: number; own?: string },
): Promise<ChatReply | undefined> {
	const { context } = call;
	const signal = context.getExecutionCancelSignal();
	const end = Date.now() + ms;
	for (let wait = FIRST_LOOK_MS; ; wait = Math.min(SLOWEST_LOOK_MS, wait * 1.25)) {
		const left = end - Date.now();
		await pause(Math.min(wait, left), signal);
		if (signal?.aborted) {
			throw new NodeOperationError(
				context.getNode(),
				'The execution was cancelled while it waited for the answer',
				{ description: 'The question had been sent. An answer that comes now is not read.' },
			);
		}
		const reply = findReply(await fetchSince(call, after), question, own);
		if (reply || Date.now() >= end) return reply;
	}
}

/** Messages received after an ID, oldest first. A look that fails is made again by the next one. */
async function fetchSince(call: Call, after: string): Promise<MessageRow[]> {
	const isNew = ({ id }: MessageRow) => isHigher(id, after);
	for (let limit = ROWS; ; limit *= 10) {
		const rows = await fetchReceived(call, limit).catch(() => undefined);
		if (!rows) return [];
		const fresh = rows.filter(isNew);
		// A page of nothing but new rows may have pushed the reply to the next one.
		if (fresh.length < rows.length || rows.length < limit || limit >= MOST_ROWS) {
			return fresh.sort((a, b) => (isHigher(a.id, b.id) ? 1 : -1));
		}
	}
}

/** The newest received messages, as many as asked for in one request (contract: endpoint 7). */
async function fetchReceived(call: Call, limit: number): Promise<MessageRow[]> {
	const query = { limit: String(limit), page: '1' };
	const { data } = await call.request<IDataObject[]>(endpoints.getReceived, query);
	return data.map(parseMessageRow).filter((row) => row !== undefined);
}

/** The first message that answers the question: with its code, or from the very person. */
function findReply(
	rows: MessageRow[],
	{ recipient, code }: Question,
	own: string | undefined,
): ChatReply | undefined {
	for (const row of rows) {
		const isHere = own === undefined || row.account === own;
		const isAnswer = row.message.trim() !== '' || row.attachment !== null;
		if (!isHere || !isAnswer) continue;
		if (code === undefined) {
			if (row.contact === recipient) return { text: row.message.trim(), row };
			continue;
		}
		const text = withoutCode(row.message, code);
		if (text !== undefined) return { text, row };
	}
	return undefined;
}

/** Ids are digits that may be too many for a number. */
const isHigher = (a: string, b: string): boolean => BigInt(a) > BigInt(b);

/** What stands beside the code; undefined when the code is not there as a number of its own. */
export function withoutCode(message: string, code: string): string | undefined {
	const parts = message.normalize('NFKC').split(new RegExp(`(?<!\\d)${code}(?!\\d)`));
	return parts.length > 1
		? parts
				.join(' ')
				.trim()
				.replace(/^[:.,-]\s*/, '')
		: undefined;
}
