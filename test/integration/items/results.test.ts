import { sleep } from 'n8n-workflow';
import { PERMISSIONS, startEmulator } from '../../emulator';
import { profile } from '../../profile';
import { startSuite, type Suite } from '../suite';
import { delivered, people } from './people';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

const hintsOf = (result: { hints: Array<{ message: string }> }) =>
	result.hints.map(({ message }) => message);

describe('what a person sees of many messages', () => {
	it('is a summary, and failures by cause', async () => {
		const items = people(8).map((item, i) => (i % 4 === 1 ? { ...item, to: `nobody ${i}` } : item));
		suite.gateway.fault({
			...{ kind: 'status', status: 403, message: 'Not <b>allowed</b>' },
			match: { when: ({ fields }) => fields.message === 'Text 7' },
		});
		const node = suite.sendNode({ options: { priority: 1 } }, { onError: 'continueRegularOutput' });
		const hints = hintsOf(await suite.run(node, items));
		expect(hints[0]).toBe('Of 8 items: 5 sent, 3 failed.');
		expect(hints[1]).toMatch(/^2 items failed \(items 1, 5\): The value "nobody 1" of "Recipient"/);
		expect(hints[2]).toMatch(
			/^1 item failed \(item 7\): WatX could not send the message: Not allowed/,
		);
		expect(hints[2]).toContain('lacks the permission "wa_send"');
		expect(hints).toHaveLength(3);
	});

	it('says that queued is not yet sent', async () => {
		const node = suite.sendNode({ options: { priority: 2 } });
		expect(hintsOf(await suite.run(node, people(1)))).toEqual([
			expect.stringMatching(/^1 message queued, not yet sent/),
		]);
		expect(hintsOf(await suite.run(node, people(3)))).toEqual([
			'Of 3 items: 3 queued.',
			expect.stringMatching(/^3 messages queued, not yet sent/),
		]);
	});

	it('is nothing for a single message that was sent', async () => {
		expect(
			hintsOf(await suite.run(suite.sendNode({ options: { priority: 1 } }), people(1))),
		).toEqual([]);
	});
});

describe('an item that failed', () => {
	const broken = [{ name: 'Asha', message: 'a column', ...people(1)[0], to: 'nobody' }];

	it('keeps the fields of its input on the error output', async () => {
		const result = await suite.run(suite.sendNode({}, { onError: 'continueErrorOutput' }), broken);
		expect(result.items('WatX')).toEqual([]);
		const [{ json, pairedItem }] = result.items('WatX', 1);
		expect(json).toEqual({
			...broken[0],
			error: expect.stringMatching(/"nobody".*is not a phone number/),
		});
		expect(pairedItem).toEqual({ item: 0 });
	});

	it('says what happened, what to do, and whether it may have happened', async () => {
		suite.gateway.fault({ kind: '500' });
		const node = suite.sendNode({}, { onError: 'continueRegularOutput' });
		const [{ json }] = (await suite.run(node, people(1))).items('WatX');
		expect(json).toEqual({
			error: expect.stringMatching(
				/^It is not known whether the message was sent: .*\. Check Get Sent before sending it again\. /,
			),
			errorCode: '500',
			mayHaveHappened: true,
			status: 'failed',
			recipient: people(1)[0].to,
		});
	});

	it('keeps whom it was for, as it was typed where it could not be understood', async () => {
		const items = ['+91 98765-00000', 'nobody', 'n'.repeat(500), 7, null, ['+919876500000']].map(
			(to) => ({ to, text: 'Hello' }),
		);
		suite.gateway.fault({ kind: 'status', status: 400, times: Infinity });
		const node = suite.sendNode({}, { onError: 'continueRegularOutput' });
		const outputs = (await suite.run(node, items)).items('WatX').map(({ json }) => json);
		expect(outputs.map(({ recipient }) => recipient)).toEqual([
			...['+919876500000', 'nobody', 'n'.repeat(80), '7', null, null],
		]);
		for (const json of outputs) {
			expect(json).toMatchObject({ status: 'failed', mayHaveHappened: false });
		}
	});

	it('of another kind says nothing of a recipient', async () => {
		const deleting = suite.engine.node(
			{ resource: 'message', operation: 'deleteSent', messageId: '={{ $json.id }}' },
			{ name: 'WatX', type: 'n8n-nodes-watx.watX', onError: 'continueRegularOutput' },
		);
		const [{ json }] = (await suite.run(deleting, [{ id: 'x' }])).items('WatX');
		expect(json).toEqual({ error: expect.any(String), mayHaveHappened: false });
	});
});

