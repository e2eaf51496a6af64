import { listEnvelope, unknownId } from '../lists';
import { textOf } from '../php-form';
import { accountOf } from '../state';
import type { Endpoint } from './endpoint';
import { unknownAccount } from './send';

/** Endpoint 12, not paged. */
export const getGroups: Endpoint = {
	path: 'get/wa.groups',
	method: 'GET',
	permission: 'get_wa_groups',
	required: ['unique'],
	run: ({ state, settings, parameters }) => {
		const account = accountOf(state, textOf(parameters, 'unique') ?? '');
		if (!account) return unknownAccount();
		const data = state.groups
			.filter((group) => group.unique === account.unique)
			.map(({ gid, name }) => ({ gid, name }));
		return listEnvelope('WhatsApp Groups', data, settings);
	},
};

/** Endpoint 12, not paged. */
export const getGroupContacts: Endpoint = {
	path: 'get/wa.group.contacts',
	method: 'GET',
	permission: 'get_wa_groups',
	required: ['unique', 'gid'],
	run: ({ state, settings, parameters }) => {
		const account = accountOf(state, textOf(parameters, 'unique') ?? '');
		if (!account) return unknownAccount();
		const gid = textOf(parameters, 'gid');
		const group = state.groups.find(
			(candidate) => candidate.unique === account.unique && candidate.gid === gid,
		);
		if (!group) return unknownId('WhatsApp group', settings, []);
		const data = group.contacts.map((phone) => ({ phone }));
		return listEnvelope('WhatsApp Group Contacts', data, settings);
	},
};
