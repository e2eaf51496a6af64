import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { endpoints } from '../gateway/endpoints';
import { pagedChoices } from '../lists/choices';

/** The own phone numbers for the editor's list, with the state of each account (contract: endpoint 5). */
export async function searchAccountPhones(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
): Promise<INodeListSearchResult> {
	return await pagedChoices(
		this,
		endpoints.getAccounts,
		({ phone, status }) => ({
			name: `${phone as string} (${status as string})`,
			value: String(phone),
		}),
		{ filter, token },
	);
}
