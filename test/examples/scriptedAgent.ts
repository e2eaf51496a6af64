/**
 * An AI Agent whose model follows a script; asked by a text of its own, it says how often that session has asked. As n8n's own agent does, it asks the review node first where one stands before a
 * tool, and calls the tool only when that says `approved`; else the model gets the person's words.
 */
import { randomUUID } from 'crypto';
import type {
	EngineRequest,
	EngineResponse,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { describe } from '../engine/builtinDescription';
import { parameter } from './standInNode';

/** What the scripted model does: one call of a tool, by the name of its node. */
export interface ToolCall {
	tool: string;
	args: IDataObject;
}

interface Tool {
	name: string;
	schema: { shape: IDataObject };
	metadata?: { sourceNodeName?: string; gatedToolNodeName?: string };
}

/** A text at which the model fails. */
export const BREAKS = 'break';

type Connected = Tool | { tools: Tool[] };
type Answer = EngineResponse['actionResponses'][number];

const { Main, AiTool, AiLanguageModel, AiMemory } = NodeConnectionTypes;

/** The agent; what its model saw of the tools goes into `seenTools`, their arguments by name. */
export function agent(model: {
	script: ToolCall[];
	seenTools: Record<string, string[]>;
}): INodeType {
	const nextStep = async (node: IExecuteFunctions, response?: EngineResponse) => {
		const connected = (await node.getInputConnectionData(AiTool, 0)) as Connected[];
		const tools = connected.flatMap((each) => ('tools' in each ? each.tools : [each]));
		model.seenTools = Object.fromEntries(
			tools.map(({ name, schema }) => [name, Object.keys(schema.shape)]),
		);
		const reviewOf = ({ tool }: ToolCall) =>
			tools.find(({ metadata }) => metadata?.gatedToolNodeName === tool)?.metadata?.sourceNodeName;
		const answers = response?.actionResponses ?? [];
		if (answers.length === 0 && model.script.length > 0) {
			return request(
				model.script.map((call) => {
					const review = reviewOf(call);
					return review
						? action(review, { tool: call.tool, toolParameters: call.args })
						: action(call.tool, call.args);
				}),
			);
		}
		const approved = model.script.filter((call) => {
			const review = answers.find(({ action: { nodeName } }) => nodeName === reviewOf(call));
			const called = answers.some(({ action: { nodeName } }) => nodeName === call.tool);
			return review && !called && outputs(review)?.[0]?.approved === true;
		});
		if (approved.length > 0) return request(approved.map(({ tool, args }) => action(tool, args)));
		return [[{ json: { output: 'Done.', results: answers.map(resultOf) } }]];
	};
	return {
		description: describe('agent', 'AI Agent', {
			inputs: [Main, AiLanguageModel, AiMemory, AiTool],
			properties: [parameter('promptType', 'auto'), parameter('text', '')],
		}),
		async execute(response) {
			if (this.getNodeParameter('promptType', 0) === 'define') return [await answers(this)];
			return await nextStep(this, response);
		},
	};
}

/** As n8n's own agent does, it opens the memory for the first item and uses it for all of them. */
async function answers(node: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const [said] = (await node.getInputConnectionData(AiMemory, 0)) as string[][];
	return node.getInputData().map((_, item) => {
		const text = node.getNodeParameter('text', item) as string;
		said.push(text);
		const output = `${said.length}: ${text}`;
		return { json: text === BREAKS ? { error: 'No model' } : { output }, pairedItem: { item } };
	});
}

const action = (nodeName: string, input: IDataObject): EngineRequest['actions'][number] => ({
	actionType: 'ExecutionNodeAction',
	nodeName,
	input,
	type: AiTool,
	id: randomUUID(),
	metadata: { itemIndex: 0 },
});

const request = (actions: EngineRequest['actions']): EngineRequest => ({ actions, metadata: {} });

const outputs = ({ data }: Answer): IDataObject[] | undefined =>
	data.data?.ai_tool?.[0]?.map(({ json }) => json);

const resultOf = (answer: Answer): IDataObject => ({
	tool: answer.action.nodeName,
	result: outputs(answer) ?? null,
	error: answer.data.error?.message ?? null,
});
