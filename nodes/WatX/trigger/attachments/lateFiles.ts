import { sleep } from 'n8n-workflow';
import type { Received } from '../received';

const PAUSE_MS = 1000;

/**
 * Asks again for messages whose files have not appeared yet: a file follows its row (contract: endpoint 7).
 *
 * @param messages those that may get a file
 * @param fetchAgain gives the messages that are listed now
 * @param seconds how long to go on at most
 * @param hasTime whether there is time for another second
 * @returns those whose file has appeared, by id; a fault of the gateway finds none
 */
export async function fetchLateFiles(
	messages: Received[],
	fetchAgain: () => Promise<Received[]>,
	seconds: number,
	hasTime: () => boolean = () => true,
): Promise<Map<string, Received>> {
	const found = new Map<string, Received>();
	const isMissing = ({ id }: Received) => !found.has(id);
	for (let second = 0; second < seconds && messages.some(isMissing) && hasTime(); second++) {
		await sleep(PAUSE_MS);
		const listed = await fetchAgain().catch(() => []);
		const missing = new Set(messages.filter(isMissing).map(({ id }) => id));
		for (const message of listed) {
			if (missing.has(message.id) && message.attachment !== null) found.set(message.id, message);
		}
	}
	return found;
}
