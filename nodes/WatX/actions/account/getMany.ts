import { pagingFields } from '../../fields/paging';
import { getSimplify, simplifyField } from '../../fields/simplify';
import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';
import { getPagedRows } from '../rows';
import { accountOutput, simplifyAccount } from '../simplify';

/** Lists linked accounts (contract: endpoint 5). */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many WhatsApp accounts',
	description: 'List the linked WhatsApp accounts with phone number, unique ID and status',
	fields: [...pagingFields, simplifyField],
	calls: [endpoints.getAccounts],
	output: accountOutput,
	run: async (call) =>
		await getPagedRows(call, endpoints.getAccounts, {
			toJson: getSimplify(call) ? simplifyAccount : undefined,
		}),
};
