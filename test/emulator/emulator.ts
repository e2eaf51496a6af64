/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { Server } from 'node:http';

import { deliverPending } from './deliver';
import type { ActiveFault, FaultMatch, FaultRule } from './faults';
import { settingsOf, type Profile } from './profiles';
import { receive, reveal, sentAt, type Arrival } from './receive';
import type { Stats } from './recorder';
import type { Reaction } from './replies';
import type { Gateway } from './server';
import type { Settings } from './settings';
import { accountOf, createState, forgetIds, hexDigits, insertRow, nextId, unixNow } from './state';
import type {
	Account,
	Campaign,
	Group,
	Link,
	PendingRow,
	Permission,
	ReceivedRow,
	RecordedRequest,
	SentRow,
	State,
} from './types';
import type { WebhookCall } from './webhook';
import { WORDS, type Saying } from './words';

/** A running gateway in a test's hands. `index.ts` documents it. */
export class Emulator {
	private made = 0;

	constructor(
		private readonly server: Server,
		private readonly gateway: Gateway,
		/** A key with every permission, another one at each start. */
		readonly secret: string,
		/** Which settings `reset()` returns to. */
		public profile: Profile,
	) {}

	/** What goes into the credential's Base URL: `http://127.0.0.1:PORT/api`. */
	get url(): string {
		return `${this.gateway.origin}${this.gateway.basePath}`;
	}

	get state(): State {
		return this.gateway.state;
	}

	get settings(): Settings {
		return this.gateway.settings;
	}

	/** Every message taken to be sent, now or later, in order of arrival. */
	get accepted(): PendingRow[] {
		return [...this.state.sent, ...this.state.pending].sort((a, b) => a.id - b.id);
	}

	/** Every request in order of arrival (of the newest, see `settings.recordLimit`). */
	get requests(): RecordedRequest[] {
		return this.gateway.recorder.requests;
	}

	get stats(): Readonly<Stats> {
		return this.gateway.recorder.stats;
	}

	/** Makes a key that may do these things and nothing else; gives its secret. */
	addKey(permissions: Permission[]): string {
		const secret = hexDigits(40);
		this.state.keys.set(secret, new Set(permissions));
		return secret;
	}

	/** Adds a connected account with a unique ID (72 hex digits) and a number of its own. */
	addAccount(partial: Partial<Account> = {}): Account {
		const id = partial.id ?? nextId(this.state, 'account');
		return insertRow(this.state.accounts, {
			id,
			phone: `+9197${String(id).padStart(8, '0')}`,
			unique: hexDigits(72),
			status: 'connected',
			created: unixNow(this.state),
			...partial,
		});
	}

	/** Adds a group to an account (by default the first). */
	addGroup(partial: Partial<Group> = {}): Group {
		const gid = `${120363000000000000n + BigInt(++this.made)}@g.us`;
		const unique = this.state.accounts[0]?.unique ?? '';
		const group = { unique, gid, name: `Group ${this.made}`, contacts: [], ...partial };
		this.state.groups.push(group);
		return group;
	}

	/** Adds a campaign without messages, running unless said otherwise. */
	addCampaign(partial: Partial<Campaign> = {}): Campaign {
		const id = partial.id ?? nextId(this.state, 'campaign');
		return insertRow(this.state.campaigns, {
			id,
			account: this.state.accounts[0]?.phone ?? '+919800000000',
			type: 'text',
			status: 'running',
			name: `Campaign ${id}`,
			contacts: 0,
			created: unixNow(this.state),
			...partial,
		});
	}

	/** Takes the settings of a profile, all of them. */
	use(profile: Profile): void {
		this.profile = profile;
		Object.assign(this.settings, settingsOf(profile));
	}

	/** A message arrives, and is sent to the webhook. Throws on a unique ID that no account has. */
	receive(arrival: Arrival = {}): ReceivedRow {
		const { state, settings, gateway } = this;
		const row = receive(state, settings, gateway.origin, arrival);
		gateway.webhook.send(row, sentAt(state, arrival));
		return row;
	}

