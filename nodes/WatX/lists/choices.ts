import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	JsonObject,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Endpoint } from '../gateway/endpoints';
import { openGateway, type Gateway } from '../gateway/request';
import { rowKey } from '../gateway/rowList';

const PAGE_SIZE = 100;
/** So many pages are looked through for a filter at a time; the editor asks for the rest. */
const MOST_PAGES = 20;

/** What the editor shows for a row: words a person recognises, and the ID behind them. */
export type ToChoice = (row: IDataObject) => INodeListSearchItems;

/** How far the editor has read a list: the next page, and the rows it saw last. */
interface Place {
	page: number;
	seen: string[];
}

/** A method of the node's `listSearch`. */
type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
) => Promise<INodeListSearchResult>;

/** The list of a resource locator whose endpoint pages. */
export const pagedChoices = (endpoint: Endpoint, toChoice: ToChoice): ListSearch =>
	async function (filter, token) {
		return await helping(this, endpoint, toChoice, { filter, token });
	};

/**
 * One helping of a list that pages (contract: Every call). Pages without a match are skipped, so that a search finds what
 * stands on a later page.
 *
 * @param filter what the user typed
 * @param token the place the previous helping ended at
 * @returns the matches, and a token unless the list is at its end: an empty page, or one that shows nothing new
 */
async function helping(
	context: ILoadOptionsFunctions,
	endpoint: Endpoint,
	toChoice: ToChoice,
	{ filter, token }: { filter?: string; token?: string },
): Promise<INodeListSearchResult> {
	const gateway = await openGateway(context);
	let { page, seen } = readPlace(token);
	for (const end = page + MOST_PAGES; page < end; page++) {
		const query = { limit: String(PAGE_SIZE), page: String(page) };
		const rows = await list(context, gateway, endpoint, query);
		const fresh = rows.filter((row) => !seen.includes(rowKey(row)));
		if (fresh.length === 0) return { results: [] };
		seen = rows.map(rowKey);
		const results = matching(fresh.map(toChoice), filter);
		if (results.length === 0) continue;
		return { results, paginationToken: JSON.stringify({ page: page + 1, seen }) };
	}
	return { results: [], paginationToken: JSON.stringify({ page, seen }) };
}

/** A list that comes in one piece, for a resource locator. */
export async function choices(
	context: ILoadOptionsFunctions,
	endpoint: Endpoint,
	toChoice: ToChoice,
	{ filter, params = {} }: { filter?: string; params?: Record<string, string> },
): Promise<INodeListSearchResult> {
	const rows = await list(context, await openGateway(context), endpoint, params);
	return { results: matching(rows.map(toChoice), filter) };
}

function matching(all: INodeListSearchItems[], filter = ''): INodeListSearchItems[] {
	const wanted = filter.trim().toLowerCase();
	return all.filter(
		({ name, value }) =>
			name.toLowerCase().includes(wanted) || String(value).toLowerCase() === wanted,
	);
}

function readPlace(token: string | undefined): Place {
	if (!token) return { page: 1, seen: [] };
	return JSON.parse(token) as Place;
}

/** Lists, and says in a 403 that the ID can be entered all the same. */
async function list(
	context: ILoadOptionsFunctions,
	gateway: Gateway,
	endpoint: Endpoint,
	params: Record<string, string>,
): Promise<IDataObject[]> {
	try {
		return (await gateway.request<IDataObject[]>(endpoint, params)).data;
	} catch (error) {
		const { message, description, httpCode } = error as NodeApiError;
		if (httpCode !== '403') throw new NodeApiError(context.getNode(), error as JsonObject);
		const byId = `${message}. You can still choose "By ID" and enter the ID.`;
		throw new NodeApiError(
			context.getNode(),
			{ message: byId },
			{ message: byId, description: description ?? undefined, httpCode },
		);
	}
}
