/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'node:querystring';
import { HookContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	IWebhookData,
	IWebhookDescription,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import { deepCopy, WorkflowActivationError } from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import { CredentialsHelper } from './credentials';
import type { Types } from './nodeTypes';
import { inScope, type Scope } from './scope';
import type { CredentialSet } from './types';
import { buildNode, toWorkflow } from './workflow';

export interface WebhookOptions {
	credentials?: CredentialSet;
	/** The production webhook, or the one behind "Listen for test event". */
	mode?: 'webhook' | 'manual';
	/** Static data that n8n has stored. */
	stored?: IDataObject;
}

let hosts = 0;

/** One webhook trigger in one active workflow, reached over real HTTP as behind n8n's own server. */
export class WebhookHost {
	/** What each execution would start with, in order. */
	readonly executions: INodeExecutionData[][] = [];

	/** What the node threw, in order; n8n records a failed execution. */
	readonly errors: Error[] = [];

	readonly logs: string[] = [];

	/** Static data as n8n's database has it. */
	stored: IDataObject;

	private readonly node: INode;

	private readonly scope: Scope;

	private readonly running = new Set<Promise<void>>();

	private server?: Server;

	constructor(
		private readonly types: Types,
		scope: Scope,
		type: string,
		parameters: INodeParameters,
		private readonly options: WebhookOptions = {},
	) {
		this.node = buildNode(types, parameters, { type, id: `id-webhook-${++hosts}` });
		this.scope = { ...scope, logs: this.logs };
		this.stored = deepCopy(options.stored ?? {});
	}

	/**
	 * Activates the workflow and begins to listen on loopback.
	 * @returns the address to post to
	 * @throws WorkflowActivationError when the node's webhook methods do
	 */
	async activate(): Promise<string> {
		const workflow = this.load();
		const { webhookMethods } = this.type();
		const context = new HookContext(
			workflow,
			this.nodeOf(workflow),
			await this.additionalData(workflow),
			'trigger',
			'activate',
			this.webhookData(workflow),
		);
		try {
			await inScope(this.scope, async () => {
				const { checkExists, create } = webhookMethods?.default ?? {};
				if (!(await checkExists?.call(context))) await create?.call(context);
			});
		} catch (error) {
			throw new WorkflowActivationError(
				`There was a problem activating the workflow: "${(error as Error).message}"`,
				{ cause: error as Error, node: this.node },
			);
		}
		this.server = createServer((request, response) => {
			const work = this.handle(request, response).finally(() => this.running.delete(work));
			this.running.add(work);
		});
		await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/webhook`;
	}

	/** Settles when everything that was posted so far has been worked off. */
	async idle(): Promise<void> {
		await Promise.all(this.running);
	}

	async close(): Promise<void> {
		this.server?.closeAllConnections();
		await new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(undefined)));
		await this.idle();
	}

	/** As n8n does: the body is parsed by its type, the workflow loaded afresh, and static data saved afterwards. */
	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const body = parseBody(request.headers['content-type'] ?? '', Buffer.concat(chunks));
		const workflow = this.load();
		const httpRequest = Object.assign(request, { body, params: {}, query: {} });
		const more = {
			httpRequest,
			httpResponse: response,
		} as unknown as IWorkflowExecuteAdditionalData;
		const context = new WebhookContext(
			workflow,
			this.nodeOf(workflow),
			await this.additionalData(workflow, more),
			this.options.mode === 'manual' ? 'manual' : 'webhook',
			this.webhookData(workflow),
			[],
			null,
		);
		try {
			const result = await inScope(
				this.scope,
				async () => await this.type().webhook?.call(context),
			);
			if (result?.workflowData) this.executions.push(...result.workflowData);
			if (!result?.noWebhookResponse) response.end('{"message":"Workflow was started"}');
		} catch (error) {
			this.errors.push(error as Error);
			response.writeHead(500).end();
		}
		if (workflow.staticData.__dataChanged === true) {
			this.stored = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
		}
	}

	private type() {
		return this.types.getByNameAndVersion(this.node.type, this.node.typeVersion);
	}

	private load(): Workflow {
		const json = {
			nodes: [this.node],
			connections: {},
			settings: { executionOrder: 'v1' as const },
			staticData: this.stored,
		};
		return toWorkflow(this.types, json, this.options.credentials, true);
	}

	private nodeOf(workflow: Workflow): INode {
		return workflow.nodes[this.node.name];
	}

	private async additionalData(
		workflow: Workflow,
		more: Partial<IWorkflowExecuteAdditionalData> = {},
	): Promise<IWorkflowExecuteAdditionalData> {
		const helper = await CredentialsHelper.create(this.types, this.options.credentials);
		const { id: workflowId, settings: workflowSettings } = workflow;
		return createAdditionalData(helper, { workflowId, workflowSettings, ...more });
	}

	private webhookData(workflow: Workflow): IWebhookData {
		const [webhookDescription] = this.type().description.webhooks as IWebhookDescription[];
		const { name: node } = this.node;
		return {
			httpMethod: webhookDescription.httpMethod as 'POST',
			node,
			path: 'webhook',
			webhookDescription,
			workflowId: workflow.id,
		} as IWebhookData;
	}
}

/** n8n takes a form apart without looking into the brackets of its names, and leaves alone what it does not know. */
function parseBody(type: string, bytes: Buffer): unknown {
	const text = bytes.toString('utf8');
	if (/json/i.test(type)) return JSON.parse(text) as unknown;
	if (/x-www-form-urlencoded/i.test(type))
		return parse(text, undefined, undefined, { maxKeys: 1000 });
	return text;
}
