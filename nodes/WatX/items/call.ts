import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Call } from '../fields/call';
import { getRequestOptions } from '../fields/requestOptions';
import type { Gateway } from '../gateway/request';
import type { AccountCheck } from '../actions/message/accountCheck';
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
	/** There when accounts are looked at before sending. */
	check?: AccountCheck;
}

/** A call that knows whether it asked the gateway to do something. */
export interface TrackedCall extends Call {
	readonly acted: boolean;
}

/** Binds an operation to one input item of a running node. */
export function createCall(run: Run, itemIndex: number): TrackedCall {
	const { context, gateway, parameters, guard, check } = run;
	let options: IDataObject | undefined;
	const option = <T>(name: string) =>
		(options ??= parameters.options(itemIndex))[name] as T | undefined;
	// An expression is evaluated once for the order of the item and for the item itself.
	const values = new Map<string, unknown>();
	let acted = false;
	return {
		itemIndex,
		context,
		param<T>(name: string) {
			if (!values.has(name)) values.set(name, parameters.read(name, itemIndex));
			return values.get(name) as T;
		},
		option,
		get acted() {
			return acted;
		},
		async request(endpoint, params, extra) {
			const options = { ...getRequestOptions({ option }), ...extra };
			const ask = () => gateway.request<never>(endpoint, params, options);
			if (endpoint.effect === 'read') return await ask();
			const act = async () => {
				if (endpoint.effect === 'send') await check?.require(params.account, itemIndex);
				acted = true;
				return await ask();
			};
			return guard ? await guard.once(itemIndex, endpoint, params, act) : await act();
		},
		refuse(problem, advice) {
			throw new NodeOperationError(run.node, problem, { description: advice, itemIndex });
		},
	};
}
