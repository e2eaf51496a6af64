import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { endpoints } from '../gateway/endpoints';
import { choices, wordsOf } from './choices';

/** The server list of the editor (contract: endpoint 13). */
export async function searchServers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await choices(
		this,
		endpoints.getServers,
		({ id, name }) => ({ name: wordsOf(name) || wordsOf(id), value: wordsOf(id) }),
		{
			withoutPermission:
				'You can still leave the server empty, or choose "By ID" and enter the number that the operator of the gateway tells you.',
			nothingChosen: 'Chosen by the gateway',
		},
		{ filter },
	);
}
