import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeApiError, sleep } from 'n8n-workflow';
import { look, mark, type Look } from './cursor/look';
import { readState, type CursorState } from './cursor/state';
import { fetchTestEvent } from './fetchTestEvent';
import { toItem, type ItemRules } from './items';
import { oneAtATime } from './oneAtATime';
import { getPollSettings, type PollSettings } from './settings';
import { openSource, type Inbox, type Message, type Source } from './source';
import { getStart } from './start';

/** Shorter than the shortest poll interval of one minute, so that polls seldom overlap. */
const OWN_BUDGET_MS = 45_000;
/** Downloads get what reading leaves. */
const READING_SHARE = 0.5;
const DOWNLOADING_SHARE = 0.85;
const DOWNLOAD_TIMEOUT_MS = 30_000;
/** Before an empty list is looked at again. */
const WAIT_MS = 500;
/** From here on a time without polls is a long pause. */
const LONG_PAUSE_MS = 60 * 60_000;

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
	const rules = rulesOf(settings, source.baseUrl);
	if (this.getMode() === 'manual') {
		return await fetchTestEvent(this, source, settings.isWanted, rules);
	}
	const budget = Math.min(OWN_BUDGET_MS, this.getPollBudgetMs?.() ?? OWN_BUDGET_MS);
	const hasTime = (share: number) => Date.now() - startedAt < budget * share;
	const key = `${this.getWorkflow().id}:${this.getNode().id}`;
	return await oneAtATime(key, 2 * budget, async () => {
		const found = await findNew(this, source, settings.include, (share) =>
			hasTime(READING_SHARE * share),
		);
		if (!found) return null;
		const items: INodeExecutionData[] = [];
		const handled = new Set<string>();
		for (const message of found.fresh) {
			if (items.length > 0 && rules.download && !hasTime(DOWNLOADING_SHARE)) break;
			if (settings.isWanted(message)) items.push(await toItem(this, message, rules));
			handled.add(message.id);
		}
		return save(this, source.inbox, found, handled) && items.length > 0 ? [items] : null;
	});
}

/**
 * Looks for new messages, and logs what is odd about the list.
 *
 * @returns undefined when n8n has just started and the gateway cannot be reached: a failed activation would leave the
 * workflow without polls until n8n starts again
 */
async function findNew(
	context: IPollFunctions,
	{ inbox, fetchPage, parse }: Source,
	include: number,
	goOn: (share: number) => boolean,
): Promise<Look<Message> | undefined> {
	const start = getStart(context);
	const { state, isDoubtful } = readStored(context, inbox);
	const wait = async () => await sleep(WAIT_MS);
	const isPaused = start.skipsPause && state !== null && Date.now() - state.readAt > LONG_PAUSE_MS;
	const { isFirst: isDeep } = start;
	const options = { parse, include, isDoubtful, isPaused, isDeep, goOn, wait, now: Date.now };
	const found = await look(state, fetchPage, options).catch((error: unknown) => {
		if (!start.isUnattended || !mayPass(error)) return Promise.reject(error);
		context.logger.warn(`${(error as Error).message}. The next poll tries again.`);
		return undefined;
	});
	if (found && found.odd > 0) {
		context.logger.warn(
			`WatX listed ${found.odd} received messages without a usable ID. They were passed over.`,
		);
	}
	if (found?.isStartedOver) {
		context.logger.warn(
			'The list of received messages has started over. What arrives from now on starts the workflow.',
		);
	}
	return found;
}

/** Whether a fault may be gone at the next poll: the gateway or a proxy is down, not the credential wrong. */
function mayPass(error: unknown): boolean {
	const code = error instanceof NodeApiError ? Number(error.httpCode ?? 0) : 400;
	return code < 400 || code >= 500 || code === 408 || code === 429;
}

/** Marks and remembers, without awaiting anything: no other poll can come between. */
function save(
	context: IPollFunctions,
	inbox: Inbox,
	found: Look<Message>,
	handled: ReadonlySet<string>,
): boolean {
	const next = mark(readStored(context, inbox).state, found, ({ id }) => handled.has(id));
	if (!next) return false;
	Object.assign(context.getWorkflowStaticData('node'), { ...inbox, cursor: next });
	return true;
}

/** The cursor that n8n keeps; none for another inbox, whose ids mean other messages. */
function readStored(
	context: IPollFunctions,
	{ host, key }: Inbox,
): { state: CursorState | null; isDoubtful: boolean } {
	const data = context.getWorkflowStaticData('node');
	const state = data.key === key ? (readState(data.cursor) ?? null) : null;
	return { state, isDoubtful: data.host !== host };
}

function rulesOf({ download, binaryPropertyName }: PollSettings, baseUrl: string): ItemRules {
	if (!download) return { binaryPropertyName };
	return {
		binaryPropertyName,
		download: { ...download, baseUrl, timeoutMs: DOWNLOAD_TIMEOUT_MS },
	};
}
