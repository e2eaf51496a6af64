/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/** Send and Wait for Response in a real n8n: links, pages, time limits, a restart, the chat, and reviews for an AI agent. */
import { strict as assert } from 'node:assert';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { sleepFor, waitUntil } from '../process';
import { startScriptedModel } from '../scriptedModel';
import type { Step } from '../stepRunner';
import { byId, chain, node, PACKAGE, start, START, watx } from '../workflows';
import type { World } from '../world';
import { outputOf } from './support';

const PERSON = '+919876543210';
const RUN_TIMEOUT = 90_000;

/** A question that was sent and waits. */
export interface Asked {
	executionId: string;
	/** Its links, as the person gets them. */
	links: string[];
}

const noOp = (name: string): INode => node(name, 'n8n-nodes-base.noOp', 1, {});

/** Runs a workflow that asks, and waits until the gateway has the question. */
export async function ask(world: World, parameters: INodeParameters = {}): Promise<Asked> {
	const { rest, gateway, credential } = world;
	const count = gateway.accepted.length;
	const question = watx('Question', credential, {
		resource: 'message',
		operation: 'sendAndWait',
		account: byId(gateway.addAccount().unique),
		recipient: PERSON,
		message: 'Shall we refund order 4711?\nIt is 49.90 €.',
		...parameters,
	});
	const draft = chain('Ask by WhatsApp', start(), question, noOp('After'));
	const workflow = await rest.createWorkflow(draft);
	const executionId = await rest.run(workflow, START);
	await waitUntil('the question', async () => gateway.accepted.length > count, {
		timeout: RUN_TIMEOUT,
	});
	const links = gateway.accepted[count].message.match(/http:\/\/\S+/g) ?? [];
	await waitUntil(
		'a waiting execution',
		async () => links.length === 0 || (await statusOf(world, executionId)) === 'waiting',
		{ timeout: RUN_TIMEOUT },
	);
	return { executionId, links };
}

const statusOf = async ({ rest }: World, id: string) => (await rest.executionStatuses()).get(id);

/** Opens a link as the person's phone would; the public name leads to this machine. */
export const visit = async (
	world: World,
	link: string,
	init: RequestInit = {},
): Promise<Response> => await fetch(link.replace(new URL(link).origin, world.n8n.url), init);

const form = (values: Record<string, string> = {}): RequestInit => ({
	method: 'POST',
	body: new URLSearchParams(values),
});

async function answered(world: World, { executionId }: Asked): Promise<IDataObject> {
	const execution = await world.rest.finished(executionId, RUN_TIMEOUT);
	return outputOf(execution, 'After')[0];
}

const approve: Step<World> = {
	name: 'a preview and a forged link decide nothing, the button approves, a second press is told so',
	async run(world) {
		const asked = await ask(world);
		const [yes, no] = asked.links;
		const preview = await visit(world, yes, { headers: { 'user-agent': 'WhatsApp/2.23 A' } });
		assert.equal(preview.status, 200);
		assert.match(await preview.text(), /Shall we refund order 4711\?[^]*<button>Approve<\/button>/);
		assert.match(preview.headers.get('content-security-policy') ?? '', /default-src 'none'/);
		const forged = no.replace('approved=false', 'approved=true');
		assert.equal((await visit(world, forged, form())).status, 401);
		assert.equal(await statusOf(world, asked.executionId), 'waiting');
		const pressed = await visit(world, yes, form());
		assert.match(await pressed.text(), /has been recorded/);
		const output = await answered(world, asked);
		assert.equal(output.approved, true);
		assert.equal((output.data as IDataObject).approved, true);
		assert.equal(output.messageId, world.gateway.accepted.at(-1)?.id);
		const again = await visit(world, no, form());
		assert.doesNotMatch(await again.text(), /has been recorded/);
	},
};

const decline: Step<World> = {
	name: 'declining and an answer in free text reach the workflow',
	async run(world) {
		const asked = await ask(world);
		await visit(world, asked.links[1], form());
		assert.equal((await answered(world, asked)).approved, false);

		const open = await ask(world, { responseType: 'freeText' });
		assert.match(await (await visit(world, open.links[0])).text(), /<textarea/);
		assert.equal((await visit(world, open.links[0], form({ text: ' ' }))).status, 400);
		await visit(world, open.links[0], form({ text: 'On Friday & not before' }));
		assert.equal((await answered(world, open)).text, 'On Friday & not before');
	},
};

const restart: Step<World> = {
	name: 'an answer that comes after a restart of n8n is taken',
	timeout: 200_000,
	async run(world) {
		const asked = await ask(world);
		await world.restart();
		await visit(world, asked.links[0], form());
		assert.equal((await answered(world, asked)).approved, true);
	},
};

