import type { INodeProperties } from 'n8n-workflow';
import type { Call } from '../../fields/call';
import { filtersOfAll, filtersOfSent, getMessageFilters } from '../../fields/messageFilters';
import { pagingFields } from '../../fields/paging';
import { getSimplify, simplifyField } from '../../fields/simplify';
import type { Endpoint } from '../../gateway/endpoints';
import { parseMessageRow } from '../../gateway/messageRow';
import { isPast } from '../../gateway/newestFirst';
import type { Output } from '../operation';
import { getPagedRows } from '../rows';
import { simplifyMessage, type MessageList } from './simplify';

/** What a list of messages asks for. */
export const listFields = (list: MessageList): INodeProperties[] => [
	...pagingFields,
	simplifyField,
	list === 'sent' ? filtersOfSent : filtersOfAll,
];

/** Runs a list of messages: those that pass the filters, reading no further than they reach. */
export async function listMessages(
	call: Call,
	list: MessageList,
	endpoint: Endpoint,
): Promise<Output[]> {
	const filters = getMessageFilters(call);
	const isSimple = getSimplify(call);
	const since = filters?.since;
	return await getPagedRows(call, endpoint, {
		toJson: isSimple ? (row) => simplifyMessage(list, row) : undefined,
		keeps: filters && ((row) => passes(row, filters.passes)),
		isDone: since === undefined ? undefined : (rows) => isPast(rows, since),
	});
}

/** A row that cannot be read passes no filter: nothing is known of it. */
function passes(
	raw: unknown,
	test: (row: NonNullable<ReturnType<typeof parseMessageRow>>) => boolean,
) {
	const row = parseMessageRow(raw);
	return row !== undefined && test(row);
}
