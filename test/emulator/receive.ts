import type { Settings } from './settings';
import { accountOf, hexDigits, insertRow, nextId, now, unixNow } from './state';
import type { ReceivedRow, ServedFile, State } from './types';

/** A message that reaches the gateway; what is left out is made up. */
export interface Arrival {
	/** Own phone number or unique ID; by default the first account. */
	account?: string;
	/** The other side: a phone number or a group address. */
	sender?: string;
	message?: string;
	/** None, a URL, or a file that the emulator serves under a URL of its own. */
	attachment?: false | string | ServedFile;
	/** Unix seconds; by default now, or the time it was sent (see `settings.receivedDate`). */
	created?: number;
	/** How many seconds ago it was sent: WhatsApp delivers it late, the account was offline. */
	sentSecondsAgo?: number;
	/** By default the next one; a lower one makes a row that appears late. */
	id?: number;
	/** Not listed before `reveal(id)`. */
	hidden?: boolean;
}

/** Puts a message into the received list (or aside, when hidden) and gives its row. */
export function receive(
	state: State,
	settings: Settings,
	origin: string,
	arrival: Arrival,
): ReceivedRow {
	const id = arrival.id ?? nextId(state, 'received');
	state.lastIds.received = Math.max(state.lastIds.received, id);
	const row: ReceivedRow = {
		id,
		account: phoneOf(state, arrival.account),
		recipient: arrival.sender ?? '+919800000001',
		message: arrival.message ?? `Message ${id}`,
		attachment: attachmentOf(state, origin, arrival.attachment ?? false),
		created:
			arrival.created ??
			(settings.receivedDate === 'whatsapp' ? sentAt(state, arrival) : unixNow(state)),
	};
	if (row.attachment) state.unfetched.set(id, now(state) + settings.attachmentDelayMs);
	if (/^\s*stop/i.test(row.message)) unsubscribe(state, row);
	return insertRow(arrival.hidden ? state.hidden : state.received, row);
}

/** When the message was really sent, in Unix seconds. */
export function sentAt(state: State, { sentSecondsAgo = 0 }: Arrival): number {
	return unixNow(state) - sentSecondsAgo;
}

/** Lists a row that was received hidden, and gives it. */
export function reveal(state: State, id: number): ReceivedRow {
	const row = state.hidden.find((candidate) => candidate.id === id);
	if (!row) throw new Error(`No hidden row has the id ${id}`);
	state.hidden = state.hidden.filter((other) => other !== row);
	return insertRow(state.received, row);
}

function unsubscribe(state: State, { recipient: phone }: ReceivedRow): void {
	if (state.unsubscribed.some((row) => row.phone === phone)) return;
	const id = nextId(state, 'unsubscribed');
	state.unsubscribed.push({ id, phone, created: unixNow(state) });
}

function phoneOf(state: State, account: string | undefined): string {
	if (account === undefined) return state.accounts[0]?.phone ?? '+919800000000';
	if (/^\+\d+$/.test(account)) return account;
	const found = accountOf(state, account);
	if (!found) throw new Error(`No account has the unique ID ${account}`);
	return found.phone;
}

function attachmentOf(
	state: State,
	origin: string,
	attachment: false | string | ServedFile,
): string | false {
	if (typeof attachment !== 'object') return attachment;
	const name = encodeURIComponent(attachment.filename);
	const path = `/uploads/whatsapp/received/${hexDigits(24)}/${name}`;
	state.files.set(path, attachment);
	return `${origin}${path}`;
}
