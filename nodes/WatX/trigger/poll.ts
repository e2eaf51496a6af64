import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { look, mark } from './cursor/look';
import { readState, type CursorState } from './cursor/state';
import { ListChanged } from './cursor/view';
import { fetchTestEvent } from './fetchTestEvent';
import { toItem, type ItemRules } from './items';
import { getPollSettings } from './settings';
import { openSource } from './source';

/** Shorter than the shortest poll interval of one minute, so that polls seldom overlap. */
const OWN_BUDGET_MS = 45_000;
/** Downloads get what reading leaves. */
const READING_SHARE = 0.5;
const DOWNLOADING_SHARE = 0.85;
const DOWNLOAD_TIMEOUT_MS = 30_000;

/**
 * One poll: emits what the gateway lists and no poll has emitted yet, lowest id first.
 *
 * @returns null when there is nothing to emit
 * @throws NodeApiError with httpCode when the gateway fails; then nothing is emitted or marked
 */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const startedAt = Date.now();
	const settings = getPollSettings(this);
	const source = await openSource(this);
	const rules: ItemRules = { binaryPropertyName: settings.binaryPropertyName };
	if (settings.download) {
		rules.download = {
			...settings.download,
			baseUrl: source.baseUrl,
			timeoutMs: DOWNLOAD_TIMEOUT_MS,
		};
	}
	const host = new URL(source.baseUrl).host;
	const stored = readStored(this.getWorkflowStaticData('node'), host);
	if (this.getMode() === 'manual') {
		return await fetchTestEvent(this, source, stored, settings.isWanted, rules);
	}

	const budget = Math.min(OWN_BUDGET_MS, this.getPollBudgetMs?.() ?? OWN_BUDGET_MS);
	const hasTime = (share: number) => Date.now() - startedAt < budget * share;
	const found = await look(stored, source.fetchPage, {
		include: settings.include,
		goOn: () => hasTime(READING_SHARE),
		random: Math.random,
	}).catch((error: unknown) =>
		Promise.reject(error instanceof ListChanged ? turmoil(this) : error),
	);
	const items: INodeExecutionData[] = [];
	let handled = 0;
	for (const message of found.fresh) {
		if (items.length > 0 && rules.download && !hasTime(DOWNLOADING_SHARE)) break;
		if (settings.isWanted(message)) items.push(await toItem(this, message, rules));
		handled++;
	}

	// From here on nothing is awaited: no other poll can come between the decision and the mark.
	const data = this.getWorkflowStaticData('node');
	const next = mark(readStored(data, host), found, handled);
	if (!next) return null;
	const isChanged = JSON.stringify(data.cursor) !== JSON.stringify(next) || data.host !== host;
	if (isChanged) Object.assign(data, { host, cursor: next });
	return items.length > 0 ? [items] : null;
}

/** The cursor that n8n keeps; none for another gateway, whose ids mean other messages. */
function readStored(data: IDataObject, host: string): CursorState | null {
	return data.host === host ? (readState(data.cursor) ?? null) : null;
}

function turmoil(context: IPollFunctions): NodeApiError {
	const message =
		'WatX could not list the received messages: the list kept changing while it was read';
	const description =
		'Nothing is lost: the next poll tries again. If this repeats, many messages are being deleted, or the gateway does not page its list in a fixed order.';
	return new NodeApiError(
		context.getNode(),
		{ message },
		{ message, description, httpCode: '503' },
	);
}
