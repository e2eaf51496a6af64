import type { IDataObject } from 'n8n-workflow';
import { accountField } from '../../fields/account';
import { attachmentFields } from '../../fields/attachment';
import { messageFields, readMessage } from '../../fields/message';
import { readAttachment } from '../../fields/readAttachment';
import { localRecipientOption, readRecipient, recipientField } from '../../fields/recipient';
import { readAccount } from '../../fields/readLocator';
import { endpoints } from '../../gateway/endpoints';
import { multipartForm } from '../../gateway/form';
import { sendingOptions } from '../../items/options';
import type { Operation } from '../operation';

/** Sends one message (contract: endpoint 1). */
export const send: Operation = {
	name: 'Send',
	value: 'send',
	action: 'Send message',
	description: 'Send a text, a picture, a video, a sound or a document to a person or a group',
	fields: [accountField, recipientField, ...messageFields, ...attachmentFields],
	options: [
		localRecipientOption,
		...sendingOptions,
		{
			displayName: 'Priority',
			name: 'priority',
			type: 'options',
			options: [
				{
					name: 'Normal Queue',
					value: 2,
					description: 'Wait for the turn in the queue of the gateway',
				},
				{ name: 'Send Immediately', value: 1, description: 'Send at once, before the queue' },
			],
			default: 1,
			description: 'Whether the gateway sends the message at once or puts it into its queue',
		},
	],
	lane: (call) => ({ account: readAccount(call), recipient: readRecipient(call) }),
	async run(call) {
		const recipient = readRecipient(call);
		const priority = call.option<number>('priority');
		const { fields, files } = await readAttachment(call);
		const form = {
			account: readAccount(call),
			recipient,
			type: call.param('messageType'),
			message: readMessage(call),
			...(priority === undefined ? {} : { priority: String(priority) }),
			...fields,
		};
		const answer = await call.request<IDataObject>(endpoints.sendMessage, form, {
			body: async () => await multipartForm(form, files),
		});
		return [{ json: readResult(recipient, answer.message, answer.data) }];
	},
};

/** Old versions of the gateway return no ID; only the words tell a queued message from a sent one. */
function readResult(recipient: string, gatewayMessage: string, data: IDataObject): IDataObject {
	return {
		messageId: data.messageId ?? null,
		status: /queue/i.test(gatewayMessage) ? 'queued' : 'sent',
		recipient,
		gatewayMessage,
	};
}
