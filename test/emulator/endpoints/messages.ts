import { invalidParameters, ok } from '../envelope';
import { createdOf, idOf, listEnvelope, pageOf, unknownId } from '../lists';
import { textOf } from '../php-form';
import type { Settings } from '../settings';
import { indexOfId } from '../state';
import type { PendingRow, ReceivedRow, SentRow } from '../types';
import type { Call, Endpoint } from './endpoint';

/** Endpoints 6, 7, 8. The received list really calls itself pending. */
export const getSent: Endpoint = {
	path: 'get/wa.sent',
	method: 'GET',
	permission: 'get_wa_sent',
	required: [],
	run: (call) => {
		const rows = pageOf(call.state.sent, 'sent', call);
		const data = rows.map((row) => sentOf(row, call.settings));
		return listEnvelope('Sent WhatsApp Chats', data, call.settings);
	},
};

export const getReceived: Endpoint = {
	path: 'get/wa.received',
	method: 'GET',
	permission: 'get_wa_received',
	required: [],
	run: (call) => {
		const rows = pageOf(call.state.received, 'received', call);
		const data = rows.map((row) => receivedOf(row, call.settings));
		return listEnvelope('Pending WhatsApp Chats', data, call.settings);
	},
};

export const getPending: Endpoint = {
	path: 'get/wa.pending',
	method: 'GET',
	permission: 'get_wa_pending',
	required: [],
	run: (call) => {
		const rows = pageOf(call.state.pending, 'pending', call);
		const data = rows.map((row) => pendingOf(row, call.settings));
		return listEnvelope('Pending WhatsApp Chats', data, call.settings);
	},
};

/** Endpoint 9: needs the permission of the list the message is in. */
export const getMessage: Endpoint = {
	path: 'get/wa.message',
	method: 'GET',
	permission: (parameters) => (parameters.type === 'received' ? 'get_wa_received' : 'get_wa_sent'),
	required: ['id', 'type'],
	run: ({ state, settings, parameters }) => {
		const id = textOf(parameters, 'id') ?? '';
		const type = textOf(parameters, 'type');
		if (type === 'sent') {
			const row = state.sent[indexOfId(state.sent, id)];
			return row ? ok('WhatsApp Chat', sentOf(row, settings)) : unknownMessage(settings);
		}
		if (type !== 'received') return invalidParameters();
		const row = state.received[indexOfId(state.received, id)];
		return row ? ok('WhatsApp Chat', receivedOf(row, settings)) : unknownMessage(settings);
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
	if (index < 0) return unknownId('WhatsApp chat', settings);
	rows.splice(index, 1);
	return ok('WhatsApp chat has been deleted!');
}

const unknownMessage = (settings: Settings) => unknownId('WhatsApp chat', settings, []);

function receivedOf(row: ReceivedRow, settings: Settings) {
	return {
		id: idOf(row.id, settings),
		account: row.account,
		recipient: row.recipient,
		message: row.message,
		attachment: row.attachment,
		created: createdOf(row.created, settings),
	};
}

function pendingOf(row: PendingRow, settings: Settings) {
	return {
		id: idOf(row.id, settings),
		account: row.account,
		api: row.api,
		recipient: row.recipient,
		message: row.message,
		attachment: row.attachment,
		created: createdOf(row.created, settings),
	};
}

function sentOf(row: SentRow, settings: Settings) {
	return { ...pendingOf(row, settings), status: row.status };
}
