/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/** The WatX Webhook Trigger in a real n8n, with the posts that the gateway makes. */
import { strict as assert } from 'node:assert';
import type { INode, INodeParameters } from 'n8n-workflow';

import { sleepFor, waitUntil } from '../process';
import type { Workflow } from '../restTypes';
import type { Step } from '../stepRunner';
import { chain, node, PACKAGE } from '../workflows';
import type { World } from '../world';
import { outputOf, waitForExecutions } from './support';

/** Long enough for an execution that should not be to show. */
const QUIET = 3_000;

const instant: Step<World> = {
	name: 'the webhook trigger emits what the gateway posts, each message once, and nothing with a wrong secret',
	async run(world) {
		const { gateway, rest, n8n } = world;
		const workflow = await listen(world, 'instant');
		try {
			const row = gateway.receive({
				message: 'Fish & chips <3\n+ 100 % 😀',
				sender: '+919800000077',
			});
			await gateway.webhooksDone();
			const [{ body, status }] = gateway.webhookCalls.slice(-1);
			assert.equal(status, 200);
			const [id] = await waitForExecutions(rest, workflow.id, 1);
			const [item] = outputOf(await rest.execution(id), 'Webhook Trigger');
			assert.equal(item.id, row.id);
			assert.equal(item.message, row.message);
			assert.equal(item.sender, '+919800000077');

			const again = new URLSearchParams(body);
			assert.equal(await post(`${n8n.url}/webhook/instant/webhook`, again), 200);
			again.set('secret', 'not-the-secret');
			again.set('data[id]', '999999');
			assert.equal(await post(`${n8n.url}/webhook/instant/webhook`, again), 200);
			await sleepFor(QUIET);
			assert.equal((await rest.executionStatuses(workflow.id)).size, 1);
		} finally {
			await stopListening(world, workflow);
		}
	},
};

const burst: Step<World> = {
	name: 'a burst of messages of one chat starts one execution',
	async run(world) {
		const { gateway, rest } = world;
		const options = { combineMessages: 'perSender', quietTime: 3 };
		const workflow = await listen(world, 'burst', { options });
		try {
			for (const message of ['Hello there', 'I have a question', 'Are you open today?']) {
				gateway.receive({ message, sender: '+919800000078' });
				await sleepFor(500);
			}
			gateway.receive({ message: 'From somebody else', sender: '+919800000079' });
			const ids = await waitForExecutions(rest, workflow.id, 2);
			await sleepFor(QUIET);
			assert.equal((await rest.executionStatuses(workflow.id)).size, 2);
			const outputs = await Promise.all(
				ids.map(async (id) => outputOf(await rest.execution(id), 'Webhook Trigger')),
			);
			const texts = outputs.flat().map(({ message }) => message);
			assert.deepEqual(texts.sort(), [
				'From somebody else',
				'Hello there\nI have a question\nAre you open today?',
			]);
		} finally {
			await stopListening(world, workflow);
		}
	},
};

export const webhookTriggerSteps: Array<Step<World>> = [instant, burst];

/** Publishes a workflow that the gateway posts to from then on. */
async function listen(
	{ rest, gateway, n8n }: World,
	path: string,
	parameters: INodeParameters = {},
): Promise<Workflow> {
	const trigger: INode = {
		...node('Webhook Trigger', `${PACKAGE}.watXWebhookTrigger`, 1, {
			webhookSecret: gateway.settings.webhookSecret,
			...parameters,
		}),
		webhookId: path,
	};
	const workflow = await rest.createWorkflow(chain(path, trigger));
	await rest.activate(workflow.id);
	const url = `${n8n.url}/webhook/${path}/webhook`;
	// n8n sets the webhook up a moment after the activation; an empty post is dropped.
	await waitUntil(url, async () => (await post(url, new URLSearchParams())) === 200, {
		timeout: 30_000,
	});
	gateway.settings.webhookUrl = url;
	return workflow;
}

async function stopListening({ rest, gateway }: World, workflow: Workflow): Promise<void> {
	gateway.settings.webhookUrl = null;
	await rest.deactivate(workflow.id);
}

async function post(url: string, body: URLSearchParams): Promise<number> {
	return (await fetch(url, { method: 'POST', body })).status;
}
