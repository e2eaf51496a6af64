/**
 * The outside world of the examples, by node type: a sheet that is a local table, a mailbox, what the
 * caller of a webhook or form is answered, a plain download, and
 * what services.ts and scriptedAgent.ts have. All other nodes of the examples run as they are.
 */
import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeType,
	NodeConnectionType,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { describe } from '../engine/builtinDescription';
import { agent, type ToolCall } from './scriptedAgent';
import {
	answerOf,
	dataTable,
	fileToText,
	loop,
	memory,
	random,
	removeDuplicates,
} from './services';
import { parameter, perItem } from './standInNode';

export interface Mail {
	to: string;
	subject: string;
	text: string;
	files: IBinaryKeyData;
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

	/** What the user of a form enters on its next page. */
	enter: () => IDataObject = () => ({});

	/** What is said in every voice note. */
	spoken = '';

	/** What stands in every PDF. */
	written = '';

	/** The one data table. */
	rows: IDataObject[] = [];

	/** What Remove Duplicates has seen. */
	readonly seen = new Set<string>();

	/** What was said to the agent, by session. */
	readonly said = new Map<string, string[]>();

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
		'@n8n/n8n-nodes-langchain.memoryBufferWindow': memory(this.said),
		'n8n-nodes-base.googleSheets': this.sheet(),
		'n8n-nodes-base.emailSend': this.mailbox(),
		'n8n-nodes-base.respondToWebhook': this.answer(),
		'n8n-nodes-base.form': this.page(),
		'n8n-nodes-base.httpRequest': download(),
		'n8n-nodes-base.crypto': random(),
		'n8n-nodes-base.splitInBatches': loop(),
		'n8n-nodes-base.removeDuplicates': removeDuplicates(this),
		'n8n-nodes-base.dataTable': dataTable(this),
		'n8n-nodes-base.extractFromFile': fileToText('extractFromFile', () => this.written),
		'@n8n/n8n-nodes-langchain.openAi': fileToText('openAi', () => this.spoken),
		'@n8n/n8n-nodes-langchain.chainLlm': answerOf(),
		'@n8n/n8n-nodes-langchain.agent': agent(this),
	};

	/** Forgets what happened. */
	reset(): void {
		this.sheets = {};
		this.mails = [];
		this.answers = [];
		this.pages = [];
		this.enter = () => ({});
		this.spoken = this.written = '';
		this.rows = [];
		this.seen.clear();
		this.said.clear();
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
		const properties = [parameter('operation', 'page'), ...texts];
		return perItem('form', properties, async (node, i) => {
			if (node.getNodeParameter('operation', i) === 'page') return [{ json: this.enter() }];
			const [title, text] = texts.map(({ name }) => node.getNodeParameter(name, i) as string);
			this.pages.push({ title, text });
			return [node.getInputData()[i]];
		});
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
