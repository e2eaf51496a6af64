import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { fromField, getAccount } from '../../fields/account';
import { attachmentFields, getMessageType } from '../../fields/attachment';
import { messageFields, getMessage } from '../../fields/message';
import { getAttachment } from '../../fields/attachmentFile';
import { defaultCountryCodeOption } from '../../fields/defaultCountryCode';
import { getRecipient, recipientField } from '../../fields/recipient';
import { endpoints } from '../../gateway/endpoints';
import { multipartForm } from '../../gateway/form';
import { getChoice, optionsOf } from '../../fields/values';
import { getStatusWait, sendingOptions } from '../../fields/sendingOptions';
import type { Call } from '../../fields/call';
import { parseId } from '../../gateway/messageRow';
import type { Operation } from '../operation';
import { count, idOrNull, optional, text, textOrNull } from '../output';
import type { Settle } from './alreadySent';
import { checkBeforeSending } from './beforeSending';
import { waitForStatus } from './messageStatus';
import type { Outgoing } from './outgoing';
import { rehearsalOutput } from './rehearsal';

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
			'"sent" is handed to WhatsApp, "queued" waits in the gateway, "skipped" and "rehearsed" were held back by an option',
		),
		recipient: textOrNull('Phone number with +, or the address of the group'),
		gatewayMessage: textOrNull(
			'The words of the gateway; for a skipped message, why it was skipped',
		),
		reason: optional(text('Why it was skipped: "not connected", "already sent" or "unsubscribed"')),
		...rehearsalOutput,
		duplicateOf: optional(
			count('With Rehearsal, the first input item with the same message, counted from 0'),
		),
	},
	options: [defaultCountryCodeOption, ...sendingOptions, priorityOption],
	orderKey: (call) => ({ account: getAccount(call, fromField), recipient: getRecipient(call) }),
	async run(call) {
		const recipient = getRecipient(call);
		const priority = getChoice<number | ''>(optionsOf(call), priorityOption, '');
		const seconds = getStatusWait(call);
		const outgoing: Outgoing = {
			account: getAccount(call, fromField),
			recipient,
			type: getMessageType(call),
			message: getMessage(call),
			...(await getAttachment(call)),
		};
		const answer = await deliver(call, outgoing, priority);
		const json = toResult(recipient, answer.message, answer.data);
		const messageId = parseId(json.messageId);
		if (seconds === 0 || messageId === undefined) return [{ json }];
		return {
			outputs: [{ json }],
			rest: async (signal) => {
				const status = await waitForStatus(call, messageId, seconds, signal);
				return [{ json: { ...json, status } }];
			},
		};
	},
};

/** Sends a message that is read and checked, unless an option of the node holds it back. */
async function deliver(call: Call, { fields, files, ...texts }: Outgoing, priority: number | '') {
	const form = {
		...texts,
		...(priority === '' ? {} : { priority: String(priority) }),
		...fields,
	};
	let settle: Settle = () => {};
	try {
		const answer = await call.request<IDataObject>(endpoints.sendMessage, form, {
			before: async () => {
				settle = await checkBeforeSending(call, { ...texts, fields, files });
			},
			body: async () => await multipartForm(form, files),
		});
		settle({ messageId: answer.data.messageId });
		return answer;
	} catch (error) {
		settle({ error });
		throw error as Error;
	}
}

/** Old versions of the gateway return no ID; only the words tell a queued message from a sent one. */
function toResult(recipient: string, gatewayMessage: string, data: IDataObject): IDataObject {
	return {
		messageId: data.messageId ?? null,
		status: /queue/i.test(gatewayMessage) ? 'queued' : 'sent',
		recipient,
		gatewayMessage,
	};
}
