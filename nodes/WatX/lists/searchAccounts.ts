import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { endpoints } from '../gateway/endpoints';
import { pagedChoices } from './choices';

/** The account list of the editor: phone number and state of each linked account (contract: endpoint 5). */
const listAccounts = (valueOf: 'unique' | 'phone') =>
	async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		token?: string,
	): Promise<INodeListSearchResult> {
		return await pagedChoices(
			this,
			endpoints.getAccounts,
			(account) => ({
				name: `${account.phone as string} (${account.status as string})`,
				value: String(account[valueOf]),
			}),
			{ filter, token },
		);
	};

/** Accounts by what the gateway sends with. */
export const searchAccounts = listAccounts('unique');

/** Accounts by what received messages name. */
export const searchAccountPhones = listAccounts('phone');
