import { randomBytes } from 'node:crypto';

import { PERMISSIONS, type Account, type IdTable, type State } from './types';

/** A gateway nobody has used yet: one WhatsApp server, and the key `secret` that may do all. */
export function createState(secret: string): State {
	return {
		accounts: [],
		sent: [],
		received: [],
		pending: [],
		campaigns: [],
		groups: [],
		servers: [{ id: 1, name: 'WhatsApp Server 1' }],
		keys: new Map([[secret, new Set(PERMISSIONS)]]),
		links: new Map(),
		notOnWhatsApp: new Set(),
		files: new Map(),
		hidden: [],
		unsubscribed: [],
		unfetched: new Map(),
		clockOffset: 0,
		lastIds: { account: 0, message: 0, received: 0, campaign: 0, server: 1, unsubscribed: 0 },
	};
}

/** Random lower-case hex digits, `length` of them (an even number). */
export function hexDigits(length: number): string {
	return randomBytes(length / 2).toString('hex');
}

/** The gateway's clock in milliseconds; `advanceClock` moves it. */
export function now(state: State): number {
	return Date.now() + state.clockOffset;
}

export function unixNow(state: State): number {
	return Math.floor(now(state) / 1000);
}

/** The next unused id of a table, also after tests have added rows of their own. */
export function nextId(state: State, table: IdTable): number {
	state.lastIds[table] = Math.max(state.lastIds[table], highestId(state, table)) + 1;
	return state.lastIds[table];
}

/** Forgets ids whose rows are gone, as MySQL before 8 does when it starts. */
export function forgetIds(state: State): void {
	for (const table of Object.keys(state.lastIds) as IdTable[]) {
		state.lastIds[table] = highestId(state, table);
	}
}

function highestId(state: State, table: IdTable): number {
	const tables: Record<IdTable, Array<Array<{ id: number }>>> = {
		account: [state.accounts],
		message: [state.sent, state.pending],
		received: [state.received, state.hidden],
		campaign: [state.campaigns],
		server: [state.servers],
		unsubscribed: [state.unsubscribed],
	};
	return Math.max(...tables[table].map((rows) => rows.at(-1)?.id ?? 0));
}

/** Adds a row where its id belongs. Appending, the usual case, costs nothing extra. */
export function insertRow<T extends { id: number }>(rows: T[], row: T): T {
	const last = rows.at(-1);
	if (!last || last.id < row.id) rows.push(row);
	else rows.splice(lowerBound(rows, row.id), 0, row);
	return row;
}

/** The index of the row with this id, as the text of a parameter has it; -1 when there is none. */
export function indexOfId(rows: ReadonlyArray<{ id: number }>, id: string): number {
	if (!/^\d+$/.test(id)) return -1;
	const index = lowerBound(rows, Number(id));
	return rows[index]?.id === Number(id) ? index : -1;
}

export function accountOf(state: State, unique: string): Account | undefined {
	return state.accounts.find((account) => account.unique === unique);
}

/** The first index whose id is not below `id`. */
function lowerBound(rows: ReadonlyArray<{ id: number }>, id: number): number {
	let low = 0;
	let high = rows.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (rows[middle].id < id) low = middle + 1;
		else high = middle;
	}
	return low;
}
