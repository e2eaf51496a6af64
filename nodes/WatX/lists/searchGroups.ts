import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { endpoints } from '../gateway/endpoints';
import { choices, wordsOf } from './choices';

/** The group list of the editor: names of the groups of the chosen account (contract: endpoint 12). */
export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const account = this.getCurrentNodeParameter('account', { extractValue: true });
	const unique = typeof account === 'string' ? account.trim() : '';
	if (unique === '' || unique.startsWith('=')) {
		throw new NodeOperationError(
			this.getNode(),
			'Choose an "Account" first: the list shows the groups of that account. Where it comes from an expression, choose "By ID" and enter the address of the group.',
		);
	}
	return await choices(
		this,
		endpoints.getGroups,
		({ gid, name }) => ({ name: wordsOf(name) || wordsOf(gid), value: wordsOf(gid) }),
		{
			withoutPermission:
				'You can still choose "By ID" and enter the address of the group, which ends with @g.us: it is the field "sender" of a message that the group received.',
		},
		{ filter, params: { unique } },
	);
}
