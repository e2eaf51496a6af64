import type { INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Operation } from '../actions/operation';
import { createCall, type Run } from './call';
import { errorItem, itemError } from './itemError';

/**
 * Runs all items in one go, for an operation that makes one call of them.
 *
 * @returns the operation's outputs, or undefined when it wants each item run on its own
 */
export async function runTogether(
	run: Run,
	operation: Operation,
	count: number,
): Promise<INodeExecutionData[] | undefined> {
	if (!operation.runAll || count === 0) return undefined;
	const calls = Array.from({ length: count }, (_, item) => createCall(run, item));
	try {
		return await operation.runAll(calls);
	} catch (error) {
		const known = itemError(run.node, error, 0);
		if (!run.context.continueOnFail()) throw known as NodeOperationError;
		return calls.map(({ itemIndex }) => errorItem(run.node, known, itemIndex));
	}
}
