/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/** Send and Wait for Response in a real n8n: links, pages, time limits, a restart, the chat. */
import { strict as assert } from 'node:assert';
import type { IDataObject } from 'n8n-workflow';

import { waitUntil } from '../process';
import { NEWEST_N8N } from '../runtime';
import type { Step } from '../stepRunner';
import type { World } from '../world';
import { answered, ask, form, withCode, PERSON, statusOf, visit } from './questions';

const approve: Step<World> = {
	name: 'a preview and a forged link decide nothing, the button approves, a second press is told so',
	async run(world) {
		const asked = await ask(world);
		const [yes, no] = asked.links;
		const preview = await visit(yes, { headers: { 'user-agent': 'WhatsApp/2.23 A' } });
		assert.equal(preview.status, 200);
		assert.match(await preview.text(), /Shall we refund order 4711\?[^]*<button>Approve<\/button>/);
		assert.match(preview.headers.get('content-security-policy') ?? '', /default-src 'none'/);
		const forged = no.replace('approved=false', 'approved=true');
		assert.equal((await visit(forged, form())).status, 401);
		assert.equal(await statusOf(world, asked.executionId), 'waiting');
		const pressed = await visit(yes, form());
		assert.match(await pressed.text(), /has been recorded/);
		const output = await answered(world, asked);
		assert.equal(output.approved, true);
		assert.equal((output.data as IDataObject).approved, true);
		// Older versions of n8n keep nothing for a node with an execution that waits.
		const isKept = world.runtime.version === NEWEST_N8N;
		assert.equal(output.messageId, isKept ? world.gateway.accepted.at(-1)?.id : null);
		const again = await visit(no, form());
		assert.doesNotMatch(await again.text(), /has been recorded/);
	},
};

const decline: Step<World> = {
	name: 'declining and an answer in free text reach the workflow',
	async run(world) {
		const asked = await ask(world);
		await visit(asked.links[1], form());
		assert.equal((await answered(world, asked)).approved, false);

		const open = await ask(world, { responseType: 'freeText' });
		assert.match(await (await visit(open.links[0])).text(), /<textarea/);
		assert.equal((await visit(open.links[0], form({ text: ' ' }))).status, 400);
		await visit(open.links[0], form({ text: 'On Friday & not before' }));
		assert.equal((await answered(world, open)).text, 'On Friday & not before');
	},
};

const restart: Step<World> = {
	name: 'an answer that comes after a restart of n8n is taken',
	timeout: 200_000,
	async run(world) {
		const asked = await ask(world);
		await world.stop();
		await world.resume();
		await visit(asked.links[0], form());
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
	name: 'a reply in the chat is the answer, in the words of the person, or with a code from another number',
	timeout: 150_000,
	async run(world) {
		const { gateway } = world;
		gateway.replyTo(PERSON, 'rather tomorrow', { afterMs: 500 });
		const asked = await ask(world, { answerBy: 'chat' });
		const output = await answered(world, asked);
		assert.equal(output.approved, false);
		assert.equal(output.chatInput, 'rather tomorrow');

		gateway.replyTo(PERSON, withCode('Approve'), { afterMs: 500, sender: '+919876500000' });
		const coded = await ask(world, { answerBy: 'chat', options: { replyCode: true } });
		assert.equal((await answered(world, coded)).approved, true);
	},
};

/** What must hold in every n8n version. */
export const questionSteps: Array<Step<World>> = [approve, decline, inChat];

export const waitingSteps: Array<Step<World>> = [...questionSteps, restart, timeLimit];