const timeLimit: Step<World> = {
	name: 'at the time limit the input item goes on',
	timeout: 180_000,
	async run(world) {
		const values = { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' };
		const asked = await ask(world, { options: { limitWaitTime: { values } } });
		await waitUntil(
			'the end of the wait',
			async () => (await statusOf(world, asked.executionId)) === 'success',
			{ timeout: 150_000 },
		);
		assert.deepEqual(await answered(world, asked), {});
	},
};

const inChat: Step<World> = {
	name: 'a reply in the chat is the answer, in the words of the person',
	async run(world) {
		world.gateway.replyTo(PERSON, 'rather tomorrow', { afterMs: 500 });
		const asked = await ask(world, { answerBy: 'chat' });
		const output = await answered(world, asked);
		assert.equal(output.approved, false);
		assert.equal(output.chatInput, 'rather tomorrow');
	},
};

export const waitingSteps: Array<Step<World>> = [approve, decline, inChat, restart, timeLimit];

/** An agent whose one tool, sending a message to a customer, has to be reviewed on WhatsApp. */
async function runAgent(world: World, modelUrl: string, answerBy: 'link' | 'chat') {
	const { rest, gateway, credential } = world;
	const account = byId(gateway.addAccount().unique);
	const openAi = await rest.createCredential('Scripted model', 'openAiApi', {
		apiKey: 'none',
		url: modelUrl,
	});
	const model: INode = {
		...node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, {
			model: { __rl: true, mode: 'id', value: 'scripted' },
			options: {},
		}),
		credentials: { openAiApi: openAi },
	};
	const agent = node('Agent', '@n8n/n8n-nodes-langchain.agent', 3, {
		promptType: 'define',
		text: 'Tell the customer that the refund is on its way.',
		options: {},
	});
	const review: INode = {
		...watx('Review', credential, {
			resource: 'message',
			operation: 'sendAndWait',
			account,
			recipient: PERSON,
			message: '=The agent wants to use {{ $tool.name }}.',
			answerBy,
		}),
		type: `${PACKAGE}.watXHitlTool`,
	};
	const send: INode = {
		...watx('Send to Customer', credential, {
			descriptionType: 'manual',
			toolDescription: 'Sends a WhatsApp message to the customer',
			resource: 'message',
			operation: 'send',
			account,
			recipient: '+4915112345678',
			message: "={{ $fromAI('text', 'what to write') }}",
			options: { priority: 1 },
		}),
		type: `${PACKAGE}.watXTool`,
	};
	const draft = chain('Agent with review', start(), agent);
	draft.nodes.push(model, review, send);
	draft.connections.Model = {
		ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]],
	};
	draft.connections.Review = { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] };
	draft.connections['Send to Customer'] = {
		ai_tool: [[{ node: 'Review', type: 'ai_tool', index: 0 }]],
	};
	const before = gateway.accepted.length;
	const executionId = await rest.run(await rest.createWorkflow(draft), START);
	await waitUntil('the review', async () => gateway.accepted.length > before, {
		timeout: RUN_TIMEOUT,
	});
	return {
		executionId,
		before,
		links: gateway.accepted[before].message.match(/http:\/\/\S+/g) ?? [],
	};
}

const review: Step<World> = {
	name: 'an AI agent acts when a person approves on WhatsApp, and not when the person declines',
	timeout: 240_000,
	async run(world) {
		const { gateway, rest } = world;
		const toCustomer = (from: number) =>
			gateway.accepted.slice(from).filter(({ recipient }) => recipient === '+4915112345678');
		const model = await startScriptedModel({ text: 'Your refund is on its way.' });
		try {
			for (const [index, count] of [
				[0, 1],
				[1, 0],
			]) {
				const { executionId, before, links } = await runAgent(world, model.url, 'link');
				await sleepFor(1_000);
				assert.equal(toCustomer(before).length, 0, 'The agent did not wait for the review.');
				await visit(world, links[index], form());
				const execution = await rest.finished(executionId, RUN_TIMEOUT);
				assert.equal(execution.status, 'success');
				assert.equal(toCustomer(before).length, count);
			}
			gateway.replyTo(PERSON, 'rather tomorrow', { afterMs: 500 });
			const { executionId, before } = await runAgent(world, model.url, 'chat');
			await rest.finished(executionId, RUN_TIMEOUT);
			assert.equal(toCustomer(before).length, 0);
			assert.match(model.results.at(-1) ?? '', /rather tomorrow/);
		} finally {
			await model.close();
		}
	},
};

export const reviewSteps: Array<Step<World>> = [review];
