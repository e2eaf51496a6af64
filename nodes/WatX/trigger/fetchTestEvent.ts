import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { readNewest } from './cursor/find';
import { compareIds } from './cursor/ids';
import { SIZES } from './cursor/sizes';
import type { CursorState } from './cursor/state';
import { ListView, type Slice } from './cursor/view';
import { toItem, type ItemRules } from './items';
import type { Received } from './received';
import type { Source } from './source';

/** Messages that are looked through for one that passes the filters. */
const LOOKED_THROUGH = 1000;

/**
 * "Fetch Test Event": the newest message that passes the filters. The state is read, never changed.
 *
 * @throws NodeOperationError when there is none, saying whether there are others
 */
export async function fetchTestEvent(
	context: IPollFunctions,
	{ fetchPage }: Source,
	state: CursorState | null,
	isWanted: (message: Received) => boolean,
	rules: ItemRules,
): Promise<INodeExecutionData[][]> {
	const view = new ListView(fetchPage, SIZES.limit);
	let seen = 0;
	let slice: Slice<Received> | null = await readNewest(view, state?.list, SIZES, () => false);
	while (slice && slice.rows.length > 0) {
		const newestFirst = [...slice.rows].sort((a, b) => compareIds(b.id, a.id));
		const match = newestFirst.find(isWanted);
		if (match) return [[await toItem(context, match, rules)]];
		seen += slice.rows.length;
		slice = seen < LOOKED_THROUGH ? await view.older(slice) : null;
	}
	if (seen === 0) {
		throw new NodeOperationError(context.getNode(), 'WatX lists no received message yet', {
			description:
				'Send a WhatsApp message to one of your linked accounts from another phone, then fetch the test event again.',
		});
	}
	throw new NodeOperationError(
		context.getNode(),
		`None of the newest ${seen} received messages passes the filters`,
		{
			description:
				'Send a message that does, or change "Account" or "Filters", then fetch the test event again.',
		},
	);
}
