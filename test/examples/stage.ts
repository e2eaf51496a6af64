/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/** Runs the example workflows on the engine against the emulator, set up as a user would. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { deepCopy } from 'n8n-workflow';
import { startEmulator, type Emulator, type RecordedRequest } from '../emulator';
import { profile } from '../profile';
import { createEngine, type Poller, type RunResult, type WorkflowJson } from '../engine';
import { Suite } from '../integration/suite';
import { Outside } from './standIns';

export const EXAMPLES = resolve(__dirname, '../../examples');
export const exampleFiles = readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'));

/** An example as it is in its file. */
export function readExample(file: string): WorkflowJson & { name: string } {
	return JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as WorkflowJson & { name: string };
}

/** A gateway, an engine and the world around them. */
export class Stage extends Suite {
	outside = new Outside();

	/** Runs an example from one of its triggers, whose output is the input. */
	async play(
		file: string,
		input: Array<IDataObject | INodeExecutionData>,
		startNode?: string,
	): Promise<RunResult> {
		const items = input.map((item) => ('json' in item ? item : { json: item }));
		return await this.engine.run(this.setUp(readExample(file)), {
			input: items as INodeExecutionData[],
			credentials: this.credentials(),
			startNode,
		});
	}

	/** What the trigger of an example emits in the poll after these messages, with the example's settings. */
	async arrive(
		file: string,
		...arrivals: Array<Parameters<Emulator['receive']>[0]>
	): Promise<INodeExecutionData[]> {
		const poller = await this.listen(file);
		for (const arrival of arrivals) this.gateway.receive(arrival);
		return (await poller.poll())?.[0] ?? [];
	}

	/** The trigger of an example in the active workflow; with a name, where there are several. */
	async listen(file: string, name?: string): Promise<Poller> {
		const { type, parameters } = this.nodeOf(file, name);
		const poller = this.engine.poller(type, parameters, { credentials: this.credentials() });
		await poller.activate();
		return poller;
	}

	/** A node of an example, set up; without a name its polling trigger. */
	nodeOf(file: string, name?: string): INode {
		return this.setUp(readExample(file)).nodes.find((node) =>
			name ? node.name === name : node.type.endsWith('.watXTrigger'),
		)!;
	}

	/** What a user does after the import: choose accounts. Also, seconds become milliseconds, so that nobody waits. */
	setUp(example: WorkflowJson): WorkflowJson {
		const workflow = deepCopy(example);
		for (const node of workflow.nodes) {
			if (node.type.startsWith('n8n-nodes-watx.')) this.chooseAccount(node);
			if (node.waitBetweenTries) node.waitBetweenTries /= 1000;
			const options = (node.parameters.options ?? {}) as INodeParameters;
			for (const name of ['delayBetweenMessages', 'maxDelayBetweenMessages']) {
				if (name in options) options[name] = Number(options[name]) / 1000;
			}
		}
		return workflow;
	}

	/** The messages the gateway has handed over, oldest first. */
	get sent(): Array<[recipient: string, message: string]> {
		return this.gateway.accepted.map(({ recipient, message }) => [recipient, message]);
	}

	/** The requests that reached an endpoint. */
	requestsTo(path: string): RecordedRequest[] {
		return this.gateway.requests.filter((request) => request.path === path);
	}

	private chooseAccount({ type, parameters }: INode): void {
		if (!('account' in parameters)) return;
		const { unique, phone } = this.account;
		const value = type.endsWith('Trigger') ? phone : unique;
		parameters.account = { __rl: true, mode: 'list', value };
	}

	override reset(): void {
		super.reset();
		this.gateway.settings.keepFiles = true;
		this.outside.reset();
	}
}

/** Starts everything; close the stage when done. */
export async function startStage(): Promise<Stage> {
	const gateway = await startEmulator({ profile });
	const outside = new Outside();
	const engine = await createEngine({ extraNodes: outside.nodes });
	const stage = new Stage(gateway, engine, gateway.addAccount());
	stage.outside = outside;
	return stage;
}

/** Makes it that morning for the rest of the test file; clocks go on from there, timers are real. */
export function setToday(date: string): void {
	jest.useFakeTimers({
		now: new Date(`${date}T09:00:00Z`),
		advanceTimers: true,
		doNotFake: [
			'hrtime',
			'nextTick',
			'performance',
			'queueMicrotask',
			'setImmediate',
			'clearImmediate',
			'setInterval',
			'clearInterval',
			'setTimeout',
			'clearTimeout',
		],
	});
}
