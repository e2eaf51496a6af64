import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { describe } from './builtinDescription';

const conditions: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'filter',
	default: {},
	typeOptions: { filter: { version: 2 } },
};

/** Asks n8n's own evaluation of a filter whether an item passes. */
function passes(node: IExecuteFunctions, index: number, parameter = 'conditions'): boolean {
	return node.getNodeParameter(parameter, index, false, { extractValue: true }) as boolean;
}

function sortItems(node: IExecuteFunctions): INodeExecutionData[][] {
	const outputs: INodeExecutionData[][] = [[], []];
	for (const [index, item] of node.getInputData().entries()) {
		outputs[passes(node, index) ? 0 : 1].push({ ...item, pairedItem: { item: index } });
	}
	return outputs;
}

/** If: two outputs. */
export const ifNode: INodeType = {
	description: describe('if', 'If', {
		version: [2, 2.1, 2.2, 2.3],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		properties: [conditions],
	}),
	async execute() {
		return sortItems(this);
	},
};

/** Filter: one output, for what passes. */
export const filter: INodeType = {
	description: describe('filter', 'Filter', {
		version: [2, 2.1, 2.2, 2.3],
		properties: [conditions],
	}),
	async execute() {
		return [sortItems(this)[0]];
	},
};

/** Switch by rules: an item leaves through the output of the first rule that it passes, or not at all. */
export const switchNode: INodeType = {
	description: describe('switch', 'Switch', {
		version: [3, 3.1, 3.2, 3.3, 3.4],
		outputs: '={{ $parameter.rules.values.map(() => "main") }}',
		properties: [
			{
				displayName: 'Routing Rules',
				name: 'rules',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				default: {},
				options: [{ displayName: 'Values', name: 'values', values: [conditions] }],
			},
		],
	}),
	async execute() {
		const outputs: INodeExecutionData[][] = [];
		for (const [index, item] of this.getInputData().entries()) {
			const rules = this.getNodeParameter('rules.values', index) as unknown[];
			for (const rule of rules.keys()) outputs[rule] ??= [];
			const rule = rules.findIndex((_, at) =>
				passes(this, index, `rules.values[${at}].conditions`),
			);
			if (rule >= 0) outputs[rule].push({ ...item, pairedItem: { item: index } });
		}
		return outputs;
	},
};
