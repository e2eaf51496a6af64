import type { INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

export type ItemError = NodeApiError | NodeOperationError;

/** Any thrown thing as an error of n8n that knows its item. */
export function itemError(node: INode, error: unknown, itemIndex: number): ItemError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	return new NodeOperationError(node, error as Error, { itemIndex });
}

/** The output of an item that failed, for Continue On Fail and the error output. */
export function errorItem(error: ItemError, item: number): INodeExecutionData {
	const { message, description } = error;
	const code = 'httpCode' in error ? error.httpCode : null;
	return {
		json: {
			error: message,
			...(description ? { errorDescription: description } : {}),
			...(code ? { errorCode: code } : {}),
		},
		error,
		pairedItem: { item },
	};
}
