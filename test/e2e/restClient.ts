/**
 * The REST API that n8n's own editor uses, of n8n 2.x and 1.123: owner, credentials, workflows,
 * executions, resource locator lists. One client is one signed-in session.
 */
import { randomUUID } from 'node:crypto';

import { parseFlatted } from './flatted';
import { sleepFor } from './process';
import type {
	CredentialReference,
	Execution,
	ListResult,
	NodeTypeDescription,
	Workflow,
	WorkflowDraft,
} from './restTypes';

/** The owner account every fresh n8n of a run gets. */
export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Test',
	lastName: 'Owner',
	password: `Owner-${randomUUID()}`,
};

const FINAL_STATUS = ['success', 'error', 'crashed', 'canceled'];
const REQUEST_TIMEOUT = 300_000;

export class RestClient {
	private cookie = '';

	/** @param url address of n8n, without a trailing slash */
	constructor(
		readonly url: string,
		private readonly majorVersion: number,
	) {}

	/** Creates the owner of a fresh n8n and signs in as that user. */
	async setUpOwner(): Promise<void> {
		await this.call('POST', '/owner/setup', OWNER);
	}

	/** Signs in as the owner, for an n8n that was set up before. */
	async signIn(): Promise<void> {
		const { email, password } = OWNER;
		await this.call('POST', '/login', { emailOrLdapLoginId: email, email, password });
	}

	async createCredential(
		name: string,
		type: string,
		data: Record<string, string>,
	): Promise<CredentialReference> {
		const created = await this.call<CredentialReference>('POST', '/credentials', {
			name,
			type,
			data,
		});
		return { id: created.id, name };
	}

	/** Saves a credential and tests it, as the editor's credential form does. */
	async testCredential(
		name: string,
		type: string,
		data: Record<string, string>,
	): Promise<{ status: 'OK' | 'Error'; message: string }> {
		const { id } = await this.createCredential(name, type, data);
		return await this.call('POST', '/credentials/test', { credentials: { id, name, type, data } });
	}

	/** The node types that this n8n has loaded, as the editor gets them. */
	async nodeTypes(): Promise<NodeTypeDescription[]> {
		const response = await fetch(`${this.url}/types/nodes.json`, { headers: this.headers() });
		return (await response.json()) as NodeTypeDescription[];
	}

	/** One of them, or undefined if this n8n has not loaded it. */
	async nodeType(name: string): Promise<NodeTypeDescription | undefined> {
		return (await this.nodeTypes()).find((type) => type.name === name);
	}

	async createWorkflow(draft: WorkflowDraft): Promise<Workflow> {
		// What the editor gives every new workflow; an agent with a review needs it.
		const settings = { executionOrder: 'v1' };
		return await this.call('POST', '/workflows', { settings, active: false, ...draft });
	}

	async workflow(id: string): Promise<Workflow> {
		return await this.call('GET', `/workflows/${id}`);
	}

	/** Activates a workflow; rejects with n8n's sentence if its trigger refuses. */
	async activate(id: string): Promise<void> {
		const { versionId } = await this.workflow(id);
		if (this.majorVersion >= 2) await this.call('POST', `/workflows/${id}/activate`, { versionId });
		else await this.call('PATCH', `/workflows/${id}`, { active: true, versionId });
	}

	async deactivate(id: string): Promise<void> {
		const { versionId } = await this.workflow(id);
		if (this.majorVersion >= 2) await this.call('POST', `/workflows/${id}/deactivate`, {});
		else await this.call('PATCH', `/workflows/${id}`, { active: false, versionId });
	}

	/** Starts a workflow as "Execute workflow" does and returns the id of the execution. */
	async run(workflow: Workflow, trigger: string): Promise<string> {
		const { executionId } = await this.call<{ executionId: string }>(
			'POST',
			`/workflows/${workflow.id}/run`,
			{ workflowData: workflow, triggerToStartFrom: { name: trigger } },
		);
		return executionId;
	}

	/** Retries a failed execution with the workflow as it was, and returns the new execution. */
	async retry(executionId: string): Promise<{ id: string; status: string }> {
		return await this.call('POST', `/executions/${executionId}/retry`, { loadWorkflow: false });
	}

	async execution(id: string): Promise<Execution> {
		const row = await this.call<Omit<Execution, 'data'> & { data: string }>(
			'GET',
			`/executions/${id}`,
		);
		return { ...row, data: parseFlatted(row.data) as Execution['data'] };
	}

	/** Waits until an execution has ended, at most `timeout` milliseconds, and returns it. */
	async finished(id: string, timeout: number): Promise<Execution> {
		const deadline = Date.now() + timeout;
		for (;;) {
			const row = await this.call<{ status: string }>('GET', `/executions/${id}`);
			if (FINAL_STATUS.includes(row.status)) return await this.execution(id);
			if (Date.now() > deadline) throw new Error(`Execution ${id} is still ${row.status}.`);
			await sleepFor(250);
		}
	}

	/** Id and status of the newest 100 executions, of one workflow or of all, newest first. */
	async executionStatuses(workflowId?: string): Promise<Map<string, string>> {
		const filter = encodeURIComponent(JSON.stringify(workflowId ? { workflowId } : {}));
		const { results } = await this.call<{ results: Array<{ id: string; status: string }> }>(
			'GET',
			`/executions?filter=${filter}&limit=100`,
		);
		return new Map(results.map(({ id, status }) => [id, status]));
	}

	/** What a resource locator's dropdown shows. */
	async locatorResults(request: {
		nodeType: string;
		path: string;
		methodName: string;
		credential: CredentialReference;
		filter?: string;
		paginationToken?: string;
	}): Promise<ListResult> {
		const { nodeType, credential, ...rest } = request;
		return await this.call('POST', '/dynamic-node-parameters/resource-locator-results', {
			...rest,
			nodeTypeAndVersion: { name: nodeType, version: 1 },
			currentNodeParameters: {},
			credentials: { watXApi: credential },
		});
	}

	private headers(): Record<string, string> {
		return { 'content-type': 'application/json', 'browser-id': 'e2e', cookie: this.cookie };
	}

	private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(`${this.url}/rest${path}`, {
			method,
			headers: this.headers(),
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			signal: AbortSignal.timeout(REQUEST_TIMEOUT),
		});
		for (const cookie of response.headers.getSetCookie()) {
			if (cookie.startsWith('n8n-auth=')) this.cookie = cookie.split(';')[0];
		}
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		return (JSON.parse(text) as { data: T }).data;
	}
}
