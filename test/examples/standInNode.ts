import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { describe } from '../engine/builtinDescription';

/** A parameter without a form. */
export function parameter(
	name: string,
	initial: INodeProperties['default'],
	type: INodeProperties['type'] = 'string',
): INodeProperties {
	return { displayName: name, name, type, default: initial };
}

/** A node that does one thing per item; an item that fails goes where the node's settings say. */
export function perItem(
	name: string,
	properties: INodeProperties[],
	run: (node: IExecuteFunctions, index: number) => Promise<INodeExecutionData[]>,
): INodeType {
	return {
		description: describe(name, name, { properties }),
		async execute() {
			const outputs: INodeExecutionData[] = [];
			for (const index of this.getInputData().keys()) {
				const pairedItem = { item: index };
				try {
					const items = await run(this, index);
					outputs.push(...items.map((item) => ({ ...item, pairedItem })));
				} catch (error) {
					const problem = new NodeOperationError(this.getNode(), error as Error);
					if (!this.continueOnFail()) throw problem;
					outputs.push({ json: { error: problem.message }, error: problem, pairedItem });
				}
			}
			return [outputs];
		},
	};
}
