import { accountField, getAccount } from '../../fields/account';
import { groupField, getGroup } from '../../fields/group';
import { endpoints } from '../../gateway/endpoints';
import { naming } from '../naming';
import type { Operation } from '../operation';
import { getRows } from '../rows';
import { text } from '../output';

/** Lists the members of a group (contract: endpoint 12). */
export const getContacts: Operation = {
	name: 'Get Contacts',
	value: 'getContacts',
	action: 'Get contacts of WhatsApp group',
	description: 'List the phone numbers of the members of a WhatsApp group',
	fields: [accountField, groupField],
	calls: [endpoints.getGroupContacts],
	output: { phone: text('Phone number with +') },
	async run(call) {
		const params = { unique: getAccount(call), gid: getGroup(call) };
		const request = getRows(call, endpoints.getGroupContacts, params);
		return await naming(params.gid, 'Group: Get Many', request);
	},
};
