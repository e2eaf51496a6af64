import type { IDataObject } from 'n8n-workflow';
import { idValue, parseMessageRow } from '../gateway/messageRow';

/** `broadcast` are status updates, broadcast lists and channels. */
export type ChatType = 'direct' | 'group' | 'broadcast';

/** One received message in the trigger's own terms (contract: endpoint 7). */
export interface Received {
	/** For the cursor: the id as digits. */
	id: string;
	/** Own phone number. */
	account: string;
	/** As Send takes it for a recipient, where WatX can answer: a phone number with +, or the address of a group. */
	sender: string;
	chatType: ChatType;
	message: string;
	attachment: string | null;
	/** ISO 8601, by the gateway's clock; null when it gives no usable time. */
	receivedAt: string | null;
	raw: IDataObject;
}

/**
 * Reads a row of the list; its `recipient` is the sender.
 *
 * @returns undefined for what is no record or has no id: it could be neither remembered nor told from others
 */
export function parseReceived(raw: unknown): Received | undefined {
	const row = parseMessageRow(raw);
	if (!row) return undefined;
	return {
		id: row.id,
		account: row.account,
		sender: row.contact,
		chatType: chatTypeOf(row.contact),
		message: row.message,
		attachment: row.attachment,
		receivedAt: row.createdAt,
		raw: row.raw,
	};
}

/** The item that leaves the trigger; what else a message carries is the cursor's. */
export function toJson(received: Received): IDataObject {
	const { id, account, sender, chatType, message, attachment, receivedAt, raw } = received;
	return { id: idValue(id), account, sender, chatType, message, attachment, receivedAt, raw };
}

/** The item of a message that could not be sent: its contact is the recipient (contract: endpoint 6). */
export function toFailedJson({ id, sender, receivedAt, ...message }: Received): IDataObject {
	const { account, chatType, attachment, raw } = message;
	const text = message.message;
	const recipient = sender;
	return {
		id: idValue(id),
		account,
		recipient,
		chatType,
		message: text,
		attachment,
		createdAt: receivedAt,
		raw,
	};
}

/** What tells chats apart: own number and sender. */
export const chatOf = ({ account, sender }: Received): string => JSON.stringify([account, sender]);

function chatTypeOf(sender: string): ChatType {
	if (sender.endsWith('@g.us')) return 'group';
	return /@(?:broadcast|newsletter)$/.test(sender) ? 'broadcast' : 'direct';
}
