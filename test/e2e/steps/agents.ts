/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/** WatX as the tool of an AI agent in a real n8n, whose model follows a script. */
import { strict as assert } from 'node:assert';
import type { INode } from 'n8n-workflow';

import { sleepFor, waitUntil } from '../process';
import { startScriptedModel } from '../scriptedModel';
import type { Step } from '../stepRunner';
import { byId, chain, node, PACKAGE, start, START, watx } from '../workflows';
import type { World } from '../world';
import { form, PERSON, RUN_TIMEOUT, visit } from './questions';

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
