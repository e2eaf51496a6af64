import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

function toolProperties(description: INodeTypeDescription): INodeProperties[] {
	const names = description.properties.map((property) => property.name);
	if (names.includes('toolDescription')) return [];
	const text: INodeProperties = {
		displayName: 'Description',
		name: 'toolDescription',
		type: 'string',
		default: description.description,
		required: true,
		typeOptions: { rows: 2 },
	};
	if (!names.includes('resource') && !names.includes('operation')) return [text];
	text.displayOptions = { show: { descriptionType: ['manual'] } };
	const source: INodeProperties = {
		displayName: 'Tool Description',
		name: 'descriptionType',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Set Automatically', value: 'auto' },
			{ name: 'Set Manually', value: 'manual' },
		],
		default: 'auto',
	};
	return [source, text];
}

/** The tool node that n8n derives from a node with `usableAsTool` (its `convertNodeToAiTool`); a review stands before other tools. */
export function toToolType(nodeType: INodeType, isReview = false): INodeType {
	const { description } = nodeType;
	const lastCallout = description.properties.map(({ type }) => type).lastIndexOf('callout');
	const properties = [...description.properties];
	properties.splice(lastCallout + 1, 0, ...toolProperties(description));
	const tool: INodeTypeDescription = {
		...description,
		name: `${description.name}${isReview ? 'HitlTool' : 'Tool'}`,
		displayName: `${description.displayName} Tool`,
		inputs: isReview ? [NodeConnectionTypes.AiTool] : [],
		outputs: [NodeConnectionTypes.AiTool],
		properties,
	};
	delete tool.usableAsTool;
	return Object.create(nodeType, { description: { value: tool } }) as INodeType;
}
