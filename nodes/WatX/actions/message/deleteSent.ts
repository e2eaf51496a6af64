import { messageIdField, getMessageId } from '../../fields/messageId';
import { notice } from '../../fields/notice';
import { endpoints } from '../../gateway/endpoints';
import { naming } from '../naming';
import type { Operation } from '../operation';
import { flag, text } from '../output';

/** Deletes one sent message (contract: endpoint 10). */
export const deleteSent: Operation = {
	name: 'Delete Sent',
	value: 'deleteSent',
	action: 'Delete sent WhatsApp message',
	description:
		'Remove one sent message from the records of the gateway for good: its text, attachment and status are lost. The message in WhatsApp stays.',
	fields: [
		notice(
			'deleteSentNotice',
			'This removes the message from WatX for good, but not from the phone of the recipient. It cannot be undone.',
		),
		messageIdField,
	],
	calls: [endpoints.deleteSent],
	output: { deleted: flag('Always true'), messageId: text('ID of the message') },
	async run(call) {
		const messageId = getMessageId(call);
		const request = call.request(endpoints.deleteSent, { id: messageId });
		await naming(messageId, 'Message: Get Sent', request);
		return [{ json: { deleted: true, messageId } }];
	},
};
