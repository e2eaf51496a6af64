import type { INodeExecutionData } from 'n8n-workflow';
import type { DownloadContext } from './attachments/download';
import { fetchLateFiles } from './attachments/lateFiles';
import { toConversation, toItem, type ItemRules } from './items';
import type { Received } from './received';
import type { PollSettings } from './settings';
import { sortOut, type Waiting } from './waiting';

/** What one poll makes of new messages. */
export interface Emission {
	items: INodeExecutionData[];
	/** Ids of the messages that are done: they have left, or are not wanted. The others stay unmarked. */
	handled: Set<string>;
	waiting: Waiting;
}

/** What a poll has to make items with. */
export interface EmissionMeans {
	settings: PollSettings;
	rules: ItemRules;
	/** What the last poll remembered of messages that wait. */
	waiting: Waiting;
	/** Gives the messages that are listed now, as far as they matter. */
	fetchAgain: () => Promise<Received[]>;
	/** Whether there is time to ask for a file again, or to download another one. */
	hasTime: () => boolean;
	/** In milliseconds. */
	now: number;
}

/** Seconds in which a file follows its row, as a rule. */
const SECONDS_FOR_FILE = 3;

/**
 * Makes items of new messages: filters them, asks again for files that have not appeared yet, holds back what has to wait,
 * combines and downloads.
 *
 * @param fresh lowest id first
 */
export async function emit(
	context: DownloadContext,
	fresh: Received[],
	{ settings, rules, waiting: before, fetchAgain, hasTime, now }: EmissionMeans,
): Promise<Emission> {
	const { isWanted, mayGetFile, needsFile, combine, mostPolls } = settings;
	const candidates = fresh.filter((message) => isWanted(message) || mayGetFile(message));
	const late = candidates.filter(mayGetFile);
	const found = await fetchLateFiles(late, fetchAgain, SECONDS_FOR_FILE, hasTime);
	const messages = candidates.map((message) => found.get(message.id) ?? message);
	const { ready, waiting } = sortOut(
		messages,
		before,
		{ isLate: needsFile, combine: combine && { ...combine, mostPolls } },
		now,
	);
	const handled = new Set(fresh.map(({ id }) => id));
	for (const id of Object.keys(waiting)) handled.delete(id);
	const items: INodeExecutionData[] = [];
	for (const group of ready) {
		const wanted = group.filter(isWanted);
		if (wanted.length === 0) continue;
		if (items.length > 0 && rules.download && !hasTime()) {
			for (const { id } of group) {
				handled.delete(id);
				// What it has waited so far counts.
				if (Object.hasOwn(before, id)) waiting[id] = before[id];
			}
		} else if (combine) items.push(await toConversation(context, wanted, rules));
		else items.push(await toItem(context, wanted[0], rules));
	}
	return { items, handled, waiting };
}
