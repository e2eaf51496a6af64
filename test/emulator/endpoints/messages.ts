import { invalidParameters, ok } from '../envelope';
import { createdOf, idOf, listEnvelope, nothingToDelete, pageOf, unknownId } from '../lists';
import { textOf } from '../php-form';
import { indexOfId } from '../state';
import { shownAttachment, shownText } from '../text';
import type { PendingRow, ReceivedRow, SentRow } from '../types';
import type { Call, Endpoint } from './endpoint';

/** Endpoints 6, 7, 8. The received list really calls itself pending. */
export const getSent: Endpoint = {
	path: 'get/wa.sent',
	method: 'GET',
	permission: 'get_wa_sent',
	required: [],
	run: (call) => {
		const rows = pageOf(call.state.sent, 'sent', call).map((row) => sentOf(row, call));
		return listEnvelope('Sent WhatsApp Chats', rows, call.settings);
	},
};

export const getReceived: Endpoint = {
	path: 'get/wa.received',
	method: 'GET',
	permission: 'get_wa_received',
	required: [],
	run: (call) => {
		const rows = pageOf(call.state.received, 'received', call).map((row) => receivedOf(row, call));
		return listEnvelope('Pending WhatsApp Chats', rows, call.settings);
	},
};

export const getPending: Endpoint = {
	path: 'get/wa.pending',
	method: 'GET',
	permission: 'get_wa_pending',
	required: [],
	run: (call) => {
		const rows = pageOf(call.state.pending, 'pending', call).map((row) => pendingOf(row, call));
		return listEnvelope('Pending WhatsApp Chats', rows, call.settings);
	},
};

/** Endpoint 9: needs the permission of the list the message is in; waiting ones count as sent. */
export const getMessage: Endpoint = {
	path: 'get/wa.message',
	method: 'GET',
	permission: (parameters) => (parameters.type === 'received' ? 'get_wa_received' : 'get_wa_sent'),
	required: ['id', 'type'],
	run: (call) => {
		const type = textOf(call.parameters, 'type');
		if (type !== 'sent' && type !== 'received') return invalidParameters();
		const row = type === 'sent' ? outgoingOf(call) : incomingOf(call);
		if (!row) return unknownId('WhatsApp chat', call.settings, undefined, []);
		const data = { row, array: [row], object: { 1: row } }[call.settings.messageDataAs];
		return ok('WhatsApp Chat', data);
	},
};

/** Endpoint 10. */
export const deleteSent: Endpoint = {
	path: 'delete/wa.sent',
	method: 'GET',
	permission: 'delete_wa_sent',
	required: ['id'],
	run: (call) => remove(call.state.sent, call),
};

export const deleteReceived: Endpoint = {
	path: 'delete/wa.received',
	method: 'GET',
	permission: 'delete_wa_received',
	required: ['id'],
	run: (call) => remove(call.state.received, call),
};

function remove(rows: Array<{ id: number }>, { parameters, settings }: Call) {
	const index = indexOfId(rows, textOf(parameters, 'id') ?? '');
	if (index < 0) return nothingToDelete('WhatsApp chat', settings);
	rows.splice(index, 1);
	return ok('WhatsApp chat has been deleted!');
}

function find<T extends { id: number }>(rows: T[], { parameters }: Call): T | undefined {
	return rows[indexOfId(rows, textOf(parameters, 'id') ?? '')];
}

function outgoingOf(call: Call) {
	const sent = find(call.state.sent, call);
	if (sent) return sentOf(sent, call);
	const waiting = find(call.state.pending, call);
	return waiting && { ...pendingOf(waiting, call), status: waiting.waiting ?? 'queued' };
}

function incomingOf(call: Call) {
	const row = find(call.state.received, call);
	return row && receivedOf(row, call);
}

function receivedOf(row: ReceivedRow, { state, settings }: Call) {
	return {
		id: idOf(row.id, settings),
		account: row.account,
		recipient: row.recipient,
		message: shownText(row.message, settings.escapedText !== 'none'),
		attachment: shownAttachment(row, state),
		created: createdOf(row.created, settings),
	};
}

function pendingOf(row: PendingRow, { settings }: Call) {
	return {
		id: idOf(row.id, settings),
		account: row.account,
		api: row.api,
		recipient: row.recipient,
		message: shownText(row.message, settings.escapedText === 'all'),
		attachment: row.attachment,
		created: createdOf(row.created, settings),
	};
}

function sentOf(row: SentRow, call: Call) {
	return { ...pendingOf(row, call), status: row.status };
}
