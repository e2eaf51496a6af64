import { ok } from '../envelope';
import { createdOf, idOf, listEnvelope, pageOf } from '../lists';
import { textOf } from '../php-form';
import { accountOf } from '../state';
import type { Endpoint } from './endpoint';
import { unknownAccount } from './send';

/** Endpoint 5. */
export const getAccounts: Endpoint = {
	path: 'get/wa.accounts',
	method: 'GET',
	permission: 'get_wa_accounts',
	required: [],
	run: (call) => {
		const { state, settings } = call;
		const data = pageOf(state.accounts, 'accounts', call).map((account) => ({
			id: idOf(account.id, settings),
			phone: account.phone,
			unique: account.unique,
			status: account.status,
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
		if (!account) return unknownAccount();
		state.accounts = state.accounts.filter((other) => other !== account);
		state.groups = state.groups.filter((group) => group.unique !== account.unique);
		return ok('WhatsApp account has been deleted!');
	},
};
