import type { INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import { getNumericId } from './values';

/** The message to work with. */
export const messageIdField: INodeProperties = {
	displayName: 'Message ID',
	name: 'messageId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 123',
	description:
		'Number of the message. The lists of messages return it as ID, and Send as messageId.',
};

/** The ID of the message this item works with. */
export function getMessageId(call: Call): string {
	return getNumericId(call, messageIdField, 'Take it from the output of a list');
}
