import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Endpoint } from '../gateway/endpoints';
import type { Answer, RequestOptions } from '../gateway/request';

/** One item's run of an operation: its parameters, the gateway, and a way to refuse bad input. */
export interface Call {
	readonly itemIndex: number;
	readonly context: IExecuteFunctions;
	/** A parameter's value for this item as it came; read it with `values.ts`. Resource locators give their ID. */
	param(name: string): unknown;
	/** A member of the "options" collection as it came, or undefined when the user did not add it. */
	option(name: string): unknown;
	/** Calls the gateway for this item, with the timeout and the tries the user chose. */
	request<T = IDataObject>(
		endpoint: Endpoint,
		params: Record<string, string>,
		options?: Omit<RequestOptions, 'timeoutMs'> & {
			/** Looks before the gateway is asked to do something; not called when that was done in an earlier attempt. */
			before?: () => Promise<void>;
		},
	): Promise<Answer<T>>;
	/** What all items of a run have in common, made by the first that asks for it: a list that is read once, say. */
	shared<T>(make: (first: Call) => T): T;
	/**
	 * Ends this item with an error about its input; nothing was sent.
	 *
	 * @param problem a sentence that names the parameter in quotes
	 * @param advice what to do next
	 */
	refuse(problem: string, advice?: string): never;
}
