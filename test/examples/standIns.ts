/**
 * The outside world of the examples, by node type: a sheet that is a local table, a mailbox, what the
 * caller of a webhook or form is answered, a plain download, and an agent with a script in place of
 * a model. All other nodes of the examples run as they are.
 */
import { randomUUID } from 'crypto';
import type {
	EngineResponse,
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	NodeConnectionType,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import { describe } from '../engine/builtinDescription';

export interface Mail {
	to: string;
	subject: string;
	text: string;
	files: IBinaryKeyData;
}

/** What the scripted model does: one call of a tool, by the name of its node. */
export interface ToolCall {
	tool: string;
	args: IDataObject;
}

/** What the outside world holds before a run, and has got after it. */
export class Outside {
	/** Tables by name of the tab, one object per row. */
	sheets: Record<string, IDataObject[]> = {};

	mails: Mail[] = [];

	/** What the callers of webhooks were answered. */
	answers: IDataObject[] = [];

	/** The closing pages that users of forms saw. */
	pages: Array<{ title: string; text: string }> = [];

	/** The calls the model makes, in one go. */
	script: ToolCall[] = [];

	/** The tools as the model saw them: arguments by tool. */
	seenTools: Record<string, string[]> = {};

	/** For `createEngine({ extraNodes })`. */
	readonly nodes: Record<string, INodeType> = {
		'n8n-nodes-base.webhook': start('webhook'),
		'n8n-nodes-base.formTrigger': start('formTrigger'),
		'@n8n/n8n-nodes-langchain.chatTrigger': start('chatTrigger'),
		'@n8n/n8n-nodes-langchain.lmChatOpenAi': part('lmChatOpenAi', 'ai_languageModel'),
		'@n8n/n8n-nodes-langchain.memoryBufferWindow': part('memoryBufferWindow', 'ai_memory'),
		'n8n-nodes-base.googleSheets': this.sheet(),
		'n8n-nodes-base.emailSend': this.mailbox(),
		'n8n-nodes-base.respondToWebhook': this.answer(),
		'n8n-nodes-base.form': this.page(),
		'n8n-nodes-base.httpRequest': download(),
		'@n8n/n8n-nodes-langchain.agent': this.agent(),
	};

	/** Forgets what happened. */
	reset(): void {
		this.sheets = {};
		this.mails = [];
		this.answers = [];
		this.pages = [];
		this.script = [];
		this.seenTools = {};
	}

	private sheet(): INodeType {
		const read = (node: IExecuteFunctions, index: number) => {
			const name = node.getNodeParameter('sheetName', index, '', { extractValue: true }) as string;
			const rows = this.sheets[name];
			if (rows) return rows;
			throw new NodeOperationError(node.getNode(), `There is no sheet "${name}"`);
		};
		const properties = [
			parameter('operation', 'read'),
			parameter('sheetName', { mode: 'list', value: '' }, 'resourceLocator'),
			parameter('columns', {}, 'json'),
		];
		return perItem('googleSheets', properties, async (node, index) => {
			const rows = read(node, index);
			if (node.getNodeParameter('operation', index) === 'read') {
				return rows.map((row, at) => ({ json: { row_number: at + 2, ...row } }));
			}
			const { row_number, ...values } = node.getNodeParameter(
				'columns.value',
				index,
			) as IDataObject;
			Object.assign(rows[Number(row_number) - 2], values);
			return [{ json: { row_number, ...values } }];
		});
	}

	private mailbox(): INodeType {
		const texts = ['fromEmail', 'toEmail', 'subject', 'text'].map((name) => parameter(name, ''));
		const properties = [...texts, parameter('options', {}, 'json')];
		return perItem('emailSend', properties, async (node, index) => {
			const [, to, subject, text] = texts.map(
				({ name }) => node.getNodeParameter(name, index) as string,
			);
			if (!to.includes('@')) throw new NodeOperationError(node.getNode(), 'No recipients defined');
			const names = node.getNodeParameter('options.attachments', index, '') as string;
			const fields = names.split(',').filter((name) => name !== '');
			const files = fields.map((name) => [name, node.helpers.assertBinaryData(index, name)]);
			this.mails.push({ to, subject, text, files: Object.fromEntries(files) as IBinaryKeyData });
			return [{ json: { accepted: [to] } }];
		});
	}

	private answer(): INodeType {
		return perItem('respondToWebhook', [parameter('responseBody', {}, 'json')], async (node, i) => {
			const answer = node.getNodeParameter('responseBody', i) as IDataObject;
			this.answers.push(answer);
			return [node.getInputData()[i]];
		});
	}

	private page(): INodeType {
		const texts = [parameter('completionTitle', ''), parameter('completionMessage', '')];
		return perItem('form', texts, async (node, i) => {
			const [title, text] = texts.map(({ name }) => node.getNodeParameter(name, i) as string);
			this.pages.push({ title, text });
			return [node.getInputData()[i]];
		});
	}

	private agent(): INodeType {
		const { Main, AiTool, AiLanguageModel, AiMemory } = NodeConnectionTypes;
		const nextStep = async (node: IExecuteFunctions, response?: EngineResponse) => {
			const tools = (await node.getInputConnectionData(AiTool, 0)) as Array<{
				name: string;
				schema: { shape: IDataObject };
			}>;
			this.seenTools = Object.fromEntries(
				tools.map(({ name, schema }) => [name, Object.keys(schema.shape)]),
			);
			const responses = response?.actionResponses ?? [];
			if (responses.length > 0 || this.script.length === 0) {
				const results = responses.map(({ action, data }) => ({
					tool: action.nodeName,
					result: data.data?.ai_tool?.[0]?.map(({ json }) => json) ?? null,
					error: data.error?.message ?? null,
				}));
				return [[{ json: { output: 'Done.', results } }]];
			}
			const actions = this.script.map(({ tool, args }) => ({
				actionType: 'ExecutionNodeAction' as const,
				nodeName: tool,
				input: args,
				type: AiTool,
				id: randomUUID(),
				metadata: { itemIndex: 0 },
			}));
			return { actions, metadata: {} };
		};
		return {
			description: describe('agent', 'AI Agent', {
				inputs: [Main, AiLanguageModel, AiMemory, AiTool],
			}),
			async execute(response) {
				return await nextStep(this, response);
			},
		};
	}
}

/** A GET whose answer becomes a file, with the input item's fields. */
function download(): INodeType {
	return perItem('httpRequest', [parameter('url', '')], async (node, i) => {
		const url = node.getNodeParameter('url', i) as string;
		const { body, headers } = (await node.helpers.httpRequest({
			url,
			encoding: 'arraybuffer',
			returnFullResponse: true,
		})) as { body: ArrayBuffer; headers: IDataObject };
		const name = decodeURIComponent(new URL(url).pathname.split('/').pop() ?? '');
		const type = String(headers['content-type']);
		const data = await node.helpers.prepareBinaryData(Buffer.from(body), name, type);
		return [{ json: node.getInputData()[i].json, binary: { data } }];
	});
}

/** A trigger whose items come with the run. */
function start(name: string): INodeType {
	return { description: describe(name, name, { group: ['trigger'], inputs: [] }), trigger: silent };
}

const silent = async () => ({});

/** A sub-node that is there to be connected; the scripted agent asks it for nothing. */
function part(name: string, output: NodeConnectionType): INodeType {
	return { description: describe(name, name, { inputs: [], outputs: [output] }) };
}

function parameter(
	name: string,
	initial: INodeProperties['default'],
	type: INodeProperties['type'] = 'string',
): INodeProperties {
	return { displayName: name, name, type, default: initial };
}

/** A node that does one thing per item; an item that fails goes where the node's settings say. */
function perItem(
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
