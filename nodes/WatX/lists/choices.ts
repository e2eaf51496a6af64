import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	JsonObject,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Endpoint } from '../gateway/endpoints';
import { ListReader, pagesOf } from '../gateway/lists/reader';
import { plainRows } from '../gateway/lists/stretch';
import { openGateway, type Answer, type Gateway } from '../gateway/request';

/** What the editor shows at most, and looks through for what a person types. */
const MOST_ROWS = 5000;
const MOST_REQUESTS = 200;
/** A person waits no longer for a list. */
const LONGEST_MS = 30_000;

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

/** A method of the node's `listSearch`. */
type ListSearch = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/** The list of a resource locator whose endpoint pages. One answer mostly holds it all, so it is shown in one helping. */
export const pagedChoices = (
	endpoint: Endpoint,
	toChoice: ToChoice,
	words: ListWords,
): ListSearch =>
	async function (filter) {
		const gateway = await openGateway(this);
		const startedAt = Date.now();
		const reader = new ListReader(
			pagesOf(async (params) => await list(this, gateway, endpoint, words, params)),
			plainRows,
			{ mostRequests: MOST_REQUESTS, goOn: () => Date.now() - startedAt < LONGEST_MS },
		);
		const { rows } = await reader.read({ wanted: () => MOST_ROWS });
		return { results: offered(this, rows, toChoice, words, filter) };
	};

/** A list that comes in one piece, for a resource locator. */
export async function choices(
	context: ILoadOptionsFunctions,
	endpoint: Endpoint,
	toChoice: ToChoice,
	words: ListWords,
	{ filter, params = {} }: { filter?: string; params?: Record<string, string> },
): Promise<INodeListSearchResult> {
	const { data } = await list(context, await openGateway(context), endpoint, words, params);
	return { results: offered(context, data, toChoice, words, filter) };
}

/** A value of a row as words; empty for what is none. */
export const wordsOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/** What a person can choose; entries without words or without a value are not shown. */
function offered(
	context: ILoadOptionsFunctions,
	rows: IDataObject[],
	toChoice: ToChoice,
	words: ListWords,
	filter?: string,
): INodeListSearchItems[] {
	const choosable = rows.map(toChoice).filter(({ name, value }) => name !== '' && value !== '');
	const all = choosable.length > 0 ? choosable : nothing(context, words);
	return [...defaultChoice(words, filter), ...matching(all, filter)];
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

/** Lists, and says in a 403 what can be done all the same. */
async function list(
	context: ILoadOptionsFunctions,
	gateway: Gateway,
	endpoint: Endpoint,
	{ withoutPermission }: ListWords,
	params: Record<string, string>,
): Promise<Answer<IDataObject[]>> {
	try {
		return await gateway.request<IDataObject[]>(endpoint, params);
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
