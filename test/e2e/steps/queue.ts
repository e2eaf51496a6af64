/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/**
 * The package in n8n's queue mode. 500 messages with files go through two workers: once
 * undisturbed, and once with a worker killed in the middle. n8n 2.41.1 keeps neither the input nor
 * the progress of an execution that is lost with its worker, so that the editor's "Retry" cannot
 * help; what is missing from the gateway's list of sent messages is posted again instead. Then one
 * execution writes to 500 people, its worker is killed, and with "Skip When Already Sent (Hours)" it
 * is simply started again. Each time every message must arrive exactly once.
 */
import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { waitUntil } from '../process';
import type { QueueWorld } from '../queueWorld';
import type { Step } from '../stepRunner';
import {
	byId,
	chain,
	node,
	PACKAGE,
	PICTURE,
	split,
	start,
	START,
	toFile,
	watx,
	webhook,
} from '../workflows';
import { access } from '../world';
import { answered, ask, form, visit } from './questions';
import { trigger } from './smoke';
import { assertNoSecret, outputOf } from './support';

const MESSAGES = 500;
const PEOPLE = Array.from({ length: MESSAGES }, (_, index) => `+9197000${10_000 + index}`);
const BATCH = 10;
const ALL_DONE = 150_000;
/** Without it, a gateway as it is sold keeps messages waiting, and lists them elsewhere. */
const AT_ONCE = { priority: 1 };
const ENDED = ['success', 'error', 'crashed', 'canceled'];

const fromMain: Step<QueueWorld> = {
	name: 'main tests the credential and fills the account list',
	async run({ rest, gateway, credential }) {
		const right = await rest.testCredential('Right', 'watXApi', access(gateway));
		assert.equal(right.status, 'OK', right.message);
		gateway.addAccount();
		const { results } = await rest.locatorResults({
			nodeType: `${PACKAGE}.watX`,
			path: 'parameters.account',
			methodName: 'searchAccounts',
			credential,
		});
		assert.equal(results.length, gateway.state.accounts.length);
	},
};

const undisturbed: Step<QueueWorld> = {
	name: `${MESSAGES} files go through two workers, each exactly once`,
	timeout: ALL_DONE + 30_000,
	async run(world) {
		const workflowId = await postBatches(world, 'undisturbed');
		const statuses = await ended(world, workflowId, MESSAGES / BATCH);
		assert.deepEqual([...new Set(statuses.values())], ['success']);
		const counts = arrivals(world, 'undisturbed');
		assert.equal(counts.size, MESSAGES);
		assert.deepEqual([...new Set(counts.values())], [1]);
		const shares = world.workers.map(({ logFile }) => startedIn(logFile));
		assert.ok(Math.min(...shares) > 0, `The workers ran ${shares.join(' and ')} executions.`);
		world.note(`         the workers ran ${shares.join(' and ')} executions`);
	},
};

const killedWorker: Step<QueueWorld> = {
	name: 'a worker is killed in the middle and no message is lost or sent twice',
	timeout: 2 * ALL_DONE,
	async run(world) {
		const { rest, workers, note } = world;
		const workflowId = await postBatches(world, 'killed');
		await waitUntil(
			'half of the messages',
			async () => arrivals(world, 'killed').size >= MESSAGES / 2,
			{ timeout: ALL_DONE },
		);
		await workers[1].process.kill();
		const statuses = await ended(world, workflowId, MESSAGES / BATCH);
		const lost = [...statuses].filter(([, status]) => status !== 'success').map(([id]) => id);
		assert.ok(lost.length > 0, 'The worker was idle when it was killed.');
		// n8n has dropped the input of these executions, so that a retry has nothing to run.
		assert.equal((await rest.retry(lost[0])).status, 'error');

		const sent = new Set(await sentTexts(world));
		const missing = texts('killed').filter((text) => !sent.has(text));
		await postMessages(world, 'killed', missing);
		const all = MESSAGES / BATCH + 1 + Math.ceil(missing.length / BATCH);
		await ended(world, workflowId, all);
		const counts = arrivals(world, 'killed');
		assert.equal(counts.size, MESSAGES);
		assert.deepEqual([...new Set(counts.values())], [1]);
		note(
			`         ${lost.length} executions were lost with the worker; the ${missing.length} ` +
				'messages missing from the sent list were posted again',
		);
	},
};

