import { messageIdField, getMessageId } from '../../fields/messageId';
import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';

/** Deletes one sent message (contract: endpoint 10). */
export const deleteSent: Operation = {
	name: 'Delete Sent',
	value: 'deleteSent',
	action: 'Delete sent message',
	description:
		'Remove one sent message from the records of the gateway for good: its text, attachment and status are lost. The message in WhatsApp stays.',
	fields: [messageIdField],
	async run(call) {
		const messageId = getMessageId(call);
		await call.request(endpoints.deleteSent, { id: messageId });
		return [{ json: { deleted: true, messageId } }];
	},
};
