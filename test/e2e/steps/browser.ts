/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/**
 * The package as a user meets it: every step works in n8n's editor, in a real browser, and checks
 * both what the editor shows and what reached the gateway.
 */
import { strict as assert } from 'node:assert';

import type { Editor } from '../editor';
import {
	closeCredentialForm,
	fillCredential,
	inputType,
	openCredentialForm,
	saveAndTest,
} from '../editor/credentialForm';
import {
	executeStep,
	fillParameter,
	openLocator,
	openNode,
	pickFromLocator,
	readError,
	readItems,
	readOutput,
	viewPicture,
} from '../editor/nodeDetails';
import {
	addAction,
	icons,
	listActions,
	openNodePage,
	openTriggers,
	searchNodes,
} from '../editor/nodePanel';
import { openFirstExecution, publish } from '../editor/workflowPage';
import type { Step } from '../stepRunner';
import { chain, PACKAGE, start, START, watxTrigger } from '../workflows';
import { access, type World } from '../world';
import { actionOf, actionsOf, afterFirstPoll, eventsOf, outcomeOf } from './support';

export interface BrowserWorld extends World {
	editor: Editor;
}

const MESSAGE = 'Hello & welcome + 100 %\nsecond line 😀';

export const signIn: Step<BrowserWorld> = {
	name: 'sign in',
	async run({ editor }) {
		await editor.signIn();
	},
};

const wrongSecret: Step<BrowserWorld> = {
	name: 'credential form refuses a wrong secret in words',
	async run({ editor, gateway }) {
		await openCredentialForm(editor, 'WatX API');
		assert.equal(await inputType(editor, 'secret'), 'password');
		await fillCredential(editor, { ...access(gateway), secret: 'not-the-secret' });
		const { passed, text } = await saveAndTest(editor);
		assert.equal(passed, false, text);
		assert.match(text, /secret/i);
		await editor.closeNotifications();
	},
};

const rightSecret: Step<BrowserWorld> = {
	name: 'credential form accepts the right secret',
	async run({ editor, gateway }) {
		await fillCredential(editor, access(gateway));
		const { passed, text } = await saveAndTest(editor);
		assert.equal(passed, true, text);
		await editor.closeNotifications();
	},
};

const nodePanel: Step<BrowserWorld> = {
	name: 'node panel lists WatX with every action and its icon',
	async run({ editor, rest }) {
		await closeCredentialForm(editor);
		const workflow = await rest.createWorkflow(chain('Send a message', start()));
		await editor.openWorkflow(workflow.id);
		await searchNodes(editor, START, 'WatX');
		await openNodePage(editor, 'WatX');
		const type = await rest.nodeType(`${PACKAGE}.watX`);
		const expected = actionsOf(type);
		assert.ok(expected.length > 0);
		assert.deepEqual((await listActions(editor)).sort(), [...expected].sort());
		assert.equal((await listActions(editor))[0], actionOf(type, 'message', 'send'));
		await openTriggers(editor);
		const events = eventsOf(await rest.nodeType(`${PACKAGE}.watXTrigger`));
		const listed = await listActions(editor);
		assert.deepEqual(listed.sort(), [...expected, ...events].sort());
		const { drawn, broken } = await icons(editor);
		assert.deepEqual(broken, []);
		assert.equal(drawn.length, listed.length);
	},
};

const configure: Step<BrowserWorld> = {
	name: 'a send is configured through the account dropdown',
	async run({ editor, rest, gateway }) {
		const account = gateway.addAccount({ phone: '+919811112222' });
		const type = await rest.nodeType(`${PACKAGE}.watX`);
		await addAction(editor, actionOf(type, 'message', 'send'));
		const entries = await openLocator(editor, 'account');
		assert.equal(entries.length, gateway.state.accounts.length);
		const shown = await pickFromLocator(editor, 'account', account.phone);
		assert.equal(shown, account.phone);
		await fillParameter(editor, 'recipient', '+91 98765-43210');
		await fillParameter(editor, 'message', MESSAGE);
	},
};

