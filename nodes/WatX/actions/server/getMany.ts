import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';
import { getRows } from '../rows';

/** Lists the servers an account can be linked on (contract: endpoint 13). */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many servers',
	description: 'List the WhatsApp servers of the gateway on which an account can be linked',
	fields: [],
	run: async (call) => await getRows(call, endpoints.getServers, {}),
};
