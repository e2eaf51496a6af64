import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../fields/call';
import { endpoints } from '../gateway/endpoints';
import { parseContact } from '../gateway/messageRow';
import { readForLookUp } from './lookUp';

/** Accounts of one key; no plan has as many. */
const MOST_ACCOUNTS = 5000;

/** A linked account, as far as it is looked at (contract: endpoint 5). */
export interface LinkedAccount {
	unique: string;
	/** Its own number, as `parseContact` writes it. */
	phone: string;
	status: string;
}

/** The linked accounts, listed once per run: the first answer mostly holds all; proving that costs another request. */
export class Accounts {
	/** Found so far, by unique ID and by phone number. */
	private readonly known = new Map<string, LinkedAccount>();

	private first: Promise<LinkedAccount[]> | undefined;

	private all: Promise<LinkedAccount[]> | undefined;

	constructor(private readonly call: Call) {}

	static of = (call: Call): Accounts => call.shared(openAccounts);

	/** What an earlier `find` has read. */
	recall(key: string): LinkedAccount | undefined {
		return this.known.get(key);
	}

	/** @param key a unique ID, or a phone number as + and digits */
	async find(key: string): Promise<LinkedAccount | undefined> {
		this.first ??= this.list(key);
		await this.first;
		if (!this.known.has(key)) await this.every();
		return this.known.get(key);
	}

	/** All linked accounts. */
	async every(): Promise<LinkedAccount[]> {
		return await (this.all ??= this.list());
	}

	private async list(wanted?: string): Promise<LinkedAccount[]> {
		const isWanted = (row: IDataObject) => Object.values(parse(row)).includes(wanted ?? '');
		const { rows } = await readForLookUp(
			this.call,
			endpoints.getAccounts,
			MOST_ACCOUNTS,
			(read) => wanted !== undefined && read.some(isWanted),
		);
		const accounts = rows.map(parse).filter(({ unique, phone }) => unique !== '' && phone !== '');
		for (const account of accounts) {
			this.known.set(account.unique, account);
			// A number that was linked again has two accounts: the one that works is meant.
			const other = this.known.get(account.phone);
			const isBetter = other?.status !== 'connected' && account.status === 'connected';
			if (!other || isBetter) this.known.set(account.phone, account);
		}
		return accounts;
	}
}

const openAccounts = (call: Call) => new Accounts(call);

const parse = ({ unique, phone, status }: IDataObject): LinkedAccount => ({
	unique: textOf(unique),
	phone: parseContact(phone),
	status: textOf(status),
});

const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';
