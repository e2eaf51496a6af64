import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { fromField, getAccount } from '../../fields/account';
import { attachmentFields, getMessageType } from '../../fields/attachment';
import { messageFields, getMessage } from '../../fields/message';
import { getAttachment } from '../../fields/attachmentFile';
import { defaultCountryCodeOption } from '../../fields/defaultCountryCode';
import { getRecipient, recipientField } from '../../fields/recipient';
import { endpoints } from '../../gateway/endpoints';
import { multipartForm } from '../../gateway/form';
import { sendingOptions } from '../../fields/sendingOptions';
import { getChoice, optionsOf } from '../../fields/values';
import type { Operation } from '../operation';
import { idOrNull, text, textOrNull } from '../output';

const priorityOption: INodeProperties = {
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
};

/** Sends one message (contract: endpoint 1). */
export const send: Operation = {
	name: 'Send',
	value: 'send',
	action: 'Send WhatsApp message',
	description: 'Send a text, a picture, a video, a sound or a document to a person or a group',
	fields: [fromField, recipientField, ...messageFields, ...attachmentFields],
	calls: [endpoints.sendMessage],
	output: {
		messageId: idOrNull('ID of the message; null when the gateway tells none'),
		status: text(
			'"sent" is handed to WhatsApp, "queued" waits in the gateway, "skipped" was held back by Check Before Sending',
		),
		recipient: textOrNull('Phone number with +, or the address of the group'),
		gatewayMessage: text('The words of the gateway'),
	},
	options: [defaultCountryCodeOption, ...sendingOptions, priorityOption],
	orderKey: (call) => ({ account: getAccount(call, fromField), recipient: getRecipient(call) }),
	async run(call) {
		const recipient = getRecipient(call);
		const priority = getChoice<number | ''>(optionsOf(call), priorityOption, '');
		const { fields, files } = await getAttachment(call);
		const form = {
			account: getAccount(call, fromField),
			recipient,
			type: getMessageType(call),
			message: getMessage(call),
			...(priority === '' ? {} : { priority: String(priority) }),
			...fields,
		};
		const answer = await call.request<IDataObject>(endpoints.sendMessage, form, {
			body: async () => await multipartForm(form, files),
		});
		return [{ json: toResult(recipient, answer.message, answer.data) }];
	},
};

/** Old versions of the gateway return no ID; only the words tell a queued message from a sent one. */
function toResult(recipient: string, gatewayMessage: string, data: IDataObject): IDataObject {
	return {
		messageId: data.messageId ?? null,
		status: /queue/i.test(gatewayMessage) ? 'queued' : 'sent',
		recipient,
		gatewayMessage,
	};
}