const startedAgain: Step<QueueWorld> = {
	name: `a worker is killed while it writes to ${MESSAGES} people, and the same run is started again as a whole`,
	timeout: 2 * ALL_DONE,
	async run(world) {
		const { rest, gateway, credential, note } = world;
		gateway.settings.latencyMs = 100;
		const people = node('People', 'n8n-nodes-base.set', 3.4, {
			mode: 'raw',
			jsonOutput: JSON.stringify({ people: PEOPLE.map((phone) => ({ phone })) }),
			options: {},
		});
		const send = watx('Send', credential, {
			resource: 'message',
			operation: 'send',
			account: byId(gateway.state.accounts[0].unique),
			recipient: '={{ $json.phone }}',
			message: 'Your membership ends on Friday.',
			options: { skipWhenAlreadySent: 24 },
		});
		const draft = chain('To people', start(), people, split('Each', 'people'), send);
		const workflow = await rest.createWorkflow(draft);
		const counts = () => {
			const recipients = gateway.accepted.map(({ recipient }) => recipient);
			return PEOPLE.map((phone) => recipients.filter((recipient) => recipient === phone).length);
		};
		const sent = () => counts().filter((count) => count > 0).length;

		const lost = await rest.run(workflow, START);
		await waitUntil('a third of the messages', async () => sent() >= MESSAGES / 3, {
			timeout: ALL_DONE,
		});
		const worker = world.workers.findIndex(({ logFile }) => startsOf(logFile, lost) > 0);
		await world.workers[worker].process.kill();
		const before = sent();
		assert.ok(before < MESSAGES, 'Everything was sent before the worker was killed.');
		await world.replaceWorker(worker);
		assert.notEqual((await rest.finished(lost, ALL_DONE)).status, 'success');

		const again = await rest.finished(await rest.run(workflow, START), ALL_DONE);
		const items = outputOf(again, 'Send');
		assert.deepEqual([...new Set(counts())], [1]);
		assert.equal(items.filter(({ status }) => status === 'skipped').length, before);
		assert.equal(items.length, MESSAGES);
		note(`         ${before} people had the message when the worker was killed`);
	},
};

const question: Step<QueueWorld> = {
	name: 'main takes the answer to a question by link, and a worker goes on',
	timeout: 150_000,
	async run(world) {
		const asked = await ask(world);
		const starts = () => world.workers.map(({ logFile }) => startsOf(logFile, asked.executionId));
		const before = sum(starts());
		assert.equal(before, 1);
		await visit(asked.links[0], form());
		assert.equal((await answered(world, asked)).approved, true);
		assert.equal(sum(starts()), 2, 'No worker has gone on with it.');
	},
};

const triggerOnMain: Step<QueueWorld> = {
	...trigger,
	name: 'the trigger polls on main only and emits each message once',
	async run(world) {
		const polls = () =>
			world.gateway.requests.filter(({ path }) => path === 'get/wa.received').length;
		const before = polls();
		await trigger.run(world);
		assert.ok(polls() > before);
		for (const { logFile } of world.workers) {
			assert.doesNotMatch(readFileSync(logFile, 'utf8'), /[Pp]olling trigger/);
		}
	},
};

const secretStaysSecret: Step<QueueWorld> = {
	name: 'the secret is in no execution and no log line',
	async run(world) {
		await assertNoSecret(world);
		for (const { logFile } of world.workers) {
			assert.ok(!readFileSync(logFile, 'utf8').includes(world.gateway.secret));
		}
	},
};

export const queueSteps: Array<Step<QueueWorld>> = [
	fromMain,
	undisturbed,
	killedWorker,
	startedAgain,
	question,
	triggerOnMain,
	secretStaysSecret,
];

