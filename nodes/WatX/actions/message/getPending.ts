import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';
import { listFields, listMessages } from './list';
import { pendingOutput } from './simplify';

/** Lists messages that wait to be sent (contract: endpoint 8). */
export const getPending: Operation = {
	name: 'Get Pending',
	value: 'getPending',
	action: 'Get pending WhatsApp messages',
	description: 'List the messages that wait in the queue of the gateway',
	fields: listFields('pending'),
	calls: [endpoints.getPending],
	output: pendingOutput,
	run: async (call) => await listMessages(call, 'pending', endpoints.getPending),
};
