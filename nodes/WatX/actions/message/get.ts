import type { INodeProperties } from 'n8n-workflow';
import { messageIdField, getMessageId } from '../../fields/messageId';
import { getChoice } from '../../fields/values';
import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';

const directionField: INodeProperties = {
	displayName: 'Direction',
	name: 'direction',
	type: 'options',
	options: [
		{ name: 'Received', value: 'received' },
		{ name: 'Sent', value: 'sent' },
	],
	default: 'sent',
	description:
		'Whether the message was sent or received: the two have IDs of their own, so one number can mean two messages',
};

/** Gets one message (contract: endpoint 9). */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get message',
	description: 'Get one sent or received message by its ID',
	fields: [directionField, messageIdField],
	orderKey: () => ({}),
	async run(call) {
		const direction = getChoice<'sent' | 'received'>(call, directionField, 'sent');
		const endpoint = direction === 'sent' ? endpoints.getSentMessage : endpoints.getReceivedMessage;
		const { data } = await call.request(endpoint, { id: getMessageId(call), type: direction });
		return [{ json: data }];
	},
};
