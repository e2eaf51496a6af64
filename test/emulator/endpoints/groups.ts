import { listEnvelope, unknownId } from '../lists';
import { textOf } from '../php-form';
import { accountOf } from '../state';
import { WORDS } from '../words';
import type { Endpoint } from './endpoint';

/** Endpoint 12, not paged; a server that is down has no groups. */
export const getGroups: Endpoint = {
	path: 'get/wa.groups',
	method: 'GET',
	permission: 'get_wa_groups',
	required: ['unique'],
	run: ({ state, settings, parameters }) => {
		const account = accountOf(state, textOf(parameters, 'unique') ?? '');
		if (!account) return WORDS.accountMissing;
		const data = state.groups
			.filter((group) => group.unique === account.unique && !settings.serverDown)
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
		if (!account) return WORDS.accountMissing;
		const gid = textOf(parameters, 'gid');
		const group = state.groups.find(
			(candidate) => candidate.unique === account.unique && candidate.gid === gid,
		);
		if (!group) return unknownId('WhatsApp group', settings, undefined, []);
		const admins = settings.omitAdmins ? [] : (group.admins ?? []);
		const data = [...group.contacts, ...admins].map((phone) => ({ phone }));
		return listEnvelope('WhatsApp Group Contacts', data, settings);
	},
};
