/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/** WatX as the tool of an AI agent in a real n8n, whose model follows a script. */
import { strict as assert } from 'node:assert';
import type { INode, INodeParameters } from 'n8n-workflow';

import { UNCERTAIN } from '../../emulator';
import { sleepFor, waitUntil } from '../process';
import type { Workflow } from '../restTypes';
import { startScriptedModel } from '../scriptedModel';
import type { Step } from '../stepRunner';
import { byId, chain, node, PACKAGE, start, START, watx } from '../workflows';
import type { World } from '../world';
import { form, PERSON, RUN_TIMEOUT, visit } from './questions';

const CUSTOMER = '+4915112345678';
const TEXT = 'Your refund is on its way.';

/** What came to the customer since the gateway had taken `from` messages. */
const toCustomer = ({ gateway }: World, from: number) =>
	gateway.accepted.slice(from).filter(({ recipient }) => recipient === CUSTOMER);

const review: Step<World> = {
	name: 'an AI agent acts when a person approves on WhatsApp, and not when the person declines',
	timeout: 240_000,
	async run(world) {
		const { gateway, rest } = world;
		const model = await startScriptedModel({ text: TEXT });
		try {
			const byLink = await createAgent(world, model.url, { answerBy: 'link' });
			for (const [index, count] of [
				[0, 1],
				[1, 0],
			]) {
				const { executionId, before, question } = await askForReview(world, byLink);
				const links = question.match(/http:\/\/\S+/g) ?? [];
				await sleepFor(1_000);
				assert.equal(toCustomer(world, before).length, 0, 'The agent did not wait for the review.');
				await visit(links[index], form());
				const execution = await rest.finished(executionId, RUN_TIMEOUT);
				assert.equal(execution.status, 'success');
				assert.equal(toCustomer(world, before).length, count);
			}
			const inChat = await createAgent(world, model.url, { answerBy: 'chat' });
			gateway.replyTo(PERSON, 'rather tomorrow', { afterMs: 500 });
			const { executionId, before } = await askForReview(world, inChat);
			await rest.finished(executionId, RUN_TIMEOUT);
			assert.equal(toCustomer(world, before).length, 0);
			assert.match(model.results.at(-1) ?? '', /rather tomorrow/);
		} finally {
			await model.close();
		}
	},
};

/** Words from which a model must see that trying again could do harm. */
const MAY_BE_SENT = /may have been sent|not known whether/i;

const uncertain: Step<World> = {
	name: 'an AI agent that tries again when it could not send does not repeat what may have been sent',
	timeout: 240_000,
	async run(world) {
		const { gateway, rest } = world;
		const failed = (result: string) => /error|could not/i.test(result);
		const model = await startScriptedModel(
			{ text: TEXT },
			(result) => failed(result) && !MAY_BE_SENT.test(result),
		);
		try {
			const workflow = await createAgent(world, model.url);
			const sendsOnce = async (fault: string) => {
				const before = gateway.accepted.length;
				await rest.finished(await rest.run(workflow, START), RUN_TIMEOUT);
				assert.equal(toCustomer(world, before).length, 1, `${fault}: ${model.results.join('\n')}`);
			};
			gateway.say('accountDisconnected', { path: 'send/whatsapp' });
			const told = model.results.length;
			await sendsOnce('what was surely not sent is tried again');
			assert.ok(failed(model.results[told]), model.results[told]);
			for (const fault of [
				'an envelope of 500',
				'no answer',
				'half the JSON',
				'a page with HTTP 200',
			]) {
				gateway.fault({ ...UNCERTAIN[fault], match: { path: 'send/whatsapp' } });
				await sendsOnce(fault);
				assert.match(model.results.at(-1) ?? '', MAY_BE_SENT);
			}
		} finally {
			await model.close();
		}
	},
};

export const agentSteps: Array<Step<World>> = [review, uncertain];

const byTool = (target: string) => ({
	ai_tool: [[{ node: target, type: 'ai_tool' as const, index: 0 }]],
});

/** A workflow with an agent whose one tool sends a message; with `questions` a person reviews each use of it. */
async function createAgent(
	{ rest, gateway, credential }: World,
	modelUrl: string,
	questions?: INodeParameters,
): Promise<Workflow> {
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
	const send = watx('Send to Customer', credential, {
		descriptionType: 'manual',
		toolDescription: 'Sends a WhatsApp message to the customer',
		resource: 'message',
		operation: 'send',
		account,
		recipient: CUSTOMER,
		message: "={{ $fromAI('text', 'what to write') }}",
		options: { priority: 1 },
	});
	const draft = chain('Agent', start(), agent);
	draft.nodes.push(model, { ...send, type: `${PACKAGE}.watXTool` });
	draft.connections.Model = {
		ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]],
	};
	draft.connections['Send to Customer'] = byTool(questions ? 'Review' : 'Agent');
	if (questions) {
		const question = watx('Review', credential, {
			resource: 'message',
			operation: 'sendAndWait',
			account,
			recipient: PERSON,
			message: '=The agent wants to use {{ $tool.name }}.',
			...questions,
		});
		draft.nodes.push({ ...question, type: `${PACKAGE}.watXHitlTool` });
		draft.connections.Review = byTool('Agent');
	}
	return await rest.createWorkflow(draft);
}

/** Runs the agent until the question is with the person. */
async function askForReview({ rest, gateway }: World, workflow: Workflow) {
	const before = gateway.accepted.length;
	const executionId = await rest.run(workflow, START);
	await waitUntil('the review', async () => gateway.accepted.length > before, {
		timeout: RUN_TIMEOUT,
	});
	return { executionId, before, question: gateway.accepted[before].message };
}
