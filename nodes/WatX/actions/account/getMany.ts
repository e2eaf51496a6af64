import { pagingFields } from '../../fields/paging';
import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';
import { getPagedRows } from '../rows';

/** Lists linked accounts (contract: endpoint 5). */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many accounts',
	description: 'List the linked WhatsApp accounts with phone number, unique ID and status',
	fields: pagingFields,
	run: async (call) => await getPagedRows(call, endpoints.getAccounts),
};
