import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import type { Answer, RequestOptions } from '../gateway/request';
import type { Endpoint } from '../gateway/endpoints';

/** One item's run of an operation: its parameters, the gateway, and a way to refuse bad input. */
export interface Call {
	readonly itemIndex: number;
	readonly context: IExecuteFunctions;
	/** A parameter's value for this item; resource locators give their ID. */
	param<T = string>(name: string): T;
	/** A member of the "options" collection, or undefined when the user did not add it. */
	option<T>(name: string): T | undefined;
	/** Calls the gateway for this item, with the timeout the user chose. */
	request<T = IDataObject>(
		endpoint: Endpoint,
		params: Record<string, string>,
		options?: Omit<RequestOptions, 'itemIndex' | 'timeoutMs'>,
	): Promise<Answer<T>>;
	/**
	 * Ends this item with an error about its input; nothing was sent.
	 *
	 * @param problem a sentence that names the parameter in quotes
	 * @param advice what to do next
	 */
	refuse(problem: string, advice?: string): never;
}

/** Whom an item writes to. */
export interface Lane {
	/** Items of one account share its pace. */
	account?: string;
	/** Items of one account and recipient keep their order; without it the item waits for no other. */
	recipient?: string;
}

/** One item that leaves an operation. */
export type Output = Pick<INodeExecutionData, 'json' | 'binary'>;

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
	/** Members of the "options" collection besides the ones every operation has. */
	options?: INodeProperties[];
	/** Lets items run at once as far as their lanes allow; without it they run one after the other. */
	lane?(call: Call): Lane;
	/**
	 * Runs all items in one go, in place of `run`; each output says itself with which items it is paired.
	 *
	 * @returns undefined when these items are to be run one by one
	 */
	runAll?(calls: Call[]): Promise<INodeExecutionData[]> | undefined;
	/** Runs one item; the pairing with its input item is added by the caller. */
	run(call: Call): Promise<Output[]>;
}

/** A group of operations; `value` is what saved workflows hold. */
export interface Resource {
	name: string;
	value: string;
	description: string;
	operations: Operation[];
}
