import { pagingFields } from '../../fields/paging';
import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';
import { getPagedRows } from '../rows';

/** Lists received messages (contract: endpoint 7). */
export const getReceived: Operation = {
	name: 'Get Received',
	value: 'getReceived',
	action: 'Get received messages',
	description: 'List the messages that all linked accounts received; "recipient" is the sender',
	fields: pagingFields,
	run: async (call) => await getPagedRows(call, endpoints.getReceived),
};
