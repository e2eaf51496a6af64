import type { IDataObject, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';
import type { CheckMode } from '../../fields/sendingOptions';
import { endpoints } from '../../gateway/endpoints';
import { ListReader, pagesOf } from '../../gateway/lists/reader';
import { plainRows } from '../../gateway/lists/stretch';
import type { Gateway } from '../../gateway/request';
import { sentences } from '../../gateway/sentences';
import type { Output } from '../operation';

/** Accounts of one key; no plan has as many. */
const MOST_ACCOUNTS = 5000;
const MOST_REQUESTS = 200;

/** Status by unique ID. */
type States = Map<string, string>;

/** Ends an item without sending and without an error; `message` says why. */
export class Skipped extends UserError {}

/** The output of an item that was not sent, in the shape of a message that was. */
export const skippedOutput = ({ message }: Skipped, recipient: string | undefined): Output => ({
	json: {
		messageId: null,
		status: 'skipped',
		recipient: recipient ?? null,
		gatewayMessage: message,
	},
});

/** Looks before a message is sent whether its account is connected; the accounts are listed once per run. */
export class AccountCheck {
	private first: Promise<States> | undefined;

	private all: Promise<States> | undefined;

	constructor(
		private readonly gateway: Gateway,
		private readonly node: INode,
		private readonly mode: CheckMode,
	) {}

	/**
	 * Resolves when the account is connected (contract: endpoint 5).
	 *
	 * @throws Skipped or NodeOperationError, as the mode says, when it is not, and NodeOperationError when it cannot be
	 * found out
	 */
	async require(account: string, itemIndex: number): Promise<void> {
		const state = await this.lookUp(account, itemIndex);
		if (state === 'connected') return;
		const reason =
			state === undefined
				? 'The account is not linked to this WatX installation, or belongs to another key'
				: `The account is not connected: its status is "${state}"`;
		if (this.mode === 'skip') throw new Skipped(reason);
		throw new NodeOperationError(this.node, `The message was not sent. ${reason}`, {
			description: 'Link the account again in WatX (Account → Link), then repeat this item.',
			itemIndex,
		});
	}

	private async lookUp(account: string, itemIndex: number): Promise<string | undefined> {
		try {
			// The first answer mostly holds all accounts; proving that costs another request.
			this.first ??= this.list(account);
			const state = (await this.first).get(account);
			if (state !== undefined) return state;
			this.all ??= this.list();
			return (await this.all).get(account);
		} catch (error) {
			const { message, description } = error as NodeApiError;
			throw new NodeOperationError(
				this.node,
				`The message was not sent, because "Check Before Sending" failed. ${message}`,
				{
					description: sentences(description, 'Or switch the option "Check Before Sending" off.'),
					itemIndex,
				},
			);
		}
	}

	/** Lists all accounts, or as many as it takes to find one. */
	private async list(wanted?: string): Promise<States> {
		const fetchPage = pagesOf(
			async (params) => await this.gateway.request<unknown[]>(endpoints.getAccounts, params),
		);
		const reader = new ListReader(fetchPage, plainRows, { mostRequests: MOST_REQUESTS });
		const isFound = ({ unique }: IDataObject) => unique === wanted;
		const { rows } = await reader.read({
			wanted: (read) => (wanted !== undefined && read.some(isFound) ? 0 : MOST_ACCOUNTS),
		});
		return new Map(rows.map(({ unique, status }) => [String(unique), String(status)]));
	}
}
