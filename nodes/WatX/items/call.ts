import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Call } from '../actions/operation';
import type { Gateway } from '../gateway/request';

/** Binds an operation to one input item of a running node. */
export function createCall(context: IExecuteFunctions, gateway: Gateway, itemIndex: number): Call {
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const timeout = Number(options.timeout);
	const timeoutMs = timeout > 0 ? timeout * 1000 : undefined;
	return {
		itemIndex,
		context,
		param: <T>(name: string) =>
			context.getNodeParameter(name, itemIndex, '', { extractValue: true }) as T,
		option: <T>(name: string) => options[name] as T | undefined,
		request: async (endpoint, params, extra) =>
			await gateway.request(endpoint, params, { ...extra, itemIndex, timeoutMs }),
		refuse(problem, advice) {
			throw new NodeOperationError(context.getNode(), problem, { description: advice, itemIndex });
		},
	};
}
