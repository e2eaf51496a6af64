import { id, text, textOrNull, type OutputFields } from '../nodes/WatX/actions/output';

/** What the trigger emits for a received message. */
export const triggerOutput: OutputFields = {
	id: id('ID of the message'),
	account: text('Own phone number that received the message'),
	sender: text(
		'Phone number with +, or the address of the group, as Send takes it for a recipient',
	),
	chatType: text('"direct", "group" or "broadcast"'),
	message: text('The text'),
	attachment: textOrNull('Link to the file'),
	receivedAt: textOrNull('ISO 8601, by the clock of the gateway'),
	raw: { type: 'object', description: 'The row as the gateway has it' },
};
