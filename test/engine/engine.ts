/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { rm } from 'node:fs/promises';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeCredentialTestResult,
	INodeListSearchResult,
	INodeParameters,
} from 'n8n-workflow';
import { BinaryStore } from './binaryStore';
import { testCredential } from './credentialTest';
import { releaseInstance } from './instance';
import { type ListSearch, searchList } from './listSearch';
import type { Types } from './nodeTypes';
import { Poller, type PollerOptions } from './poll';
import type { RunResult } from './result';
import { startRun, type StartedRun } from './run';
import { closeScope, inScope, openScope, type Scope } from './scope';
import { AGENT, agentParameters, type ToolOptions, type ToolRun, toolWorkflow } from './tool';
import type { NodeOptions, RunOptions, WorkflowJson } from './types';
import { WebhookHost, type WebhookOptions } from './webhook';
import { buildChain, buildNode } from './workflow';
import { requestWaiting, type WaitAnswer, type WaitRequest } from './waiting';

/** The loaded packages on n8n-core; see index.ts for the tour. */
export class Engine {
	/** What was logged outside of runs: by credential tests, list searches, polls and loading. */
	readonly logs: string[];

	/** Files for input items and from output items. */
	readonly binary: BinaryStore;

	private closed = false;

	constructor(
		private readonly types: Types,
		private readonly scope: Scope,
		private readonly folder: string,
	) {
		this.logs = scope.logs;
		this.binary = new BinaryStore(scope);
		openScope(scope);
	}

	/** Runs a workflow to its end. */
	async run(workflow: WorkflowJson, options?: RunOptions): Promise<RunResult> {
		return await this.start(workflow, options).result;
	}

	/** Starts a workflow that can be cancelled. */
	start(workflow: WorkflowJson, options?: RunOptions): StartedRun {
		return startRun(this.types, this.scope, workflow, options);
	}

	/** A request to an execution that waits, such as a click on a link of Send and Wait. */
	async requestWaiting(
		workflow: WorkflowJson,
		waiting: RunResult,
		request: WaitRequest,
		options?: RunOptions,
	): Promise<WaitAnswer> {
		return await requestWaiting(this.types, this.scope, workflow, waiting, request, options);
	}

	/** A node as the editor saves it; the package's action node unless `type` names another. */
	node(parameters: INodeParameters, options?: NodeOptions): INode {
		return buildNode(this.types, parameters, options);
	}

	/** A workflow of the nodes in a row, behind a manual trigger unless the first one is a trigger. */
	chain(...nodes: INode[]): WorkflowJson {
		return buildChain(this.types, nodes);
	}

	/** Tests credential data as n8n does when a credential is saved. */
	async testCredential(
		typeName: string,
		data: ICredentialDataDecryptedObject,
	): Promise<INodeCredentialTestResult> {
		return await this.inScope(async () => await testCredential(this.types, typeName, data));
	}

	/** Opens the list of a resource locator as the editor does; throws what the editor would show. */
	async searchList(search: ListSearch): Promise<INodeListSearchResult> {
		return await this.inScope(async () => await searchList(this.types, search));
	}

	/** A polling trigger in an active workflow; it does nothing until `activate`. */
	poller(nodeType: string, parameters: INodeParameters = {}, options?: PollerOptions): Poller {
		return new Poller(this.types, this.scope, nodeType, parameters, options);
	}

	/** A webhook trigger in an active workflow; it listens from `activate` on. */
	webhook(nodeType: string, parameters: INodeParameters, options?: WebhookOptions): WebhookHost {
		return new WebhookHost(this.types, this.scope, nodeType, parameters, options);
	}

	/** Lets an agent call the node as a tool, with parameters that hold `$fromAI` expressions. */
	async runAsTool(
		parameters: INodeParameters,
		args: IDataObject,
		{ node, via, ...options }: ToolOptions = {},
	): Promise<ToolRun> {
		const caller = this.node(agentParameters(args, via), { type: AGENT });
		const type = `${node?.type ?? this.types.defaultNode}Tool`;
		const tool = this.node(parameters, { ...node, type });
		const workflow = toolWorkflow(this.chain(caller), caller.name, tool);
		const result = await this.run(workflow, options);
		return { ...(result.items(caller.name).at(0)?.json as unknown as ToolRun), result };
	}

	/** Deletes the engine's files; the last engine of the process also resets n8n's services. */
	async close(): Promise<void> {
		if (this.closed) return;
		this.closed = true;
		closeScope(this.scope);
		await rm(this.folder, { recursive: true, force: true });
		releaseInstance();
	}

	private async inScope<T>(work: () => Promise<T>): Promise<T> {
		return await inScope(this.scope, work);
	}
}
