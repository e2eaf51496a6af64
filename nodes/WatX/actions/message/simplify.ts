import type { IDataObject } from 'n8n-workflow';
import { idValue, parseMessageRow, type MessageRow } from '../../gateway/messageRow';
import { id, optional, text, textOrNull, type OutputFields } from '../output';

const ofEach: OutputFields = {
	message: text('The text'),
	attachment: textOrNull('Link to the file; null for none'),
};
const shared: OutputFields = {
	id: id('ID of the message'),
	account: text('Own phone number'),
};
const recipient = text('Phone number with +, or the address of a group');
const sender = text(
	'Phone number with +, or the address of a group, as Send takes it for a recipient',
);
const status = text('"sent" is handed to WhatsApp, not delivered; "failed"');
const sentAt = textOrNull('ISO 8601, by the clock of the gateway; null while the message waits');
const receivedAt = textOrNull('ISO 8601, by the clock of the gateway');

export const sentOutput: OutputFields = { ...shared, recipient, ...ofEach, status, sentAt };
export const receivedOutput: OutputFields = { ...shared, sender, ...ofEach, receivedAt };
export const pendingOutput: OutputFields = {
	...shared,
	recipient,
	...ofEach,
	createdAt: textOrNull('When it was put into the queue, ISO 8601, by the clock of the gateway'),
};

/** One message of either direction. */
export const eitherOutput: OutputFields = {
	...shared,
	recipient: optional(recipient),
	sender: optional(sender),
	...ofEach,
	status: optional(text('"pending", "queued", "sent", "failed" or "unknown"')),
	sentAt: optional(sentAt),
	receivedAt: optional(receivedAt),
};

/** The lists of messages, which are also the ways a message goes. */
export type MessageList = 'sent' | 'received' | 'pending';

/** A message in clear words (contract: endpoints 6 to 9); a row without an ID stays as it is. */
export function simplifyMessage(list: MessageList, raw: IDataObject): IDataObject {
	const row = parseMessageRow(raw);
	return row ? { id: idValue(row.id), account: row.account, ...wordsOf(list, row) } : raw;
}

function wordsOf(list: MessageList, row: MessageRow): IDataObject {
	const { contact, message, attachment, createdAt, raw } = row;
	if (list === 'received') return { sender: contact, message, attachment, receivedAt: createdAt };
	const common = { recipient: contact, message, attachment };
	if (list === 'pending') return { ...common, createdAt };
	const isDone = raw.status === 'sent' || raw.status === 'failed';
	return { ...common, status: raw.status, sentAt: isDone ? createdAt : null };
}
