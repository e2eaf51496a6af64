import { pagingFields } from '../../fields/paging';
import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';
import { getPagedRows } from '../rows';

/** Lists messages that wait to be sent (contract: endpoint 8). */
export const getPending: Operation = {
	name: 'Get Pending',
	value: 'getPending',
	action: 'Get pending messages',
	description: 'List the messages that wait in the queue of the gateway',
	fields: pagingFields,
	run: async (call) => await getPagedRows(call, endpoints.getPending),
};
