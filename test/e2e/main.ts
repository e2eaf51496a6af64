/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
/**
 * `npm run e2e`: proves the packed package in a real n8n.
 *
 *   npm run e2e                        n8n 2.41.1, driven through its editor in a browser
 *   npm run e2e -- --n8n 1.123.81      another version, driven through its REST API
 *   npm run e2e -- --queue             n8n's queue mode: main, two workers, Redis, PostgreSQL
 *   npm run e2e -- --scheduler         the polling trigger under n8n's durable scheduler
 *   npm run e2e -- --pictures          screenshots of every form and of the examples' canvases, to be looked at
 *   npm run e2e -- --profile mended    with the mended gateway instead of the one that is sold
 *   npm run e2e -- --package FILE.tgz  this packed package instead of one of the checkout
 *   npm run e2e -- --only PATTERN      only the steps with such names; those of the editor need "sign in"
 *
 * Screenshots go to `.e2e/screenshots/<version>-<profile>/`. Exits with 0 if every step holds.
 */
import { parseArgs } from 'node:util';
import { join, resolve } from 'node:path';

import { PROFILES } from '../emulator';
import { Cleanup } from './cleanup';
import { Editor } from './editor';
import { memory, type N8nServer } from './n8nServer';
import { createQueueWorld, type QueueWorld } from './queueWorld';
import { NEWEST_N8N } from './runtime';
import { runSteps, type StepOptions } from './stepRunner';
import { agentSteps } from './steps/agents';
import { browserSteps, signIn } from './steps/browser';
import { exampleSteps } from './steps/examples';
import { formSteps } from './steps/forms';
import { phoneSteps } from './steps/phone';
import { queueSteps } from './steps/queue';
import { secretStaysSecret, smokeSteps } from './steps/smoke';
import { DURABLE_SCHEDULER, schedulerSteps } from './steps/scheduler';
import { triggerSteps } from './steps/triggers';
import { questionSteps, waitingSteps } from './steps/waiting';
import { webhookTriggerSteps } from './steps/webhookTrigger';
import { createWorld, type World, type WorldOptions } from './world';

/** Milliseconds after which a run is given up as a whole, downloads included. */
const RUN_TIMEOUT = 35 * 60_000;

const editorSteps = [
	...browserSteps,
	...phoneSteps,
	...waitingSteps,
	...agentSteps,
	...webhookTriggerSteps,
	...triggerSteps,
	secretStaysSecret,
];
const pictureSteps = [signIn, ...formSteps, ...exampleSteps];

type Result = Awaited<ReturnType<typeof runSteps>>;

const print = (line: string) => void process.stdout.write(`${line}\n`);

/** Runs what the command line asks for and returns the number of failed steps. */
async function run(cleanup: Cleanup): Promise<number> {
	const { values } = parseArgs({
		options: {
			n8n: { type: 'string', default: NEWEST_N8N },
			queue: { type: 'boolean', default: false },
			scheduler: { type: 'boolean', default: false },
			pictures: { type: 'boolean', default: false },
			profile: { type: 'string', default: PROFILES[0] },
			package: { type: 'string' },
			only: { type: 'string', default: '' },
		},
	});
	const start = Date.now();
	const profile = PROFILES.find((name) => name === values.profile);
	if (!profile) throw new Error(`Use one of these profiles: ${PROFILES.join(', ')}.`);
	const { only } = values;
	const options = { version: values.n8n, tarball: values.package, profile, print };
	const result = values.queue
		? await runQueue(await createQueueWorld(options, cleanup), cleanup, only)
		: values.scheduler
			? await runScheduler(options, cleanup, only)
			: values.pictures
				? await driveEditor(await createWorld(options, cleanup), cleanup, only, pictureSteps)
				: await runSingle(await createWorld(options, cleanup), cleanup, only);
	print(`took ${Math.round((Date.now() - start) / 1000)} s`);
	print(`${result.passed} passed, ${result.failed} failed`);
	return result.failed;
}

async function runQueue(world: QueueWorld, cleanup: Cleanup, only: string): Promise<Result> {
	const result = await runSteps(queueSteps, world, stepOptions(world, cleanup, only));
	printMemory('main', world.n8n);
	printMemory('worker-1', world.workers[0]);
	return result;
}

async function runScheduler(
	options: WorldOptions,
	cleanup: Cleanup,
	only: string,
): Promise<Result> {
	const prepare = async () => DURABLE_SCHEDULER;
	const world = await createWorld({ ...options, prepare }, cleanup);
	return await runSteps(schedulerSteps, world, stepOptions(world, cleanup, only));
}

async function runSingle(world: World, cleanup: Cleanup, only: string): Promise<Result> {
	const result =
		world.runtime.version === NEWEST_N8N
			? await driveEditor(world, cleanup, only)
			: await runSteps(
					[...smokeSteps, ...questionSteps, secretStaysSecret],
					world,
					stepOptions(world, cleanup, only),
				);
	printMemory(`n8n ${world.runtime.version}`, world.n8n);
	return result;
}

/** The steps in the browser, with a screenshot of each. */
async function driveEditor(
	world: World,
	cleanup: Cleanup,
	only: string,
	steps = editorSteps,
): Promise<Result> {
	const run = `${world.runtime.version}-${world.gateway.profile}`;
	const screenshotFolder = resolve(__dirname, '../../.e2e/screenshots', run);
	const editor = await Editor.start({
		url: world.n8n.url,
		profileFolder: join(world.folder, 'browser'),
		screenshotFolder,
	});
	cleanup.add('The browser', async () => await editor.close());
	return await runSteps(steps, Object.assign(world, { editor }), {
		...stepOptions(world, cleanup, only),
		screenshot: async (name) => await editor.screenshot(name),
	});
}

function printMemory(name: string, server: N8nServer): void {
	const { now, peak } = memory(server.process.pid);
	print(`${name} uses ${now} MB of memory, ${peak} MB at its peak`);
}

function stepOptions({ gateway }: World, cleanup: Cleanup, only: string): StepOptions {
	const redact = (text: string) => text.replaceAll(gateway.secret, '[secret]');
	return { only, print, redact, stopped: cleanup.begun };
}

async function main(): Promise<void> {
	const cleanup = new Cleanup();
	cleanup.onSignals();
	const watchdog = setTimeout(() => {
		print(`The run was given up after ${RUN_TIMEOUT / 60_000} minutes.`);
		void cleanup.run().then(() => process.exit(1));
	}, RUN_TIMEOUT);
	let failed = 1;
	try {
		failed = await run(cleanup);
	} catch (error) {
		print(error instanceof Error ? (error.stack ?? error.message) : String(error));
	} finally {
		clearTimeout(watchdog);
		await cleanup.run();
	}
	process.exit(failed > 0 ? 1 : 0);
}

void main();
