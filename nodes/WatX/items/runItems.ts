import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { findOperation } from '../actions/catalogue';
import type { Operation } from '../actions/operation';
import { openGateway } from '../gateway/request';
import { createCall } from './call';
import { errorItem, itemError } from './itemError';

/**
 * Runs the chosen operation for every input item, each result paired with its item.
 *
 * With Continue On Fail an item that failed becomes an item that carries its error.
 */
export async function runItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const operation = chosenOperation(context);
	const gateway = await openGateway(context);
	const results: INodeExecutionData[] = [];
	for (let item = 0; item < context.getInputData().length; item++) {
		try {
			const outputs = await operation.run(createCall(context, gateway, item));
			results.push(...outputs.map((output) => ({ ...output, pairedItem: { item } })));
		} catch (error) {
			const known = itemError(context.getNode(), error, item);
			if (!context.continueOnFail()) throw known as NodeOperationError;
			results.push(errorItem(known, item));
		}
	}
	return results;
}

function chosenOperation(context: IExecuteFunctions): Operation {
	const resource = context.getNodeParameter('resource', 0) as string;
	const value = context.getNodeParameter('operation', 0) as string;
	const operation = findOperation(resource, value);
	if (operation) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`This version of the WatX node has no operation "${value}" for the resource "${resource}"`,
		{
			description:
				'Choose the resource and the operation again, or update the package n8n-nodes-watx.',
		},
	);
}
