import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeApiError, sleep } from 'n8n-workflow';
import { endpoints } from '../gateway/endpoints';
import { look, mark, type Look } from './cursor/look';
import { readState, type CursorState } from './cursor/state';
import { onState } from './copies';
import { emit, type Emission } from './emission';
import { fetchTestEvent } from './fetchTestEvent';
import type { ItemRules } from './items';
import { oneAtATime } from './oneAtATime';
import { fetchAccountEvent, pollAccounts } from './pollAccounts';
import { toFailedJson } from './received';
import { getEvent, getFailedSettings, getPollSettings, type PollSettings } from './settings';
import { openSource, type Inbox, type Message, type Source } from './source';
import { getStart, type Start } from './start';
import { parseWaiting } from './waiting';

/** Shorter than the shortest poll interval of one minute, so that polls seldom overlap. */
const OWN_BUDGET_MS = 45_000;
/** Downloads get what reading leaves. */
const READING_SHARE = 0.5;
const DOWNLOADING_SHARE = 0.85;
const DOWNLOAD_TIMEOUT_MS = 30_000;
/** Rows asked for besides the new ones, for what arrives meanwhile. */
const MORE_ROWS = 20;
/** Before an empty list is looked at again. */
const WAIT_MS = 500;
/** From here on a time without polls is a long pause. */
const LONG_PAUSE_MS = 60 * 60_000;

/**
 * One poll: emits what the gateway lists and no poll has emitted yet, lowest id first, or accounts that have changed.
 *
 * @returns null when there is nothing to emit
 * @throws NodeApiError with httpCode when the gateway fails; then nothing is emitted or marked
 */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const event = getEvent(this);
	const isManual = this.getMode() === 'manual';
	if (event === 'accountConnected' || event === 'accountDisconnected') {
		const status = event === 'accountConnected' ? 'connected' : 'disconnected';
		if (isManual) return await fetchAccountEvent(this, status);
		return await attended(this, async () => await pollAccounts(this, status));
	}
	const isFailed = event === 'messageFailed';
	const settings = isFailed ? getFailedSettings(this) : getPollSettings(this);
	const source = await openSource(this, isFailed ? endpoints.getSent : endpoints.getReceived);
	const rules = {
		...rulesOf(settings, source.baseUrl),
		write: isFailed ? toFailedJson : undefined,
	};
	if (isManual) {
		const kind = isFailed ? 'failed' : 'received';
		return await fetchTestEvent(this, source, settings.isWanted, rules, kind);
	}
	return await attended(
		this,
		async (start) => await pollMessages(this, source, settings, rules, start),
	);
}

/**
 * Runs one poll of this trigger at a time, and none on a state that another one has left behind.
 *
 * @returns null also when n8n has just started and the gateway cannot be reached: a failed activation would leave the
 * workflow without polls until n8n starts again
 */
async function attended(
	context: IPollFunctions,
	work: (start: Start) => Promise<INodeExecutionData[][] | null>,
): Promise<INodeExecutionData[][] | null> {
	const { id, name } = context.getNode();
	// n8n keeps the state under the node's name: under another one it is empty, not outdated.
	const key = JSON.stringify([context.getWorkflow().id, id, name]);
	const start = getStart(context, key);
	return await oneAtATime(key, 2 * budgetOf(context), async () => {
		const state = context.getWorkflowStaticData('node');
		return await onState(key, state, async () => await work(start)).catch((error: unknown) => {
			if (!start.isUnattended || !mayPass(error)) return Promise.reject(error);
			context.logger.warn(`${(error as Error).message}. The next poll tries again.`);
			return null;
		});
	});
}

async function pollMessages(
	context: IPollFunctions,
	source: Source,
	settings: PollSettings,
	rules: ItemRules,
	start: Start,
): Promise<INodeExecutionData[][] | null> {
	const now = Date.now();
	const hasTime = (share: number) => Date.now() - now < budgetOf(context) * share;
	const goOn = (share: number) => hasTime(READING_SHARE * share);
	const found = await findNew(context, source, settings.include, start, goOn);
	const emission = await emit(context, found.fresh, {
		settings,
		rules,
		waiting: parseWaiting(context.getWorkflowStaticData('node').waiting),
		fetchAgain: async () => {
			const limit = found.fresh.length + MORE_ROWS;
			return (await source.fetchPage({ page: 1, limit })).flatMap((row) => source.parse(row) ?? []);
		},
		hasTime: () => hasTime(DOWNLOADING_SHARE),
		now,
	});
	const isSaved = save(context, source.inbox, found, emission);
	return isSaved && emission.items.length > 0 ? [emission.items] : null;
}

const budgetOf = (context: IPollFunctions): number =>
	Math.min(OWN_BUDGET_MS, context.getPollBudgetMs?.() ?? OWN_BUDGET_MS);

/** Looks for new messages, and logs what is odd about the list. */
async function findNew(
	context: IPollFunctions,
	{ inbox, fetchPage, parse }: Source,
	include: number,
	start: Start,
	goOn: (share: number) => boolean,
): Promise<Look<Message>> {
	const { state, isDoubtful } = readStored(context, inbox);
	const wait = async () => await sleep(WAIT_MS);
	const isPaused = start.skipsPause && state !== null && Date.now() - state.readAt > LONG_PAUSE_MS;
	const { isFirst: isDeep } = start;
	const options = { parse, include, isDoubtful, isPaused, isDeep, goOn, wait, now: Date.now };
	const found = await look(state, fetchPage, options);
	if (found.odd > 0) {
		context.logger.warn(
			`WatX listed ${found.odd} messages without a usable ID. They were passed over.`,
		);
	}
	if (found.isStartedOver) {
		context.logger.warn(
			'The list of messages has started over. What arrives from now on starts the workflow.',
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
	{ handled, waiting }: Emission,
): boolean {
	const next = mark(readStored(context, inbox).state, found, ({ id }) => handled.has(id));
	if (!next) return false;
	Object.assign(context.getWorkflowStaticData('node'), { ...inbox, cursor: next, waiting });
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