/** Activates a workflow that sends what its webhook gets, and posts all messages in batches. */
async function postBatches(world: QueueWorld, label: string): Promise<string> {
	const { rest, gateway, credential } = world;
	gateway.settings.latencyMs = 100;
	const send = watx('Send', credential, {
		resource: 'message',
		operation: 'send',
		account: byId(gateway.state.accounts[0].unique),
		recipient: '+919876543210',
		messageType: 'media',
		// The file node keeps no other field, so the text is read from the node before it.
		message: `={{ $('Messages').item.json.text }}`,
		options: AT_ONCE,
	});
	const file = toFile('a.png', 'image/png');
	const messages = split('Messages', 'body.messages');
	const workflow = await rest.createWorkflow(chain(label, webhook(label), messages, file, send));
	await rest.activate(workflow.id);
	await postMessages(world, label, texts(label));
	return workflow.id;
}

/** Posts messages to the webhook, each with a file, one execution per batch. */
async function postMessages(world: QueueWorld, label: string, all: string[]): Promise<void> {
	const file = PICTURE.toString('base64');
	for (let first = 0; first < all.length; first += BATCH) {
		const messages = all.slice(first, first + BATCH).map((text) => ({ text, file }));
		await post(`${world.rest.url}/webhook/${label}`, { messages });
	}
}

/** The texts of all messages that the WatX node finds in the gateway's list of sent ones. */
async function sentTexts({ rest, credential }: QueueWorld): Promise<string[]> {
	const parameters = { resource: 'message', operation: 'getSent', returnAll: true };
	const draft = chain('Sent', start(), watx('Sent', credential, parameters));
	const workflow = await rest.createWorkflow(draft);
	const execution = await rest.finished(await rest.run(workflow, START), ALL_DONE);
	return outputOf(execution, 'Sent').map(({ message }) => String(message));
}

function texts(label: string): string[] {
	return Array.from({ length: MESSAGES }, (_, index) => `${label} ${index}`);
}

/** Posts to a webhook, which n8n sets up a moment after the activation. */
async function post(url: string, body: unknown): Promise<void> {
	await waitUntil(
		`the webhook ${url}`,
		async () => {
			const response = await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});
			return response.ok;
		},
		{ timeout: 20_000 },
	);
}

/** Waits until this many executions of a workflow have ended; returns the status of each. */
async function ended(
	world: QueueWorld,
	workflowId: string,
	count: number,
): Promise<Map<string, string>> {
	let statuses = new Map<string, string>();
	await waitUntil(
		'the end of all executions',
		async () => {
			statuses = await world.rest.executionStatuses(workflowId);
			const open = [...statuses.values()].filter((status) => !ENDED.includes(status));
			return statuses.size >= count && open.length === 0;
		},
		{ timeout: ALL_DONE },
	);
	return statuses;
}

/** How often the gateway has taken each message, also one whose answer nobody was left to hear; files came intact. */
function arrivals(world: QueueWorld, label: string): Map<string, number> {
	const { requests, accepted } = world.gateway;
	const isOurs = (text: unknown) => String(text).startsWith(`${label} `);
	const sha256 = createHash('sha256').update(PICTURE).digest('hex');
	for (const { path, fields, files, status } of requests) {
		if (path !== 'send/whatsapp' || status !== 200 || !isOurs(fields.message)) continue;
		assert.equal(files.media_file.sha256, sha256);
	}
	const counts = new Map<string, number>();
	for (const { message } of accepted.filter((row) => isOurs(row.message))) {
		counts.set(message, (counts.get(message) ?? 0) + 1);
	}
	return counts;
}

/** How many executions a worker has started, by its log. */
function startedIn(logFile: string): number {
	return readFileSync(logFile, 'utf8').split('Worker started execution').length - 1;
}

/** How often a worker has started, or gone on with, an execution, by its log. */
function startsOf(logFile: string, executionId: string): number {
	return readFileSync(logFile, 'utf8').split(`Worker started execution ${executionId} `).length - 1;
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
