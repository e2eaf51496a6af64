/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { WorkflowExecute as WorkflowExecuteType } from 'n8n-core';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	INodeExecutionData,
	IPinData,
	IRun,
	IWorkflowBase,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createRunExecutionData, UserError } from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import { CredentialsHelper } from './credentials';
import type { Types } from './nodeTypes';
import { RunResult } from './result';
import type { Scope } from './scope';
import { inScope } from './scope';
import type { RunOptions, WorkflowJson } from './types';
import { toWorkflow } from './workflow';

type Execution = ReturnType<WorkflowExecuteType['run']>;

export interface StartedRun {
	result: Promise<RunResult>;
	/** What pressing "Stop" in n8n does. The result follows once the running node has stopped. */
	cancel(): void;
}

let lastExecutionId = 0;

function failedRun(error: Error, mode: WorkflowExecuteMode): IRun {
	return {
		data: createRunExecutionData({
			resultData: {
				error: { ...error, message: error.message, stack: error.stack } as never,
				runData: {},
			},
		}),
		finished: false,
		mode,
		startedAt: new Date(),
		stoppedAt: new Date(),
		status: 'error',
		storedAt: 'db',
	};
}

function startNodeOf(workflow: Workflow, { startNode, destinationNode }: RunOptions) {
	const node = startNode ? workflow.getNode(startNode) : workflow.getStartNode(destinationNode);
	if (!node) throw new UserError('No node to start the workflow from could be found');
	return node;
}

/** Pinned data is for runs from the editor; all other runs begin with the start node's data. */
function execute(
	execution: WorkflowExecute,
	workflow: Workflow,
	options: RunOptions,
	pinData: IPinData = {},
): Execution {
	const { mode = 'manual', input } = options;
	const startNode = startNodeOf(workflow, options);
	const destinationNode = options.destinationNode
		? { nodeName: options.destinationNode, mode: 'inclusive' as const }
		: undefined;
	if (mode === 'manual') {
		const pinned = input ? { ...pinData, [startNode.name]: input } : pinData;
		return execution.run({ workflow, startNode, destinationNode, pinData: pinned });
	}
	const triggerToStartFrom = input && { name: startNode.name, data: taskData(input) };
	return execution.run({ workflow, startNode, destinationNode, triggerToStartFrom });
}

function taskData(input: INodeExecutionData[]) {
	return { startTime: 0, executionIndex: 0, executionTime: 0, source: [], data: { main: [input] } };
}

async function runToEnd(execution: Execution, timeoutMs?: number): Promise<IRun> {
	const timer = timeoutMs ? setTimeout(() => execution.cancel(), timeoutMs) : undefined;
	try {
		const run = await execution;
		// n8n stores the run at the moment it is cancelled, whatever the node does afterwards.
		if (execution.isCanceled) Object.assign(run, { finished: false, status: 'canceled' });
		return run;
	} finally {
		clearTimeout(timer);
	}
}

/**
 * Starts a workflow on n8n-core's WorkflowExecute. A failing workflow is a result with `error`;
 * the promise only rejects when the workflow cannot be built (an unknown node type, say).
 */
export function startRun(
	types: Types,
	engineScope: Scope,
	workflowJson: WorkflowJson,
	options: RunOptions = {},
): StartedRun {
	const { mode = 'manual', timeoutMs, executionId = String(++lastExecutionId) } = options;
	const scope: Scope = { ...engineScope, logs: [] };
	let execution: Execution | undefined;
	let cancelled = false;
	const start = async (): Promise<RunResult> => {
		const workflow = toWorkflow(types, workflowJson, options.credentials);
		const helper = await CredentialsHelper.create(types, options.credentials);
		const additionalData = createAdditionalData(
			helper,
			{
				executionId,
				workflowId: workflow.id,
				workflowSettings: workflow.settings,
				executionTimeoutTimestamp: timeoutMs ? Date.now() + timeoutMs : undefined,
				hooks: new ExecutionLifecycleHooks(mode, executionId, workflowJson as IWorkflowBase),
			},
			options.publicUrl,
		);
		try {
			const engine = new WorkflowExecute(additionalData, mode);
			execution = execute(engine, workflow, options, workflowJson.pinData);
		} catch (error) {
			return new RunResult(failedRun(error as Error, mode), scope.logs);
		}
		if (cancelled) execution.cancel();
		return new RunResult(await runToEnd(execution, timeoutMs), scope.logs);
	};
	return {
		result: inScope(scope, start),
		cancel() {
			cancelled = true;
			inScope(scope, () => execution?.cancel());
		},
	};
}