const send: Step<BrowserWorld> = {
	name: 'the message is sent and the result shown',
	async run({ editor, gateway }) {
		assert.equal(await executeStep(editor), 'success');
		const [item] = await readItems(editor);
		const sent = gateway.accepted[gateway.accepted.length - 1];
		assert.equal(item.messageId, sent.id);
		assert.equal(item.status, outcomeOf(gateway));
		assert.equal(sent.message, MESSAGE);
		assert.equal(sent.recipient, '+919876543210');
		assert.equal(sent.account, '+919811112222');
		assert.match(await readOutput(editor, 'table'), /messageId/);
	},
};

const wrongRecipient: Step<BrowserWorld> = {
	name: 'a wrong recipient is refused in words and nothing is sent',
	async run({ editor, gateway }) {
		const before = gateway.requests.length;
		await fillParameter(editor, 'recipient', 'not a number');
		assert.equal(await executeStep(editor), 'error');
		const { title } = await readError(editor);
		assert.match(title, /Recipient/);
		assert.equal(gateway.requests.length, before);
	},
};

const gatewayError: Step<BrowserWorld> = {
	name: 'an error of the gateway is shown in its own words',
	async run({ editor, gateway }) {
		await fillParameter(editor, 'recipient', '+919876543210');
		gateway.settings.quota = 0;
		const outcome = await executeStep(editor);
		gateway.settings.quota = null;
		assert.equal(outcome, 'error');
		const { title, text } = await readError(editor);
		assert.match(title, /Maximum number of allowed chats has been reached!/);
		assert.match(text, /Renew or extend the plan/);
	},
};

const linkAccount: Step<BrowserWorld> = {
	name: 'the QR code for linking an account is shown as a picture',
	async run({ editor, rest, gateway }) {
		const workflow = await rest.createWorkflow(chain('Link an account', start()));
		await editor.openWorkflow(workflow.id);
		await searchNodes(editor, START, 'WatX');
		await openNodePage(editor, 'WatX');
		const type = await rest.nodeType(`${PACKAGE}.watX`);
		await addAction(editor, actionOf(type, 'account', 'link'));
		assert.equal(await executeStep(editor), 'success');
		assert.match(await readOutput(editor, 'binary'), /image\/png/);
		const { width, height } = await viewPicture(editor);
		assert.ok(width >= 100 && width === height, `The picture has ${width} x ${height} pixels.`);
		const request = gateway.requests.find(({ path }) => path.endsWith('get/wa.qr'));
		assert.deepEqual(Object.keys(request?.query ?? {}), ['token']);
	},
};

const trigger: Step<BrowserWorld> = {
	name: 'the published trigger receives a message',
	timeout: 150_000,
	async run({ editor, rest, gateway, credential }) {
		const draft = chain('Received messages', watxTrigger(credential));
		const workflow = await rest.createWorkflow(draft);
		await editor.openWorkflow(workflow.id);
		await afterFirstPoll(gateway, async () => await publish(editor));
		gateway.receive({ message: 'Is the gym open today?', sender: '+919800000077' });
		assert.match(await openFirstExecution(editor, 60_000), /Succeeded/);
		await rest.deactivate(workflow.id);
	},
};

const received: Step<BrowserWorld> = {
	name: 'the execution shows the received message',
	async run({ editor }) {
		await openNode(editor, 'WatX Trigger');
		const items = await readItems(editor);
		assert.equal(items.length, 1);
		assert.equal(items[0].message, 'Is the gym open today?');
		assert.equal(items[0].sender, '+919800000077');
	},
};

export const browserSteps: Array<Step<BrowserWorld>> = [
	signIn,
	wrongSecret,
	rightSecret,
	nodePanel,
	configure,
	send,
	wrongRecipient,
	gatewayError,
	linkAccount,
	trigger,
	received,
];
