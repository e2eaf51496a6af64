/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { ok } from '../envelope';
import { createdOf, idOf, listEnvelope, pageOf } from '../lists';
import { textOf } from '../php-form';
import { accountOf } from '../state';
import { WORDS } from '../words';
import type { Endpoint } from './endpoint';

/** Endpoint 5: as slow as the server that is asked for the status of each account. */
export const getAccounts: Endpoint = {
	path: 'get/wa.accounts',
	method: 'GET',
	permission: 'get_wa_accounts',
	required: [],
	run: async (call) => {
		const { state, settings } = call;
		const accounts = pageOf(state.accounts, 'accounts', call);
		const ms = settings.accountStatusMs * accounts.length;
		if (ms > 0) await new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
		const data = accounts.map((account) => ({
			id: idOf(account.id, settings),
			phone: account.phone,
			unique: account.unique,
			status: settings.serverDown ? 'unknown' : account.status,
			created: createdOf(account.created, settings),
		}));
		return listEnvelope('WhatsApp Accounts', data, settings);
	},
};

/** Endpoint 14: the account goes with its groups; its messages stay listed. */
export const deleteAccount: Endpoint = {
	path: 'delete/wa.account',
	method: 'GET',
	permission: 'delete_wa_account',
	required: ['unique'],
	run: ({ state, parameters }) => {
		const account = accountOf(state, textOf(parameters, 'unique') ?? '');
		if (!account) return WORDS.accountMissing;
		state.accounts = state.accounts.filter((other) => other !== account);
		state.groups = state.groups.filter((group) => group.unique !== account.unique);
		return ok('WhatsApp account has been deleted!');
	},
};
