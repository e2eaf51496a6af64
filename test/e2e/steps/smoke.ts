/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/**
 * What must hold in every n8n version, driven through the REST API: the package loads, its
 * credential test tells right from wrong, lists fill the account locator, a file is sent and
 * arrives byte for byte, lists are read, the trigger emits each message once.
 */
import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';

import type { Step } from '../stepRunner';
import {
	byId,
	chain,
	PACKAGE,
	PICTURE,
	picture,
	start,
	START,
	toFile,
	watx,
	watxTrigger,
} from '../workflows';
import { access, type World } from '../world';
import { afterFirstPoll, assertNoSecret, outcomeOf, outputOf, waitForExecutions } from './support';

const RUN_TIMEOUT = 60_000;

const loads: Step<World> = {
	name: 'n8n loads every node with its icons',
	async run({ rest }) {
		for (const name of ['watX', 'watXTrigger', 'watXWebhookTrigger']) {
			const type = await rest.nodeType(`${PACKAGE}.${name}`);
			assert.ok(type, `n8n does not know ${PACKAGE}.${name}.`);
			const { iconUrl } = type;
			assert.ok(typeof iconUrl === 'object', `${name} has no icon for light and dark.`);
			for (const path of [iconUrl.light, iconUrl.dark]) {
				const response = await fetch(`${rest.url}/${path}`);
				assert.match(await response.text(), /<svg/, `${path} is no picture.`);
			}
		}
	},
};

const credentialTest: Step<World> = {
	name: 'the credential test tells a right secret from a wrong one',
	async run({ rest, gateway }) {
		const right = await rest.testCredential('Right', 'watXApi', access(gateway));
		assert.equal(right.status, 'OK', right.message);
		const fields = { ...access(gateway), secret: 'not-the-secret' };
		const wrong = await rest.testCredential('Wrong', 'watXApi', fields);
		assert.equal(wrong.status, 'Error');
		assert.match(wrong.message, /secret/i);
	},
};

const locator: Step<World> = {
	name: 'the account list shows phone number and state, and can be searched',
	async run({ rest, gateway, credential }) {
		const account = gateway.addAccount({ phone: '+919811112222', status: 'disconnected' });
		const request = {
			nodeType: `${PACKAGE}.watX`,
			path: 'parameters.account',
			methodName: 'searchAccounts',
			credential,
		};
		const all = await rest.locatorResults(request);
		assert.equal(all.results.length, gateway.state.accounts.length);
		const found = await rest.locatorResults({ ...request, filter: '981111' });
		assert.deepEqual(
			found.results.map(({ value }) => value),
			[account.unique],
		);
		assert.match(found.results[0].name, /\+919811112222.*disconnected/);
	},
};

const sendFile: Step<World> = {
	name: 'a picture is sent and arrives byte for byte',
	async run({ rest, gateway, credential }) {
		const parameters = {
			resource: 'message',
			operation: 'send',
			account: byId(gateway.addAccount().unique),
			recipient: '+91 98765-43210',
			messageType: 'media',
			message: 'Your picture & more: 100 % + ü 😀',
		};
		const send = watx('Send', credential, parameters);
		const draft = chain('Send a picture', start(), picture(), toFile('a.png', 'image/png'), send);
		const workflow = await rest.createWorkflow(draft);
		const execution = await rest.finished(await rest.run(workflow, START), RUN_TIMEOUT);
		const [output] = outputOf(execution, 'Send');
		assert.equal(output.status, outcomeOf(gateway));

		const request = gateway.requests.filter(({ path }) => path === 'send/whatsapp').pop();
		assert.ok(request);
		assert.equal(request.fields.message, parameters.message);
		assert.equal(request.fields.recipient, '+919876543210');
		const sha256 = createHash('sha256').update(PICTURE).digest('hex');
		assert.equal(request.files.media_file.sha256, sha256);
		assert.match(request.rawUrl, /whatsapp$/, 'The secret must not be in the URL of a POST.');
	},
};

const list: Step<World> = {
	name: 'Get Many returns every account, each as one item',
	async run({ rest, gateway, credential }) {
		while (gateway.state.accounts.length < 23) gateway.addAccount();
		const parameters = { resource: 'account', operation: 'getMany', returnAll: true };
		const draft = chain('Accounts', start(), watx('Accounts', credential, parameters));
		const workflow = await rest.createWorkflow(draft);
		const execution = await rest.finished(await rest.run(workflow, START), RUN_TIMEOUT);
		const received = outputOf(execution, 'Accounts').map(({ unique }) => unique);
		const expected = gateway.state.accounts.map(({ unique }) => unique);
		assert.deepEqual(received.sort(), expected.sort());
	},
};

export const trigger: Step<World> = {
	name: 'the trigger emits each received message once',
	timeout: 120_000,
	async run({ rest, gateway, credential }) {
		gateway.receive({ message: 'Before the activation' });
		const workflow = await rest.createWorkflow(chain('Received', watxTrigger(credential)));
		await afterFirstPoll(gateway, async () => await rest.activate(workflow.id));
		gateway.receive({ message: 'First' });
		await waitForExecutions(rest, workflow.id, 1);
		gateway.receive({ message: 'Second' });
		const ids = await waitForExecutions(rest, workflow.id, 2);
		await rest.deactivate(workflow.id);
		const executions = await Promise.all(ids.map(async (id) => await rest.execution(id)));
		const messages = executions.flatMap((execution) =>
			outputOf(execution, 'WatX Trigger').map(({ message }) => message),
		);
		assert.deepEqual(messages.sort(), ['First', 'Second']);
	},
};

export const secretStaysSecret: Step<World> = {
	name: 'the secret is in no execution and no log line',
	async run(world) {
		await assertNoSecret(world);
	},
};

export const smokeSteps: Array<Step<World>> = [
	loads,
	credentialTest,
	locator,
	sendFile,
	list,
	trigger,
];
