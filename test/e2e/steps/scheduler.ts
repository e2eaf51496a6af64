/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/**
 * The polling trigger under n8n's durable scheduler, which gives each poll a copy of the trigger's state and stores what it
 * has become together with the execution: an n8n that is killed repeats nothing and loses nothing there.
 */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import type { INodeParameters } from 'n8n-workflow';

import { sleepFor, waitUntil } from '../process';
import type { Step } from '../stepRunner';
import { chain, watxTrigger } from '../workflows';
import type { World } from '../world';
import { trigger } from './smoke';
import { afterFirstPoll, assertNoSecret } from './support';

/** What switches the durable scheduler on in n8n 2.41.1. */
export const DURABLE_SCHEDULER = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
	// Seconds between two looks for polls that are due.
	N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
	// The scheduler speaks of its jobs at this level alone.
	N8N_LOG_LEVEL: 'debug',
};

const everyFiveSeconds = Array.from({ length: 12 }, (_, index) => ({
	mode: 'custom',
	cronExpression: `${index * 5} * * * * *`,
}));
const POLL_TIMEOUT = 60_000;
/** Long enough for two more polls. */
const QUIET = 12_000;
/** Milliseconds after a poll's answer at which n8n is killed, around the moment in which it stores what it has found. */
const KILLS = [0, 20, 60, 120];

const underScheduler: Step<World> = {
	...trigger,
	name: 'the durable scheduler polls, and the trigger emits each received message once',
	async run(world) {
		await trigger.run(world);
		const log = readFileSync(world.n8n.logFile, 'utf8');
		assert.match(log, /Provisioned scheduler jobs for poll trigger node/);
		assert.doesNotMatch(log, /durable poll cursors stay disabled/);
	},
};

const sameSecond: Step<World> = {
	name: 'two poll times on the same second emit nothing twice',
	timeout: 200_000,
	async run(world) {
		const { gateway } = world;
		const twice = { item: [...everyFiveSeconds, ...everyFiveSeconds] };
		const workflowId = await listen(world, 'Twice', { pollTimes: twice });
		const texts: string[] = [];
		// Slow, so that the second poll begins while the first one is on its way; and quick, so that the first one is over then.
		for (const latencyMs of [400, 0]) {
			gateway.settings.latencyMs = latencyMs;
			for (let index = 0; index < 4; index++) {
				texts.push(`Twice ${texts.length}`);
				gateway.receive({ message: texts.at(-1) });
				await sleepFor(5_000);
			}
		}
		await assertOnce(world, workflowId, texts);
		await world.rest.deactivate(workflowId);
	},
};

const killed: Step<World> = {
	name: 'an n8n that is killed around a poll repeats nothing and loses nothing',
	timeout: 600_000,
	async run(world) {
		const { gateway } = world;
		const workflowId = await listen(world, 'Killed', { pollTimes: { item: everyFiveSeconds } });
		const texts: string[] = [];
		for (const after of KILLS) {
			for (const part of ['a', 'b', 'c']) texts.push(`Killed after ${after} ms ${part}`);
			const newest = texts.slice(-3).map((message) => gateway.receive({ message }).id);
			await nextPoll(world, newest.length);
			await sleepFor(after);
			await world.stop('killed');
			await world.resume();
		}
		await assertOnce(world, workflowId, texts);
		await world.rest.deactivate(workflowId);
	},
};

const secretStaysSecret: Step<World> = {
	name: 'the secret is in no execution and no log line',
	run: assertNoSecret,
};

export const schedulerSteps: Array<Step<World>> = [
	underScheduler,
	sameSecond,
	killed,
	secretStaysSecret,
];

async function listen(world: World, name: string, parameters: INodeParameters): Promise<string> {
	const { rest, gateway, credential } = world;
	const workflow = await rest.createWorkflow(chain(name, watxTrigger(credential, parameters)));
	await afterFirstPoll(gateway, async () => await rest.activate(workflow.id));
	return workflow.id;
}

/** Waits until a poll that asked for several rows has its answer. */
async function nextPoll({ gateway }: World, rows: number): Promise<void> {
	const polls = () =>
		gateway.requests.filter(
			({ path, query, finishedAt }) =>
				path === 'get/wa.received' && Number(query.limit) >= rows && finishedAt !== undefined,
		).length;
	const before = polls();
	await waitUntil('a poll', async () => polls() > before, { timeout: POLL_TIMEOUT });
}

/** Asserts that each message is in exactly one execution, ended or not, of those that a workflow has after a while. */
async function assertOnce(world: World, workflowId: string, texts: string[]): Promise<void> {
	const counts = async () => {
		const ids = [...(await world.rest.executionStatuses(workflowId)).keys()];
		const datas = await Promise.all(
			ids.map(async (id) => JSON.stringify((await world.rest.execution(id)).data)),
		);
		return texts.map((text) => datas.filter((data) => data.includes(`"${text}"`)).length);
	};
	await waitUntil(
		'every message in an execution',
		async () => (await counts()).every((count) => count > 0),
		{ timeout: POLL_TIMEOUT },
	).catch(() => {});
	await sleepFor(QUIET);
	const seen = Object.fromEntries((await counts()).map((count, index) => [texts[index], count]));
	assert.deepEqual(seen, Object.fromEntries(texts.map((text) => [text, 1])));
}
