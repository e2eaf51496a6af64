import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';
import { getRows } from '../rows';
import { id, text } from '../output';

/** Lists the servers an account can be linked on (contract: endpoint 13). */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many WhatsApp servers',
	description: 'List the WhatsApp servers of the gateway on which an account can be linked',
	fields: [],
	calls: [endpoints.getServers],
	output: { id: id('ID of the server'), name: text('Name of the server') },
	run: async (call) => await getRows(call, endpoints.getServers, {}),
};
