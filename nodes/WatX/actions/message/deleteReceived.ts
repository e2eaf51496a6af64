import { messageIdField, getMessageId } from '../../fields/messageId';
import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';

/** Deletes one received message (contract: endpoint 10). */
export const deleteReceived: Operation = {
	name: 'Delete Received',
	value: 'deleteReceived',
	action: 'Delete received message',
	description:
		'Remove one received message from the records of the gateway for good: its text and attachment are lost. The message in WhatsApp stays.',
	fields: [messageIdField],
	async run(call) {
		const messageId = getMessageId(call);
		await call.request(endpoints.deleteReceived, { id: messageId });
		return [{ json: { deleted: true, messageId } }];
	},
};
