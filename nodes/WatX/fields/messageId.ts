import type { INodeProperties } from 'n8n-workflow';

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
