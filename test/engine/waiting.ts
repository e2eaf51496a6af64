import type { WorkflowExecute as WorkflowExecuteType } from 'n8n-core';
import {
	ExecutionLifecycleHooks,
	InstanceSettings,
	validateUrlSignature,
	WebhookContext,
	WorkflowExecute,
} from 'n8n-core';

import type { IDataObject, IWebhookData, IWorkflowBase } from 'n8n-workflow';
import { deepCopy, UserError } from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import { Container } from './core';
import { CredentialsHelper } from './credentials';
import type { Types } from './nodeTypes';
import { RunResult } from './result';
import { inScope, type Scope } from './scope';
import type { RunOptions, WorkflowJson } from './types';
import { toWorkflow } from './workflow';

/** What comes to the address of a node that waits. */
export interface WaitRequest {
	method: 'GET' | 'POST';
	/** The whole link, with its signature. */
	url: string;
	/** The decoded form of a POST. */
	body?: IDataObject;
}

/** What was answered, and where the execution ended when the request made it go on. */
export interface WaitAnswer {
	status: number;
	headers: Record<string, string>;
	page: string;
	resumed?: RunResult;
}

/**
 * Does what n8n does with a request to a waiting execution: checks the signature of the link, asks the node's webhook, and
 * goes on with what it gives. The stored execution is left as it was, so that several requests can be tried on it.
 *
 * @throws UserError when the execution does not wait, or the signature is not right (n8n says 401 then)
 */
export async function requestWaiting(
	types: Types,
	engineScope: Scope,
	workflowJson: WorkflowJson,
	waiting: RunResult,
	request: WaitRequest,
	options: RunOptions = {},
): Promise<WaitAnswer> {
	const { mode = 'manual', publicUrl } = options;
	const url = new URL(request.url);
	const signature = url.searchParams.get('signature') ?? '';
	const secret = Container.get(InstanceSettings).hmacSignatureSecret;
	if (!validateUrlSignature(signature, url, secret)) throw new UserError('Invalid signature');
	const data = deepCopy(waiting.run.data);
	if (!data.waitTill) throw new UserError('The execution does not wait');
	const executionId = url.pathname.split('/').at(-2) ?? '';
	const scope: Scope = { ...engineScope, logs: [] };
	return await inScope(scope, async () => {
		const workflow = toWorkflow(types, workflowJson, options.credentials);
		const name = data.resultData.lastNodeExecuted ?? '';
		const node = workflow.getNode(name);
		const [entry] = data.executionData?.nodeExecutionStack ?? [];
		if (!node || !entry) throw new UserError('No node waits');
		entry.node.disabled = true;
		data.waitTill = undefined;
		data.resultData.runData[name]?.pop();
		const answer: WaitAnswer = { status: 200, headers: {}, page: '' };
		const response = {
			setHeader: (key: string, value: string) => (answer.headers[key.toLowerCase()] = value),
			status(code: number) {
				answer.status = code;
				return response;
			},
			send: (page: string) => (answer.page = page),
		};
		const { method, body = {} } = request;
		const query = Object.fromEntries(url.searchParams);
		const helper = await CredentialsHelper.create(types, options.credentials);
		const additionalData = createAdditionalData(
			helper,
			{
				executionId,
				workflowId: workflow.id,
				hooks: new ExecutionLifecycleHooks(mode, executionId, workflowJson as IWorkflowBase),
				httpRequest: { method, query, body, headers: {} } as never,
				httpResponse: response as never,
			},
			publicUrl,
		);
		const nodeType = types.getByNameAndVersion(node.type, node.typeVersion);
		const webhook = nodeType.description.webhooks?.find(({ httpMethod }) => httpMethod === method);
		if (!webhook) throw new UserError(`The node has no webhook for ${method}`);
		const webhookData = { webhookDescription: webhook, node: name } as unknown as IWebhookData;
		const context = new WebhookContext(workflow, node, additionalData, mode, webhookData, [], data);
		const result = await nodeType.webhook?.call(context);
		if (typeof result?.webhookResponse === 'string') answer.page = result.webhookResponse;
		if (!result?.workflowData) return answer;
		entry.data = { main: result.workflowData };
		const execution: WorkflowExecuteType = new WorkflowExecute(additionalData, mode, data);
		answer.resumed = new RunResult(await execution.processRunExecutionData(workflow), scope.logs);
		return answer;
	});
}
