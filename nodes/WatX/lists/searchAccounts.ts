import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { endpoints } from '../gateway/endpoints';
import { openGateway } from '../gateway/request';

const PAGE_SIZE = 50;

/** The account list of the editor: phone number and state of each linked account (contract: endpoint 5). */
export async function searchAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const page = Number(paginationToken ?? 1);
	const gateway = await openGateway(this);
	const { data } = await gateway.request<IDataObject[]>(endpoints.getAccounts, {
		limit: String(PAGE_SIZE),
		page: String(page),
	});
	const results = data
		.map(({ phone, status, unique }) => ({ name: `${phone} (${status})`, value: String(unique) }))
		.filter(({ name }) => !filter || name.toLowerCase().includes(filter.toLowerCase()));
	return { results, paginationToken: data.length > 0 ? String(page + 1) : undefined };
}
