import { pagingFields } from '../../fields/paging';
import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';
import { getPagedRows } from '../rows';

/** Lists campaigns (contract: endpoint 11). */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many campaigns',
	description: 'List the bulk campaigns with name, status and number of contacts',
	fields: pagingFields,
	run: async (call) => await getPagedRows(call, endpoints.getCampaigns),
};
