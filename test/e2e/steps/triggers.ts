/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/** The polling trigger in a real n8n: how soon, after a gateway that was down when n8n started, and its events of accounts. */
import { strict as assert } from 'node:assert';
import type { IDataObject } from 'n8n-workflow';

import { sleepFor, waitUntil } from '../process';
import type { Step } from '../stepRunner';
import { chain, watxTrigger } from '../workflows';
import type { World } from '../world';
import { afterFirstPoll, outputOf, waitForExecutions } from './support';

/** Ten seconds between two polls, and what a busy machine takes to start an execution. */
const PROMPT = 20_000;
/** How long the gateway is down after n8n has started. */
const OUTAGE = 25_000;
const POLL = 10_000;

const prompt: Step<World> = {
	name: 'polled every ten seconds, a message starts the workflow at the next poll',
	timeout: 150_000,
	async run({ rest, gateway, credential }) {
		const workflow = await rest.createWorkflow(chain('Prompt', watxTrigger(credential)));
		await afterFirstPoll(gateway, async () => await rest.activate(workflow.id));
		try {
			for (const [index, message] of ['Is anybody there?', 'Still there?'].entries()) {
				const received = Date.now();
				gateway.receive({ message });
				const ids = await waitForExecutions(rest, workflow.id, index + 1);
				const took = Date.now() - received;
				assert.ok(took < PROMPT, `The message started the workflow after ${took} ms.`);
				const [item] = outputOf(await rest.execution(ids[index]), 'WatX Trigger');
				assert.equal(item.message, message);
			}
		} finally {
			await rest.deactivate(workflow.id);
		}
	},
};

const down: Step<World> = {
	name: 'a gateway that is down while n8n starts leaves no trigger behind',
	timeout: 300_000,
	async run(world) {
		const { rest, gateway, credential } = world;
		const known = await rest.createWorkflow(chain('Polled before', watxTrigger(credential)));
		await afterFirstPoll(gateway, async () => await rest.activate(known.id));
		await world.stop();
		gateway.receive({ message: 'While n8n was off' });
		const match = { path: 'get/wa.received' };
		// The page of a proxy and the gateway's own HTTP 500, in turns.
		let polls = 0;
		const isOdd = () => ++polls % 2 === 1;
		gateway.fault({ kind: '502-html', match: { ...match, when: isOdd }, times: Infinity });
		gateway.fault({ kind: '500', match, times: Infinity });
		try {
			await world.resume();
			await waitUntil('a poll that fails', async () => polls > 0, { timeout: POLL });
			await sleepFor(OUTAGE);
		} finally {
			gateway.clearFaults();
		}
		gateway.receive({ message: 'After it was well' });
		const messages = async () => await emitted(world, known.id);
		await waitUntil('both messages', async () => (await messages()).length >= 2, {
			timeout: 3 * POLL,
		});
		await sleepFor(POLL);
		assert.deepEqual(await messages(), ['While n8n was off', 'After it was well']);
		await rest.deactivate(known.id);
	},
};

const drop: Step<World> = {
	name: 'an account that drops starts the workflow once',
	timeout: 150_000,
	async run({ rest, gateway, credential }) {
		const { unique, phone } = gateway.addAccount();
		const trigger = watxTrigger(credential, { event: 'accountDisconnected' });
		const workflow = await rest.createWorkflow(chain('Dropped', trigger));
		const polls = () =>
			gateway.requests.filter(({ path, status }) => path === 'get/wa.accounts' && status === 200);
		const morePolls = async (count: number) => {
			const before = polls().length;
			await waitUntil('polls', async () => polls().length >= before + count, {
				timeout: (count + 2) * POLL,
			});
		};
		const become = (status: 'connected' | 'connecting' | 'disconnected') => {
			for (const account of gateway.state.accounts) {
				if (account.unique === unique) account.status = status;
			}
		};
		await Promise.all([morePolls(1), rest.activate(workflow.id)]);
		try {
			become('connecting');
			await morePolls(1);
			become('disconnected');
			const [id] = await waitForExecutions(rest, workflow.id, 1);
			assert.deepEqual(outputOf(await rest.execution(id), 'WatX Trigger'), [
				{ unique, phone, status: 'disconnected', previousStatus: 'connected' },
			]);
			await morePolls(2);
			assert.equal((await rest.executionStatuses(workflow.id)).size, 1);
		} finally {
			await rest.deactivate(workflow.id);
			become('connected');
		}
	},
};

export const triggerSteps: Array<Step<World>> = [prompt, drop, down];

/** The messages that a workflow was started with, oldest first; polls that failed are left out. */
async function emitted({ rest }: World, workflowId: string): Promise<string[]> {
	const statuses = await rest.executionStatuses(workflowId);
	const ids = [...statuses].filter(([, status]) => status === 'success').map(([id]) => id);
	const executions = await Promise.all(ids.reverse().map(async (id) => await rest.execution(id)));
	return executions.flatMap((execution) =>
		outputOf(execution, 'WatX Trigger').map(({ message }: IDataObject) => String(message)),
	);
}
