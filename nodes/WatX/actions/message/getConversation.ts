import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../fields/call';
import {
	contactField,
	getContact,
	lastMessagesFields,
	ownSideField,
} from '../../fields/conversation';
import { getLimit } from '../../fields/paging';
import { endpoints, type Endpoint } from '../../gateway/endpoints';
import { idValue, parseMessageRow, type MessageRow } from '../../gateway/messageRow';
import { isNewestFirst, isPast } from '../../gateway/newestFirst';
import type { Operation } from '../operation';
import { id, text, textOrNull } from '../output';
import { readRows } from '../rows';
import { getOwnNumber } from './ownNumber';

/** What was said with one person or in one group (contract: endpoints 6 and 7). */
export const getConversation: Operation = {
	name: 'Get Conversation',
	value: 'getConversation',
	action: 'Get conversation with WhatsApp contact',
	description:
		'Get what was sent to and received from one phone number or group, oldest first: the newest messages up to the limit. Made for the context of an AI agent or a note in a CRM.',
	fields: [ownSideField, contactField, ...lastMessagesFields],
	calls: [endpoints.getReceived, endpoints.getSent],
	output: {
		id: id('ID of the message; sent and received messages have IDs of their own'),
		direction: text('"sent" or "received"'),
		account: text('Own phone number'),
		contact: text('Phone number with +, or the address of the group'),
		message: text('The text'),
		attachment: textOrNull('Link to the file; null for none'),
		status: textOrNull('Of a sent message "sent" or "failed"; null of a received one'),
		createdAt: textOrNull('ISO 8601, by the clock of the gateway'),
	},
	async run(call) {
		const limit = getLimit(call);
		const contact = getContact(call);
		const own = await getOwnNumber(call);
		const isOfIt = (raw: IDataObject) => {
			const row = parseMessageRow(raw);
			return row?.contact === contact && (own === undefined || row.account === own);
		};
		const received = await newest(call, endpoints.getReceived, limit, isOfIt);
		// What is older than the oldest of them cannot be among the newest of both.
		const floor = received.length >= limit ? timeOf(received[received.length - limit]) : undefined;
		const sent = await newest(call, endpoints.getSent, limit, isOfIt, floor);
		const all = [
			...received.map((row) => ({ row, direction: 'received' })),
			...sent.map((row) => ({ row, direction: 'sent' })),
		].sort((a, b) => timeOf(a.row) - timeOf(b.row));
		return all.slice(-limit).map(({ row, direction }) => ({ json: toJson(row, direction) }));
	},
};

/**
 * The rows of a list that belong to the conversation, oldest first: at least the newest `limit` of them.
 *
 * @param floor milliseconds since 1970; what is older is not needed
 */
async function newest(
	call: Call,
	endpoint: Endpoint,
	limit: number,
	keeps: (row: IDataObject) => boolean,
	floor = -Infinity,
): Promise<MessageRow[]> {
	const isEnough = (rows: IDataObject[]) =>
		isPast(rows, floor) || (rows.filter(keeps).length >= limit && isNewestFirst(rows));
	const rows = await readRows(call, endpoint, Infinity, { keeps, isDone: isEnough });
	const own = rows.filter(keeps).map((row) => parseMessageRow(row) as MessageRow);
	// Within a second the ID tells the order.
	return own.sort((a, b) => timeOf(a) - timeOf(b) || Number(a.id) - Number(b.id));
}

/** A message without a time counts as old. */
const timeOf = ({ createdAt }: MessageRow): number =>
	createdAt === null ? 0 : Date.parse(createdAt);

function toJson(row: MessageRow, direction: string): IDataObject {
	const { account, contact, message, attachment, createdAt, raw } = row;
	const status = direction === 'sent' ? raw.status : null;
	return {
		id: idValue(row.id),
		...{ direction, account, contact, message, attachment, status, createdAt },
	};
}
