/* eslint-disable @n8n/community-nodes/require-node-api-error */
import { PollContext, PollTriggerExecutor } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	Workflow,
	WorkflowActivateMode,
} from 'n8n-workflow';
import { deepCopy, WorkflowActivationError } from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import { Container } from './core';
import { CredentialsHelper } from './credentials';
import type { Types } from './nodeTypes';
import { inScope, type Scope } from './scope';
import type { CredentialSet, WorkflowJson } from './types';
import { buildNode, toWorkflow } from './workflow';

type Items = INodeExecutionData[][];

export interface PollerOptions {
	credentials?: CredentialSet;
	typeVersion?: number;
	/** The static data that n8n has stored: `stored` of an earlier poller, or none. */
	stored?: IDataObject;
	/** n8n's poll budget in ms (5 minutes by default); `null` for an n8n that has none. */
	budgetMs?: number | null;
}

let workflows = 0;
const nextWorkflowId = () => `workflow-${++workflows}`;

/** One polling trigger in one workflow, from its activation to the end of n8n's process. */
export class Poller {
	/** Static data of the workflow as n8n's database has it: all that survives a restart. */
	stored: IDataObject;

	/** Everything logged by this poller's polls. */
	readonly logs: string[] = [];

	private readonly json: WorkflowJson;

	private readonly node: INode;

	private readonly scope: Scope;

	private credentialsHelper?: Promise<CredentialsHelper>;

	private workflow: Workflow;

	private activation: WorkflowActivateMode = 'activate';

	private workflowId = nextWorkflowId();

	constructor(
		private readonly types: Types,
		scope: Scope,
		nodeType: string,
		parameters: INodeParameters,
		private readonly options: PollerOptions = {},
	) {
		const { typeVersion, stored = {} } = options;
		this.node = buildNode(types, parameters, { type: nodeType, typeVersion });
		this.scope = { ...scope, logs: this.logs };
		this.json = { nodes: [this.node], connections: {}, settings: { executionOrder: 'v1' } };
		this.stored = deepCopy(stored);
		this.workflow = this.load();
	}

	/** The node's static data in memory, saved or not. */
	get state(): IDataObject {
		return deepCopy(this.workflow.getStaticData('node', this.node));
	}

	/**
	 * Activates the workflow (`activate`), or starts n8n with it active (`init`): reads the stored
	 * static data and polls once. Afterwards static data is saved, emitted or not.
	 * @returns what the poll emitted; null for nothing.
	 * @throws WorkflowActivationError when the poll fails.
	 */
	async activate(activation: WorkflowActivateMode = 'activate'): Promise<Items | null> {
		this.activation = activation;
		this.workflow = this.load();
		try {
			const emitted = await this.execute(true);
			this.save();
			return emitted;
		} catch (error) {
			throw new WorkflowActivationError(
				`There was a problem activating the workflow: "${(error as Error).message}"`,
				{ cause: error as Error, node: this.node },
			);
		}
	}

	/**
	 * One tick of the schedule; ticks may overlap. Static data is saved only if it emits.
	 * @throws what the poll throws: n8n records a failed execution and goes on polling.
	 */
	async poll(): Promise<Items | null> {
		return await this.execute(false);
	}

	/** Kills n8n: the next one knows nothing of this one's polls, as of those of another workflow. */
	kill(stored: IDataObject): void {
		this.stored = stored;
		this.workflowId = nextWorkflowId();
	}

	/** "Fetch Test Event": reads the stored static data and saves nothing. */
	async fetchTestEvent(): Promise<Items | null> {
		const workflow = this.load();
		const nodeType = this.types.getByNameAndVersion(this.node.type, this.node.typeVersion);
		const context = await this.context(workflow, 'manual', 'manual');
		return await inScope(this.scope, async () => (await nodeType.poll?.call(context)) ?? null);
	}

	private load(): Workflow {
		const json = { ...this.json, id: this.workflowId, staticData: this.stored };
		return toWorkflow(this.types, json, this.options.credentials, true);
	}

	private save(): void {
		const { staticData } = this.workflow;
		if (staticData.__dataChanged !== true) return;
		this.stored = JSON.parse(JSON.stringify(staticData)) as IDataObject;
		staticData.__dataChanged = false;
	}

	private async context(
		workflow: Workflow,
		mode: 'trigger' | 'manual',
		activation: WorkflowActivateMode,
		emit?: (data: Items) => void,
		emitError?: (error: Error) => void,
	): Promise<PollContext> {
		const { credentials, budgetMs } = this.options;
		this.credentialsHelper ??= CredentialsHelper.create(this.types, credentials);
		const additionalData = createAdditionalData(await this.credentialsHelper, {
			workflowId: workflow.id,
			workflowSettings: workflow.settings,
		});
		const node = workflow.nodes[this.node.name];
		const context = new PollContext(
			workflow,
			node,
			additionalData,
			mode,
			activation,
			emit,
			emitError,
			undefined,
			undefined,
			undefined,
			typeof budgetMs === 'number' ? () => budgetMs : undefined,
		);
		if (budgetMs === null) Reflect.deleteProperty(context, 'getPollBudgetMs');
		return context;
	}

	private async execute(activating: boolean): Promise<Items | null> {
		const { workflow } = this;
		let emitted: Items | null = null;
		let failure: Error | undefined;
		const onEmit = (data: Items): void => {
			emitted = data;
			this.save();
		};
		const onError = (error: Error): void => {
			failure = error;
		};
		const context = await this.context(workflow, 'trigger', this.activation, onEmit, onError);
		const node = workflow.nodes[this.node.name];
		const executor = Container.get(PollTriggerExecutor);
		await inScope(this.scope, async () => {
			await executor.create(workflow, node, context, () => true)(activating);
		});
		if (failure) throw failure;
		return emitted;
	}
}
