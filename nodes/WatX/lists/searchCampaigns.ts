import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { endpoints } from '../gateway/endpoints';
import { pagedChoices } from './choices';

/** The campaign list of the editor: name and state of each campaign (contract: endpoint 11). */
export async function searchCampaigns(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
): Promise<INodeListSearchResult> {
	return await pagedChoices(
		this,
		endpoints.getCampaigns,
		({ id, name, status }) => ({
			name: `${name as string} (${status as string})`,
			value: String(id),
		}),
		{ filter, token },
	);
}
