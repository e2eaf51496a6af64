import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { endpoints } from '../gateway/endpoints';
import { pagedChoices } from './choices';

/** The account list of the editor: phone number and state of each linked account (contract: endpoint 5). */
export async function searchAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
): Promise<INodeListSearchResult> {
	return await pagedChoices(
		this,
		endpoints.getAccounts,
		({ phone, status, unique }) => ({
			name: `${phone as string} (${status as string})`,
			value: String(unique),
		}),
		{ filter, token },
	);
}
