import {
	count,
	id,
	list,
	optional,
	text,
	textOrNull,
	type OutputFields,
} from '../nodes/WatX/actions/output';

const message = text('The text');
const attachment = textOrNull('Link to the file; null for none');
const receivedAt = textOrNull('ISO 8601, by the clock of the gateway');
const attachmentError = optional(text('Why the file could not be downloaded'));

/** What both triggers emit for a received message. */
export const receivedOutput: OutputFields = {
	id: id('ID of the message; of the last one where several are combined'),
	account: text('Own phone number that received the message'),
	sender: text(
		'Phone number with +, or the address of the group, as Send takes it for a recipient',
	),
	chatType: text('"direct", "group" or "broadcast"'),
	message,
	attachment,
	receivedAt,
	attachmentError,
	raw: { type: 'object', description: 'The row as the gateway has it' },
	messages: optional(
		list(
			{ type: 'object', description: 'A message' },
			'With Combine Messages, each message: id, message, attachment, receivedAt',
		),
	),
	count: optional(count('With Combine Messages, how many messages they are')),
};

/** What the polling trigger emits for a message that failed. */
export const failedOutput: OutputFields = {
	id: id('ID of the message'),
	account: text('Own phone number that was to send it'),
	recipient: text('Phone number with +, or the address of the group'),
	chatType: text('"direct", "group" or "broadcast"'),
	message,
	attachment,
	createdAt: receivedAt,
	raw: { type: 'object', description: 'The row as the gateway has it' },
};

/** What the polling trigger emits for an account that has changed. */
export const accountOutput: OutputFields = {
	unique: text('Unique ID of the account'),
	phone: text('Its phone number'),
	status: text('"connected" or "disconnected"'),
	previousStatus: textOrNull('The same before; null for an account that was newly linked'),
};

/** A trigger as the reference describes it. */
export interface TriggerPage {
	name: string;
	kind: 'polling' | 'webhook';
	description: string;
	permission: string;
	outputs: Array<{ of: string; fields: OutputFields }>;
}

export const triggers: TriggerPage[] = [
	{
		name: 'WatX Trigger',
		kind: 'polling',
		description:
			'Starts the workflow with each WhatsApp message that is received, once, or when a message fails or an account connects or drops. Poll Times, which n8n adds, say how often it asks. Without the option After a Long Pause it catches up.',
		permission:
			'`get_wa_received`; for Message Failed `get_wa_sent`, for accounts `get_wa_accounts`',
		outputs: [
			{ of: 'Message Received', fields: receivedOutput },
			{ of: 'Message Failed', fields: failedOutput },
			{ of: 'Account Connected, Account Disconnected', fields: accountOutput },
		],
	},
	{
		name: 'WatX Webhook Trigger',
		kind: 'webhook',
		description:
			'Starts the workflow the moment WatX calls n8n with a received message. The webhook is set up by hand in the WatX dashboard. The credential is optional: with it, files that are late are asked for and downloaded.',
		permission: 'none; for files that are late `get_wa_received`',
		outputs: [{ of: 'Message Received', fields: receivedOutput }],
	},
];