	/** The gateway has fetched the file of a received row (of all, without an id). */
	fetchAttachment(id?: number): void {
		if (id === undefined) this.state.unfetched.clear();
		else this.state.unfetched.delete(id);
	}

	/** Somebody answers the next message that is sent to them. */
	replyTo(recipient: string, message: Reaction['message'], more: Partial<Reaction> = {}): void {
		this.gateway.reactions.add({ recipient, message, ...more });
	}

	/** The calls of the webhook, in order, ended or not. */
	get webhookCalls(): readonly WebhookCall[] {
		return this.gateway.webhook.calls;
	}

	/** Settles when no call of the webhook is under way any more. */
	async webhooksDone(): Promise<void> {
		await this.gateway.webhook.done();
	}

	/** Lets time pass: tokens age, files arrive, what comes next is younger. */
	advanceClock(seconds: number): void {
		this.state.clockOffset += seconds * 1000;
	}

	/** The server restarts: the ids of rows that were deleted from the end are given again. */
	restart(): void {
		forgetIds(this.state);
	}

	/** Lists a row that was received with `hidden: true`. Throws when there is none. */
	reveal(id: number): ReceivedRow {
		return reveal(this.state, id);
	}

	/** Sends up to `count` waiting messages, oldest first, or marks them failed. */
	deliverPending(count?: number, status?: SentRow['status']): SentRow[] {
		return deliverPending(this.state, count, status);
	}

	/** Somebody scans the QR code: the link becomes an account. */
	completeLink(token: string, partial: Partial<Account> = {}): Account {
		const link = this.link(token);
		if (link.isRelink) throw new Error('A relink ends with completeRelink');
		link.account = this.addAccount(partial);
		link.status = 'linked';
		return link.account;
	}

	/** Nobody scanned the QR code in time. */
	expireLink(token: string): void {
		this.link(token).status = 'expired';
	}

	/** An account is linked again: only its status tells. Throws when there is none. */
	completeRelink(unique: string): void {
		const account = accountOf(this.state, unique);
		if (!account) throw new Error(`No account has the unique ID ${unique}`);
		account.status = 'connected';
	}

	/** The next call (that matches) is refused in these words of words.ts, and not carried out. */
	say(name: Saying, match?: FaultMatch, more: Partial<FaultRule> = {}): ActiveFault {
		return this.fault({ kind: 'status', ...WORDS[name], match, ...more });
	}

	/** Puts a fault behind those in force. */
	fault(rule: FaultRule): ActiveFault {
		return this.gateway.faults.add(rule);
	}

	clearFaults(): void {
		this.gateway.faults.clear();
	}

	/** Calls back at each request, before it is carried out; gives a function that ends it. */
	onRequest(listener: (request: RecordedRequest) => void): () => void {
		this.gateway.listeners.add(listener);
		return () => this.gateway.listeners.delete(listener);
	}

	/** Back to the state, settings and counters of a start; URL, secret and profile stay. */
	reset(): void {
		const { gateway } = this;
		Object.assign(gateway.state, createState(this.secret));
		this.use(this.profile);
		gateway.webhook.clear();
		gateway.reactions.clear();
		gateway.faults.clear();
		gateway.listeners.clear();
		gateway.recorder.clear();
	}

	/** Ends the server and every open connection. Throws what a test's own callback has thrown. */
	async close(): Promise<void> {
		this.gateway.webhook.clear();
		this.gateway.reactions.clear();
		await new Promise<void>((resolve) => {
			this.server.close(() => resolve());
			this.server.closeAllConnections();
		});
		if (this.gateway.errors.length > 0) throw this.gateway.errors[0];
	}

	private link(token: string): Link {
		const link = this.state.links.get(token);
		if (!link) throw new Error('No link has this token');
		return link;
	}
}
