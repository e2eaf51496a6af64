import type { INodeProperties } from 'n8n-workflow';
import { messageIdField, getMessageId } from '../../fields/messageId';
import { getSimplify, simplifyField } from '../../fields/simplify';
import { getChoice } from '../../fields/values';
import { endpoints } from '../../gateway/endpoints';
import { naming } from '../naming';
import type { Operation } from '../operation';
import { eitherOutput, simplifyMessage } from './simplify';

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
	action: 'Get WhatsApp message',
	description: 'Get one sent or received message by its ID',
	fields: [directionField, messageIdField, simplifyField],
	calls: [endpoints.getSentMessage, endpoints.getReceivedMessage],
	output: eitherOutput,
	orderKey: () => ({}),
	async run(call) {
		const direction = getChoice<'sent' | 'received'>(call, directionField, 'sent');
		const endpoint = direction === 'sent' ? endpoints.getSentMessage : endpoints.getReceivedMessage;
		const messageId = getMessageId(call);
		const list = direction === 'sent' ? 'Message: Get Sent' : 'Message: Get Received';
		const request = call.request(endpoint, { id: messageId, type: direction });
		const { data } = await naming(messageId, list, request);
		return [{ json: getSimplify(call) ? simplifyMessage(direction, data) : data }];
	},
};
