import { messageIdField, getMessageId } from '../../fields/messageId';
import { notice } from '../../fields/notice';
import { endpoints } from '../../gateway/endpoints';
import { naming } from '../naming';
import type { Operation } from '../operation';
import { flag, text } from '../output';

/** Deletes one received message (contract: endpoint 10). */
export const deleteReceived: Operation = {
	name: 'Delete Received',
	value: 'deleteReceived',
	action: 'Delete received WhatsApp message',
	description:
		'Remove one received message from the records of the gateway for good: its text and attachment are lost. The message in WhatsApp stays.',
	fields: [
		notice(
			'deleteReceivedNotice',
			'This removes the message from WatX for good, but not from WhatsApp on the phone. It cannot be undone.',
		),
		messageIdField,
	],
	calls: [endpoints.deleteReceived],
	output: { deleted: flag('Always true'), messageId: text('ID of the message') },
	async run(call) {
		const messageId = getMessageId(call);
		const request = call.request(endpoints.deleteReceived, { id: messageId });
		await naming(messageId, 'Message: Get Received', request);
		return [{ json: { deleted: true, messageId } }];
	},
};
