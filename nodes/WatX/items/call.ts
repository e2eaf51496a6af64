import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Call } from '../fields/call';
import { getRequestOptions } from '../fields/requestOptions';
import { faultError, faultOf } from '../gateway/faults/fault';
import type { Gateway } from '../gateway/request';
import type { Guard } from './retryGuard';
import type { Parameters } from './parameters';

/** What all items of a run share. */
export interface Run {
	context: IExecuteFunctions;
	/** n8n copies the node at each call of `getNode`. */
	node: INode;
	gateway: Gateway;
	parameters: Parameters;
	/** There when n8n may repeat the node. */
	guard?: Guard;
	/** What items have in common, by the function that makes it. */
	shared: Map<unknown, unknown>;
}

/** A call that knows how far it came with what it changes. */
export interface TrackedCall extends Call {
	/** Whether it asked the gateway to do something. */
	readonly acted: boolean;
	/** Whether that was done, in this attempt or an earlier one. */
	readonly happened: 'no' | 'maybe' | 'yes';
	/** Puts another value in place of a parameter's own, for the rest of this item. */
	set(name: string, value: unknown): void;
}

/** Binds an operation to one input item of a running node. */
export function createCall(run: Run, itemIndex: number): TrackedCall {
	const { context, gateway, parameters, guard, shared } = run;
	let options: IDataObject | undefined;
	const option = (name: string): unknown => (options ??= parameters.options(itemIndex))[name];
	const refuse: Call['refuse'] = (problem, advice) => {
		throw new NodeOperationError(run.node, problem, { description: advice, itemIndex });
	};
	// An expression is evaluated once for the order of the item and for the item itself.
	const values = new Map<string, unknown>();
	let acted = false;
	let happened: TrackedCall['happened'] = 'no';
	const call: TrackedCall = {
		itemIndex,
		context,
		param(name) {
			if (!values.has(name)) values.set(name, parameters.read(name, itemIndex));
			return values.get(name);
		},
		option,
		set: (name, value) => void values.set(name, value),
		shared<T>(make: (first: Call) => T) {
			if (!shared.has(make)) shared.set(make, make(call));
			return shared.get(make) as T;
		},
		get acted() {
			return acted;
		},
		get happened() {
			return happened;
		},
		async request(endpoint, params, { before, ...extra } = {}) {
			const options = { ...getRequestOptions({ option, refuse }), ...extra };
			const ask = async () => await gateway.request<never>(endpoint, params, options);
			if (endpoint.effect === 'read') return await ask();
			const act = async () => {
				await before?.();
				acted = true;
				try {
					return await ask();
				} catch (error) {
					if (faultOf(error) || error instanceof NodeOperationError) throw error as Error;
					throw faultError(run.node, endpoint, unexpected(error)) as Error;
				}
			};
			try {
				const answer = await (guard ? guard.once(itemIndex, endpoint, act) : act());
				happened = 'yes';
				return answer;
			} catch (error) {
				if ((faultOf(error)?.carriedOut ?? 'no') !== 'no') happened = 'maybe';
				throw error as NodeOperationError;
			}
		},
		refuse,
	};
	return call;
}

/** Whatever is thrown by accident may be thrown after the request has left. */
const unexpected = (error: unknown) => ({
	kind: 'unreadable' as const,
	reason: `something unexpected happened ("${String((error as Error)?.message ?? error).slice(0, 200)}")`,
	advice: 'Please report it with the steps that lead to it.',
	carriedOut: 'maybe' as const,
	transient: false,
});
