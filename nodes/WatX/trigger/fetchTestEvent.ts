import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { ListReader } from '../gateway/lists/reader';
import { byId, listedRows } from './cursor/ids';
import { isOldestFirst } from './cursor/head';
import { toItem, type ItemRules } from './items';
import type { Received } from './received';
import type { Source } from './source';

/** Messages that are looked through for one that passes the filters. */
const LOOKED_THROUGH = 1000;
const MOST_REQUESTS = 200;
const LONGEST_MS = 40_000;

/**
 * "Fetch Test Event": the newest message that passes the filters. No state is read or changed.
 *
 * @throws NodeOperationError when there is none, saying whether there are others
 */
export async function fetchTestEvent(
	context: IPollFunctions,
	{ fetchPage, parse }: Source,
	isWanted: (message: Received) => boolean,
	rules: ItemRules,
	which: 'received' | 'failed',
): Promise<INodeExecutionData[][]> {
	const startedAt = Date.now();
	const goOn = () => Date.now() - startedAt < LONGEST_MS;
	const reader = new ListReader(fetchPage, listedRows(parse), {
		mostRequests: MOST_REQUESTS,
		goOn,
	});
	const { rows } = await reader.read({
		wanted: (read) => {
			// A list that does not begin with its newest rows is read to its end.
			if (isOldestFirst(read)) return Infinity;
			return read.some(isWanted) ? 0 : LOOKED_THROUGH;
		},
	});
	const match = [...rows].sort(byId).reverse().find(isWanted);
	if (match) return [[await toItem(context, match, rules)]];
	const listed = which === 'received' ? 'received' : 'sent';
	if (rows.length === 0) {
		throw new NodeOperationError(context.getNode(), `WatX lists no ${listed} message yet`, {
			description:
				which === 'received'
					? 'Send a WhatsApp message to one of your linked accounts from another phone, then fetch the test event again.'
					: 'Send a message with the WatX node first, then fetch the test event again.',
		});
	}
	throw new NodeOperationError(
		context.getNode(),
		which === 'received'
			? `None of the newest ${rows.length} received messages passes the filters`
			: `None of the newest ${rows.length} sent messages has failed`,
		{
			description:
				which === 'received'
					? 'Send a message that does, or change "Account" or "Filters", then fetch the test event again.'
					: 'Activate the workflow: it starts when a message fails. To build it, pin data such as {"id": 1, "recipient": "+919876543210", "message": "Hello"}.',
		},
	);
}
