/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { Server } from 'node:http';

import { deliverPending } from './deliver';
import type { ActiveFault, FaultRule } from './faults';
import { receive, reveal, type Arrival } from './receive';
import type { Stats } from './recorder';
import type { Gateway } from './server';
import { defaultSettings, type Settings } from './settings';
import { createState, hexDigits, insertRow, nextId, unixNow } from './state';
import type {
	Account,
	Campaign,
	Group,
	Link,
	Permission,
	ReceivedRow,
	RecordedRequest,
	SentRow,
	State,
} from './types';

/** A running gateway in a test's hands. `index.ts` documents it. */
export class Emulator {
	private made = 0;

	constructor(
		private readonly server: Server,
		private readonly gateway: Gateway,
		/** A key with every permission, another one at each start. */
		readonly secret: string,
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
			created: unixNow(),
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
			created: unixNow(),
			...partial,
		});
	}

	/** A message arrives. Throws on a unique ID that no account has. */
	receive(arrival: Arrival = {}): ReceivedRow {
		return receive(this.state, this.gateway.origin, arrival);
	}

	/** Lists a row that was received with `hidden: true`. Throws when there is none. */
	reveal(id: number): ReceivedRow {
		return reveal(this.state, id);
	}

	/** Sends up to `count` waiting messages, oldest first. */
	deliverPending(count?: number): SentRow[] {
		return deliverPending(this.state, count);
	}

	/** Somebody scans the QR code: the link becomes an account. */
	completeLink(token: string, partial: Partial<Account> = {}): Account {
		const link = this.link(token);
		link.account = this.addAccount(partial);
		link.status = 'linked';
		return link.account;
	}

	/** Nobody scanned the QR code in time. */
	expireLink(token: string): void {
		this.link(token).status = 'expired';
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

	/** Back to the state, settings and counters of a start; the URL and the secret stay. */
	reset(): void {
		const { gateway } = this;
		Object.assign(gateway.state, createState(this.secret));
		Object.assign(gateway.settings, defaultSettings());
		gateway.faults.clear();
		gateway.listeners.clear();
		gateway.recorder.clear();
	}

	/** Ends the server and every open connection. Throws what a test's own callback has thrown. */
	async close(): Promise<void> {
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
