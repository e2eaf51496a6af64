import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';
import { listFields, listMessages } from './list';
import { receivedOutput } from './simplify';

/** Lists received messages (contract: endpoint 7). */
export const getReceived: Operation = {
	name: 'Get Received',
	value: 'getReceived',
	action: 'Get received WhatsApp messages',
	description: 'List the messages that all linked accounts received',
	fields: listFields('received'),
	calls: [endpoints.getReceived],
	output: receivedOutput,
	run: async (call) => await listMessages(call, 'received', endpoints.getReceived),
};
