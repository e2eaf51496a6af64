import { randomUUID } from 'crypto';
import type {
	EngineRequest,
	EngineResponse,
	IDataObject,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import type { RunResult } from './result';
import type { NodeOptions, RunOptions, WorkflowJson } from './types';

/** Full type name of the agent that calls the tool. */
export const AGENT = 'engine.agent';

export interface ToolOptions extends RunOptions {
	/** The tool node: `type` without "Tool", version, error handling. */
	node?: NodeOptions;
	/**
	 * How the agent calls the tool: `engine` has WorkflowExecute run the tool node (AI Agent 3,
	 * the default), `invoke` calls it as a function (tool executor, MCP, older agents).
	 */
	via?: 'engine' | 'invoke';
}

/** What a model sees of a tool, and what the agent got from calling it. */
export interface ToolRun {
	name: string;
	description: string;
	/** The arguments the model may give: descriptions by name. */
	parameters: Record<string, string | undefined>;
	/** The text handed back to the model; undefined when the call failed. */
	response?: string;
	result: RunResult;
}

interface Tool {
	name: string;
	description: string;
	schema: { shape: Record<string, { description?: string }> };
	invoke(args: IDataObject): Promise<string>;
}

/** An agent with one tool and a fixed decision: to call it with the arguments in its parameters. */
export const agent: INodeType = {
	description: {
		displayName: 'Agent',
		name: 'agent',
		group: ['transform'],
		version: 1,
		description: 'Calls its tool',
		defaults: { name: 'Agent' },
		inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			{ displayName: 'Arguments', name: 'args', type: 'json', default: '{}' },
			{ displayName: 'Via', name: 'via', type: 'string', default: 'engine' },
		],
	},
	async execute(response?: EngineResponse) {
		const [tool] = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
		const args = JSON.parse(this.getNodeParameter('args', 0) as string) as IDataObject;
		const { name, description } = tool;
		const parameters = Object.fromEntries(
			Object.entries(tool.schema.shape).map(([key, value]) => [key, value.description]),
		);
		const seen = { name, description, parameters };
		if (this.getNodeParameter('via', 0) === 'invoke') {
			return [[{ json: { ...seen, response: await tool.invoke(args) } }]];
		}
		const answer = response?.actionResponses.at(0)?.data;
		if (answer) {
			const items = answer.data?.ai_tool?.[0]?.map((item) => item.json);
			return [[{ json: { ...seen, response: JSON.stringify(items) } }]];
		}
		const [toolNode] = this.getParentNodes(this.getNode().name, {
			connectionType: NodeConnectionTypes.AiTool,
			depth: 1,
		});
		const request: EngineRequest = {
			actions: [
				{
					actionType: 'ExecutionNodeAction',
					nodeName: toolNode.name,
					input: args,
					type: NodeConnectionTypes.AiTool,
					id: randomUUID(),
					metadata: { itemIndex: 0 },
				},
			],
			metadata: {},
		};
		return request;
	},
};

/** The workflow in which an agent has the given node as its tool. */
export function toolWorkflow(
	chain: WorkflowJson,
	agentNode: string,
	tool: WorkflowJson['nodes'][number],
): WorkflowJson {
	return {
		...chain,
		nodes: [...chain.nodes, tool],
		connections: {
			...chain.connections,
			[tool.name]: {
				ai_tool: [[{ node: agentNode, type: NodeConnectionTypes.AiTool, index: 0 }]],
			},
		},
	};
}

/** Parameters of the agent for one call. */
export function agentParameters(args: IDataObject, via: ToolOptions['via']): INodeParameters {
	return { args: JSON.stringify(args), via: via ?? 'engine' };
}
