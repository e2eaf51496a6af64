import type { IDataObject, INode } from 'n8n-workflow';
import { endpoints } from '../gateway/endpoints';
import { faultError } from '../gateway/faults/fault';
import { toId } from './cursor/ids';

export type ChatType = 'direct' | 'group';

/** One received message in the trigger's own terms (contract: endpoint 7). */
export interface Received {
	/** For the cursor: the id as digits. */
	id: string;
	/** Own phone number. */
	account: string;
	/** Phone number, or the address of a group. */
	sender: string;
	chatType: ChatType;
	message: string;
	attachment: string | null;
	raw: IDataObject;
}

/**
 * Reads a row of the list; its `recipient` is the sender.
 *
 * @throws NodeApiError for a row without an id: it could be neither remembered nor told from others
 */
export function readReceived(node: INode, raw: IDataObject): Received {
	const id = toId(raw?.id);
	if (id === undefined) {
		throw faultError(node, endpoints.getReceived, {
			reason: 'the gateway listed a message without a numeric ID',
			advice:
				'The answer is not that of a WatX gateway. Check the Base URL in the WatX credential.',
			carriedOut: 'no',
			transient: false,
		});
	}
	const sender = text(raw.recipient);
	return {
		id,
		account: text(raw.account),
		sender,
		chatType: /@g\.us$/i.test(sender) ? 'group' : 'direct',
		message: text(raw.message),
		attachment: text(raw.attachment) || null,
		raw,
	};
}

/** The item that leaves the trigger. */
export function toJson(received: Received): IDataObject {
	const { account, sender, chatType, message, attachment, raw } = received;
	const receivedAt = readTime(raw.created);
	return { id: raw.id, account, sender, chatType, message, attachment, receivedAt, raw };
}

/** Unix seconds as ISO 8601; null when the gateway gives no usable time. */
function readTime(created: unknown): string | null {
	const seconds = Number(created);
	const isTime = seconds > 0 && seconds < 8.64e12;
	return isTime ? new Date(seconds * 1000).toISOString() : null;
}

const text = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';
