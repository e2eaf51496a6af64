/** What an account can be for sure; everything else it says passes (contract: endpoint 5, `status`). */
export type AccountStatus = 'connected' | 'disconnected';

/** An account as the gateway lists it. */
export interface WatchedAccount {
	unique: string;
	phone: string;
	/** As the gateway says it, also connecting, disconnecting or unknown. */
	status: string;
}

/** An account whose status has changed. */
export interface AccountChange {
	unique: string;
	phone: string;
	status: AccountStatus;
	/** Null for an account that was linked after the workflow was activated. */
	previousStatus: AccountStatus | null;
}

/** What is remembered of accounts, by unique ID. */
export type AccountMemory = Record<
	string,
	{
		/** Null for one that was listed at the first poll and has not said anything sure since. */
		status: AccountStatus | null;
		/** Another status that one poll has seen. */
		next?: AccountStatus;
		isNew?: true;
	}
>;

/** A status that one poll has seen may be a moment between two. */
const MOST_ACCOUNTS = 1000;

/**
 * Finds the accounts whose status has changed: two polls in a row must say so; what is not sure in between changes nothing.
 *
 * @param before what the last poll remembered; undefined at the first poll, which only learns
 */
export function watchAccounts(
	accounts: WatchedAccount[],
	before: AccountMemory | undefined,
): { memory: AccountMemory; changes: AccountChange[] } {
	const changes: AccountChange[] = [];
	const listed: AccountMemory = {};
	for (const { unique, phone, status } of accounts) {
		const known = before && Object.hasOwn(before, unique) ? before[unique] : undefined;
		const isSure = status === 'connected' || status === 'disconnected';
		if (!before) {
			listed[unique] = { status: isSure ? status : null };
			continue;
		}
		const entry = known ?? { status: null, isNew: true as const };
		if (!isSure || status === entry.status) {
			// A status that returns before it was confirmed has not changed.
			listed[unique] = isSure ? { status } : entry;
		} else if (status !== entry.next) {
			listed[unique] = { ...entry, next: status };
		} else {
			listed[unique] = { status };
			const isNews = entry.status !== null || (entry.isNew && status === 'connected');
			if (isNews) changes.push({ unique, phone, status, previousStatus: entry.status });
		}
	}
	const others = Object.entries(before ?? {}).filter(([unique]) => !Object.hasOwn(listed, unique));
	const room = Math.max(0, MOST_ACCOUNTS - Object.keys(listed).length);
	return { memory: { ...listed, ...Object.fromEntries(others.slice(0, room)) }, changes };
}
