import { accountField, getAccount } from '../../fields/account';
import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';
import { getRows } from '../rows';
import { text } from '../output';

/** Lists the groups of an account (contract: endpoint 12). */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many WhatsApp groups',
	description: 'List the WhatsApp groups of an account with address and name',
	fields: [accountField],
	calls: [endpoints.getGroups],
	output: {
		gid: text('Address of the group, as Send takes it for a recipient'),
		name: text('Name of the group'),
	},
	run: async (call) => await getRows(call, endpoints.getGroups, { unique: getAccount(call) }),
};
