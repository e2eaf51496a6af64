import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { sentences } from '../gateway/sentences';
import type { TrackedCall } from './call';

export type ItemError = NodeApiError | NodeOperationError;

/** Any thrown thing as an error of n8n that knows its item. */
export function itemError(node: INode, error: unknown, itemIndex: number): ItemError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	return new NodeOperationError(node, error as Error, { itemIndex });
}

/** What happened and what to do next, in one text. */
export const errorText = ({ message, description }: ItemError): string =>
	sentences(message, description);

/**
 * The output of an item that failed, for Continue On Fail and the error output.
 *
 * An item that carries `error` beside its json would lose the rest of the json in n8n. For the error output the json must
 * hold nothing but `error`: n8n then adds the fields of the input item, so that it can be corrected and sent again.
 *
 * @param sending what a message that goes to one recipient would have in its output
 */
export function errorItem(
	node: INode,
	error: ItemError,
	{ itemIndex: item, happened }: Pick<TrackedCall, 'itemIndex' | 'happened'>,
	sending: IDataObject = {},
): INodeExecutionData {
	const json = { error: errorText(error) };
	const pairedItem = { item };
	if (node.onError === 'continueErrorOutput') return { json, pairedItem };
	const code = 'httpCode' in error ? error.httpCode : null;
	const errorCode = code ? { errorCode: code } : {};
	return {
		json: { ...sending, ...json, ...errorCode, mayHaveHappened: happened !== 'no' },
		pairedItem,
	};
}
