import { pagingFields } from '../../fields/paging';
import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';
import { getPagedRows } from '../rows';

/** Lists sent messages (contract: endpoint 6). */
export const getSent: Operation = {
	name: 'Get Sent',
	value: 'getSent',
	action: 'Get sent messages',
	description:
		'List the messages that were sent, with their status: sent means handed to WhatsApp, not delivered',
	fields: pagingFields,
	run: async (call) => await getPagedRows(call, endpoints.getSent),
};
