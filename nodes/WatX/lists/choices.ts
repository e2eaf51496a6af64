import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	JsonObject,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Endpoint } from '../gateway/endpoints';
import { openGateway, type Gateway } from '../gateway/request';
import { rowKey } from '../gateway/rowList';

const PAGE_SIZE = 100;
/** So many pages are looked through for a filter at a time; the editor asks for the rest. */
const MOST_PAGES = 20;

/** What the editor shows for a row: words a person recognises, and the ID behind them. */
export type ToChoice = (row: IDataObject) => INodeListSearchItems;

/** What a list says besides its rows. */
export interface ListWords {
	/** What to do when the key may not list: where the ID is found then. */
	withoutPermission: string;
	/** What to do when there is nothing to list; without it an empty list is just empty. */
	whenEmpty?: string;
	/** The first entry, which leads back to the default: nothing chosen. */
	nothingChosen?: string;
}

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
export const pagedChoices = (
	endpoint: Endpoint,
	toChoice: ToChoice,
	words: ListWords,
): ListSearch =>
	async function (filter, token) {
		return await helping(this, endpoint, toChoice, words, { filter, token });
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
	words: ListWords,
	{ filter, token }: { filter?: string; token?: string },
): Promise<INodeListSearchResult> {
	const gateway = await openGateway(context);
	let { page, seen } = readPlace(token);
	const first = token ? [] : defaultChoice(words, filter);
	for (const end = page + MOST_PAGES; page < end; page++) {
		const query = { limit: String(PAGE_SIZE), page: String(page) };
		const rows = await list(context, gateway, endpoint, words, query);
		if (page === 1 && rows.length === 0) return { results: [...first, ...nothing(context, words)] };
		const fresh = rows.filter((row) => !seen.includes(rowKey(row)));
		if (fresh.length === 0) return { results: first };
		seen = rows.map(rowKey);
		const matches = matching(fresh.map(toChoice), filter);
		if (matches.length === 0) continue;
		const results = [...first, ...matches];
		return { results, paginationToken: JSON.stringify({ page: page + 1, seen }) };
	}
	return { results: first, paginationToken: JSON.stringify({ page, seen }) };
}

/** A list that comes in one piece, for a resource locator. */
export async function choices(
	context: ILoadOptionsFunctions,
	endpoint: Endpoint,
	toChoice: ToChoice,
	words: ListWords,
	{ filter, params = {} }: { filter?: string; params?: Record<string, string> },
): Promise<INodeListSearchResult> {
	const rows = await list(context, await openGateway(context), endpoint, words, params);
	const all = rows.length > 0 ? rows.map(toChoice) : nothing(context, words);
	return { results: [...defaultChoice(words, filter), ...matching(all, filter)] };
}

function matching(all: INodeListSearchItems[], filter = ''): INodeListSearchItems[] {
	const wanted = searchable(filter);
	return all.filter(
		({ name, value }) =>
			searchable(name).includes(wanted) || (wanted !== '' && searchable(String(value)) === wanted),
	);
}

/** People write numbers and names with blanks and dashes of their own. */
const searchable = (text: string): string => text.replace(/[\s\p{Pd}]/gu, '').toLowerCase();

const defaultChoice = ({ nothingChosen }: ListWords, filter?: string): INodeListSearchItems[] =>
	nothingChosen ? matching([{ name: nothingChosen, value: '' }], filter) : [];

/** The editor shows an error in place of the list, and says nothing about a list without entries. */
function nothing(context: ILoadOptionsFunctions, { whenEmpty }: ListWords): INodeListSearchItems[] {
	if (whenEmpty) throw new NodeOperationError(context.getNode(), whenEmpty);
	return [];
}

function readPlace(token: string | undefined): Place {
	if (!token) return { page: 1, seen: [] };
	return JSON.parse(token) as Place;
}

/** Lists, and says in a 403 what can be done all the same. */
async function list(
	context: ILoadOptionsFunctions,
	gateway: Gateway,
	endpoint: Endpoint,
	{ withoutPermission }: ListWords,
	params: Record<string, string>,
): Promise<IDataObject[]> {
	try {
		return (await gateway.request<IDataObject[]>(endpoint, params)).data;
	} catch (error) {
		const { message, description, httpCode } = error as NodeApiError;
		if (httpCode !== '403') throw new NodeApiError(context.getNode(), error as JsonObject);
		const byId = `${message.replace(/\.$/, '')}. ${withoutPermission}`;
		throw new NodeApiError(
			context.getNode(),
			{ message: byId },
			{ message: byId, description: description ?? undefined, httpCode },
		);
	}
}
