import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Call } from '../fields/call';
import type { Endpoint } from '../gateway/endpoints';
import type { OutputFields } from './output';

/** Whom an item writes to: what keeps its order, and what shares its pace. */
export interface OrderKey {
	/** Items of one account share its pace. */
	account?: string;
	/** Items of one account and recipient keep their order; without it the item waits for no other. */
	recipient?: string;
}

/** One item that leaves an operation. */
export type Output = Pick<INodeExecutionData, 'json' | 'binary'>;

/** An item whose message is on its way: what is known now, and what comes of watching it. */
export interface Ongoing {
	outputs: Output[];
	/** Goes on without holding up other items; ends early when the signal is aborted. */
	rest(signal: AbortSignal): Promise<Output[]>;
}

/** Something a user can choose under a resource: data plus one function. */
export interface Operation {
	/** Shown in the operation list, e.g. `Get Many`. */
	name: string;
	/** What saved workflows hold; never changes. */
	value: string;
	/** Sentence-case text in the node panel, e.g. `Send message`. */
	action: string;
	description: string;
	fields: INodeProperties[];
	/** What it asks the gateway for; the documentation names the permissions. */
	calls: Endpoint[];
	/** What each item it gives holds. */
	output: OutputFields;
	/** Members of the "options" collection besides the ones every operation has. */
	options?: INodeProperties[];
	/** Lets items run at once as far as their order keys allow; without it they run one after the other. */
	orderKey?(call: Call): OrderKey;
	/**
	 * Runs all items in one go, in place of `run`; each output says itself with which items it is paired.
	 *
	 * @returns undefined when these items are to be run one by one
	 */
	runAll?(calls: Call[]): Promise<INodeExecutionData[]> | undefined;
	/** Runs one item; the pairing with its input item is added by the caller. */
	run(call: Call): Promise<Output[] | Ongoing>;
}

/** A group of operations; `value` is what saved workflows hold. */
export interface Resource {
	name: string;
	value: string;
	description: string;
	operations: Operation[];
}
