import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';
import { listFields, listMessages } from './list';
import { sentOutput } from './simplify';

/** Lists sent messages (contract: endpoint 6). */
export const getSent: Operation = {
	name: 'Get Sent',
	value: 'getSent',
	action: 'Get sent WhatsApp messages',
	description:
		'List the messages that were sent, with their status: sent means handed to WhatsApp, not delivered',
	fields: listFields('sent'),
	calls: [endpoints.getSent],
	output: sentOutput,
	run: async (call) => await listMessages(call, 'sent', endpoints.getSent),
};