describe('Check Before Sending', () => {
	const checking = (checkBeforeSending: string, settings = {}) =>
		suite.sendNode({ options: { checkBeforeSending } }, settings);
	const lookUps = () => suite.gateway.requests.filter(({ path }) => path === 'get/wa.accounts');

	it('looks once and sends when the account is connected', async () => {
		const result = await suite.run(checking('fail'), people(20));
		expect(result.error).toBeUndefined();
		expect(delivered(suite.gateway)).toHaveLength(20);
		expect(lookUps()).toHaveLength(1);
	});

	it('fails without sending when the account is not connected', async () => {
		suite.account.status = 'disconnected';
		const { error } = await suite.run(checking('fail'), people(20));
		expect(error?.message).toBe(
			'The message was not sent. The account is not connected: its status is "disconnected"',
		);
		expect(delivered(suite.gateway)).toEqual([]);
	});

	it('skips when the account is not connected', async () => {
		suite.account.status = 'disconnected';
		const result = await suite.run(checking('skip'), people(3));
		expect(result.items('WatX').map(({ json }) => json)).toEqual(
			people(3).map(({ to }) => ({
				messageId: null,
				status: 'skipped',
				reason: 'not connected',
				recipient: to,
				gatewayMessage: 'The account is not connected: its status is "disconnected"',
			})),
		);
		expect(hintsOf(result)).toEqual(['Of 3 items: 3 skipped.']);
		expect(suite.gateway.requests).toEqual(lookUps());
	});

	it('finds an account behind the first page', async () => {
		for (let i = 0; i < 150; i++) suite.gateway.addAccount();
		const result = await suite.run(checking('fail'), people(5));
		expect(result.error).toBeUndefined();
		expect(delivered(suite.gateway)).toHaveLength(5);
	});

	it('fails on an account that is not there', async () => {
		suite.gateway.state.accounts = [];
		const { error } = await suite.run(checking('fail'), people(1));
		expect(error?.message).toMatch(/not linked to this WatX installation/);
	});

	it('says so when the key may not list accounts', async () => {
		const secret = suite.gateway.addKey(['wa_send']);
		const { error } = await suite.run(checking('skip'), people(2), secret);
		expect(error?.message).toMatch(
			/"Check Before Sending" failed\. WatX could not list the accounts/,
		);
		expect(error?.description).toMatch(/permission "get_wa_accounts".*switch the option/);
		expect(delivered(suite.gateway)).toEqual([]);
	});

	it('tries the look-up again when the gateway has a fault that passes', async () => {
		suite.gateway.fault({ kind: '502-html', times: 2, match: { path: 'get/wa.accounts' } });
		const result = await suite.run(checking('fail'), people(2));
		expect(result.error).toBeUndefined();
		expect(lookUps()).toHaveLength(3);
	});
});

describe('a message that did not reach the gateway', () => {
	it('is sent again after 429, and the others wait meanwhile', async () => {
		suite.gateway.fault({ kind: '429', retryAfter: 1, match: { nth: 3 } });
		const result = await suite.run(suite.sendNode({ options: { maxConcurrency: 1 } }), people(4));
		expect(result.error).toBeUndefined();
		expect(delivered(suite.gateway)).toEqual(people(4).map(({ text }) => text));
		const [, , refused, again] = suite.gateway.requests;
		expect(again.startedAt - (refused.finishedAt ?? Infinity)).toBeGreaterThanOrEqual(998);
	});

	it('is sent again when the gateway was not up', async () => {
		const before = await startEmulator({ profile });
		const baseUrl = before.url;
		const { secret } = before;
		await before.close();
		const credentials = { watXApi: { baseUrl, secret } };
		const node = suite.sendNode({ options: { maxTries: 10 } });
		const input = people(2).map((json) => ({ json }));
		const running = suite.engine.run(suite.engine.chain(node), { input, credentials });
		await sleep(100);
		const after = await startEmulator({ profile, port: Number(new URL(baseUrl).port) });
		after.state.keys.set(secret, new Set(PERMISSIONS));
		after.addAccount({ unique: suite.account.unique });
		expect((await running).error).toBeUndefined();
		expect(delivered(after).sort()).toEqual(['Text 0', 'Text 1']);
		await after.close();
	});

	it('is tried as often as Max Tries says', async () => {
		const fault = suite.gateway.fault({ kind: '429', retryAfter: 0, times: Infinity });
		const { error } = await suite.run(suite.sendNode({ options: { maxTries: 5 } }), people(1));
		expect(fault.hits).toBe(5);
		expect(error?.message).toMatch(/429/);
	});

	it.each(['cut-after', 'cut-before', '500', '502-html', 'hang', 'truncated', 'empty'] as const)(
		'is not sent again after %s, when that is not sure',
		async (kind) => {
			const fault = suite.gateway.fault({ kind, times: Infinity });
			await suite.run(suite.sendNode({ options: { maxTries: 5, timeout: 1 } }), people(1));
			expect(fault.hits).toBe(1);
		},
	);
});
