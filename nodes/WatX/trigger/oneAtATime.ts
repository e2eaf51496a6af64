/** Polls on their way, by trigger; each with the time from which it counts as stuck, in epoch milliseconds. */
const running = new Map<string, number>();

/**
 * Runs one poll of a trigger at a time: under n8n's durable scheduler each poll has a state of its own, so that two at once
 * would both emit what is new.
 *
 * @param key workflow and node
 * @param longestMs after so long a poll does not hold up others any more
 * @returns null, as for nothing new, while another poll of the trigger is on its way
 */
export async function oneAtATime<T>(
	key: string,
	longestMs: number,
	work: () => Promise<T | null>,
): Promise<T | null> {
	const now = Date.now();
	if ((running.get(key) ?? 0) > now) return null;
	const until = now + longestMs;
	running.set(key, until);
	try {
		return await work();
	} finally {
		// A later poll that took over a stuck one goes on.
		if (running.get(key) === until) running.delete(key);
	}
}
