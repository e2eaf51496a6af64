import { accountField, getAccount } from '../../fields/account';
import { groupField, getGroup } from '../../fields/group';
import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';
import { getRows } from '../rows';

/** Lists the members of a group (contract: endpoint 12). */
export const getContacts: Operation = {
	name: 'Get Contacts',
	value: 'getContacts',
	action: 'Get contacts of group',
	description: 'List the phone numbers of the members of a WhatsApp group',
	fields: [accountField, groupField],
	run: async (call) =>
		await getRows(call, endpoints.getGroupContacts, {
			unique: getAccount(call),
			gid: getGroup(call),
		}),
};
