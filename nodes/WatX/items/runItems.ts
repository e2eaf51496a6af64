import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { findOperation } from '../actions/catalogue';
import type { Operation } from '../actions/operation';
import { requestHints } from '../fields/requestOptions';
import { getRunSettings } from '../fields/sendingOptions';
import { openGateway } from '../gateway/request';
import { createCall, type Run } from './call';
import { addHints, rehearsalHints } from './hints';
import { errorItem, itemError } from './itemError';
import { openGuard } from './retryGuard';
import { Parameters } from './parameters';
import { resolveAccount } from './resolveAccount';
import { runEach } from './runEach';

/**
 * Runs the chosen operation for the input items, each result paired with its item, in the order of the input.
 *
 * With Continue On Fail an item that failed becomes an item that carries its error. With Retry On Fail, n8n runs the node
 * again with all items: what was done before is then not done a second time.
 */
export async function runItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const node = context.getNode();
	const parameters = new Parameters(context, node, items.length);
	const operation = chosenOperation(parameters, node);
	const gateway = await openGateway(context, requestHints);
	const shared = new Map<unknown, unknown>();
	const settings = getRunSettings(createCall({ context, node, gateway, parameters, shared }, 0));
	const guard = openGuard(context, node, items);
	const run: Run = { context, node, gateway, parameters, guard, shared };
	let isFinal = false;
	try {
		const outputs =
			(await runTogether(run, operation, items.length)) ??
			(await runEach(run, operation, items.length, settings));
		isFinal = !isRepeated(outputs);
		return outputs;
	} finally {
		guard?.close(isFinal);
	}
}

/** n8n looks at the first item alone to tell whether the node is to be repeated. */
function isRepeated([first]: INodeExecutionData[]): boolean {
	const error: unknown = first?.json.error;
	return error !== undefined && error !== null && error !== false;
}

function chosenOperation(parameters: Parameters, node: INode): Operation {
	const resource = parameters.read('resource', 0) as string;
	const value = parameters.read('operation', 0) as string;
	const operation = findOperation(resource, value);
	if (operation) return operation;
	throw new NodeOperationError(
		node,
		`This version of the WatX node has no operation "${value}" for the resource "${resource}"`,
		{
			description:
				'Choose the resource and the operation again, or update the package n8n-nodes-watx.',
		},
	);
}

/**
 * Runs all items in one go, for an operation that makes one call of them.
 *
 * @returns the operation's outputs, or undefined when it wants each item run on its own
 */
async function runTogether(
	run: Run,
	operation: Operation,
	count: number,
): Promise<INodeExecutionData[] | undefined> {
	if (!operation.runAll || count === 0) return undefined;
	const calls = Array.from({ length: count }, (_, item) => createCall(run, item));
	try {
		for (const call of calls) await resolveAccount(run, operation, call);
		const outputs = await operation.runAll(calls);
		if (outputs) addHints(run.context, rehearsalHints(outputs));
		return outputs;
	} catch (error) {
		const known = itemError(run.node, error, 0);
		if (!run.context.continueOnFail()) throw known as NodeOperationError;
		// One call was made for all items, by the first one.
		const [{ happened }] = calls;
		return calls.map(({ itemIndex }) => errorItem(run.node, known, { itemIndex, happened }));
	}
}
