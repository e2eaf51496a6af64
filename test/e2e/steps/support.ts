/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/** What the steps of all runs share: reading outputs, waiting for executions, hunting the secret. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import type { IDataObject } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import { waitUntil } from '../process';
import type { RestClient } from '../restClient';
import type { Execution, NodeTypeDescription } from '../restTypes';
import type { World } from '../world';

const POLL_TIMEOUT = 50_000;
/** A poll may ask several times; after so many milliseconds without a request it is over. */
const QUIET = 2_000;

/** The items a node has returned; throws with n8n's words if the execution failed. */
export function outputOf(execution: Execution, nodeName: string): IDataObject[] {
	const { resultData } = execution.data;
	assert.equal(execution.status, 'success', JSON.stringify(resultData.error?.message));
	const [run] = resultData.runData[nodeName];
	return (run.data?.main[0] ?? []).map(({ json }) => json);
}

/** What becomes of a message without a priority: a gateway as it is sold queues it. */
export const outcomeOf = ({ settings }: Emulator): string =>
	settings.defaultPriority === 1 ? 'sent' : 'queued';

/** The texts under which the editor lists a node's operations. */
export function actionsOf(type: NodeTypeDescription | undefined): string[] {
	const operations = type?.properties.filter(({ name }) => name === 'operation') ?? [];
	return operations.flatMap(({ options = [] }) =>
		options.flatMap((option) => ('action' in option && option.action ? [option.action] : [])),
	);
}

/** The texts under which the editor lists a trigger's events. */
export function eventsOf(type: NodeTypeDescription | undefined): string[] {
	const { options = [] } = type?.properties.find(({ name }) => name === 'event') ?? {};
	return options.map(({ name }) => `On ${name.toLowerCase()}`);
}

/** The text under which the editor lists one operation of a node. */
export function actionOf(
	type: NodeTypeDescription | undefined,
	resource: string,
	operation: string,
): string {
	for (const { name, displayOptions, options = [] } of type?.properties ?? []) {
		if (name !== 'operation' || !displayOptions?.show?.resource?.includes(resource)) continue;
		for (const option of options) {
			if ('action' in option && option.value === operation) return String(option.action);
		}
	}
	throw new Error(`The node has no operation ${operation} of ${resource}.`);
}

/** Waits until a workflow has at least `count` executions and returns their ids, oldest first. */
export async function waitForExecutions(
	rest: RestClient,
	workflowId: string,
	count: number,
): Promise<string[]> {
	let ids: string[] = [];
	await waitUntil(
		`${count} executions of workflow ${workflowId}`,
		async () => {
			ids = [...(await rest.executionStatuses(workflowId)).keys()];
			return ids.length >= count;
		},
		{ timeout: POLL_TIMEOUT },
	);
	for (const id of ids) await rest.finished(id, POLL_TIMEOUT);
	return ids.reverse();
}

/** Activates a trigger and waits for its first poll: what arrives later is new to it. n8n's durable scheduler does not wait for it. */
export async function afterFirstPoll(
	gateway: Emulator,
	activate: () => Promise<void>,
): Promise<void> {
	const polls = () => gateway.requests.filter(({ path }) => path === 'get/wa.received');
	const before = polls().length;
	const isOver = () => {
		const own = polls().slice(before);
		const last = Math.max(...own.map(({ finishedAt = Infinity }) => finishedAt));
		return own.some(({ status }) => status === 200) && Date.now() - last > QUIET;
	};
	await activate();
	await waitUntil('the first poll of the trigger', async () => isOver(), { timeout: POLL_TIMEOUT });
}

/** Asserts that the gateway's secret is in no stored execution and in none of n8n's log files. */
export async function assertNoSecret(world: World): Promise<void> {
	const { rest, gateway, n8n } = world;
	const ids = [...(await rest.executionStatuses()).keys()];
	assert.ok(ids.length > 0, 'There is no execution to look into.');
	for (const id of ids) {
		const text = JSON.stringify((await rest.execution(id)).data);
		assert.ok(!text.includes(gateway.secret), `Execution ${id} holds the secret.`);
	}
	const log = readFileSync(n8n.logFile, 'utf8');
	assert.ok(log.length > 0, 'The log is empty.');
	assert.ok(!log.includes(gateway.secret), 'The log holds the secret.');
}
