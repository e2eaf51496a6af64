/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { INodeParameters } from 'n8n-workflow';
import type { RunResult } from '../../engine';
import { startSuite, type Suite } from '../suite';

const PUBLIC = 'https://n8n.example.com';
const PERSON = '+919876543210';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

function askNode(parameters: INodeParameters = {}) {
	return suite.sendNode({
		operation: 'sendAndWait',
		recipient: PERSON,
		message: 'Refund order 4711?',
		...parameters,
	});
}

/** A workflow whose last node shows what came out of the question. */
function workflowOf(parameters: INodeParameters = {}) {
	const after = suite.engine.node({}, { name: 'After', type: 'n8n-nodes-base.noOp' });
	return suite.engine.chain(askNode(parameters), after);
}

const options = (publicUrl = PUBLIC) => ({
	credentials: suite.credentials(),
	input: [{ json: { order: 4711 } }],
	publicUrl,
});

async function ask(parameters: INodeParameters = {}, publicUrl?: string): Promise<RunResult> {
	return await suite.engine.run(workflowOf(parameters), options(publicUrl));
}

/** The messages the gateway took, in their order. */
const texts = (): string[] =>
	[...suite.gateway.state.sent, ...suite.gateway.state.pending].map(({ message }) => message);

const linksOf = (text: string): string[] => text.match(/https:\/\/\S+/g) ?? [];

const press = async (
	waiting: RunResult,
	method: 'GET' | 'POST',
	url: string,
	parameters: INodeParameters = {},
	body = {},
) =>
	await suite.engine.requestWaiting(
		workflowOf(parameters),
		waiting,
		{ method, url, body },
		options(),
	);

describe('by link', () => {
	it('sends one signed link for each answer and waits without an end', async () => {
		const run = await ask();
		expect(run.error).toBeUndefined();
		expect(run.run.data.waitTill).toEqual(new Date('3000-01-01T00:00:00.000Z'));
		const [text, ...others] = texts();
		expect(others).toEqual([]);
		expect(text).toMatch(
			/^Refund order 4711\?\n\nApprove: https:\/\/n8n\.example\.com\S+approved=true\S*signature=\S+\n\nDecline: https:\S+approved=false\S*signature=\S+$/,
		);
		expect(suite.gateway.requests[0].fields.priority).toBe('1');
		expect(run.nodeRuns('After')).toEqual([]);
	});

	it.each([
		[0, true],
		[1, false],
	])('link %i: a look decides nothing, the button decides %p', async (index, approved) => {
		const waiting = await ask();
		const url = linksOf(texts()[0])[index];
		const look = await press(waiting, 'GET', url);
		expect(look).toMatchObject({ status: 200 });
		expect(look.page).toContain('Refund order 4711?');
		expect(look.page.match(/<button/g)).toHaveLength(1);
		expect(look.page).toContain(approved ? '>Approve<' : '>Decline<');
		const { resumed, page } = await press(waiting, 'POST', url);
		expect(page).toContain('has been recorded');
		const [{ json }] = resumed?.items('After') ?? [];
		expect(json).toEqual({
			approved,
			messageId: suite.gateway.state.sent[0].id,
			respondedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
			data: { approved, respondedAt: json.respondedAt },
		});
	});

	it('says 404 to a link that stands for no answer, and goes on waiting', async () => {
		const waiting = await ask();
		const [url] = linksOf(texts()[0]);
		const forged = url.replace('approved=true', 'approved=yes');
		await expect(press(waiting, 'POST', forged)).rejects.toThrow('Invalid signature');
		const single = { approvalOptions: { values: { approvalType: 'single' } } };
		const decline = linksOf(texts()[0])[1];
		const answer = await press(waiting, 'POST', decline, single);
		expect(answer).toMatchObject({ status: 404 });
	});

	it('asks for a text, which it bounds', async () => {
		const parameters = { responseType: 'freeText' };
		const waiting = await ask(parameters);
		const [url, ...more] = linksOf(texts()[0]);
		expect(more).toEqual([]);
		expect((await press(waiting, 'GET', url, parameters)).page).toContain('<textarea');
		for (const text of ['', '  ', 'x'.repeat(4097)]) {
			const refused = await press(waiting, 'POST', url, parameters, { text });
			expect(refused).toMatchObject({ status: 400 });
		}
		const { resumed } = await press(waiting, 'POST', url, parameters, {
			text: ' On Friday\r\n:) ',
		});
		expect(resumed?.items('After')[0].json).toMatchObject({
			text: 'On Friday\n:)',
			chatInput: 'On Friday\n:)',
			data: { text: 'On Friday\n:)' },
		});
	});

	it('shows pages that run and load nothing and hold the question as text', async () => {
		const parameters = { message: '<script>alert(1)</script> "&" {Hi|Ho}' };
		const waiting = await ask(parameters);
		const { page, headers } = await press(waiting, 'GET', linksOf(texts()[0])[0], parameters);
		expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;&amp;&quot; Hi');
		expect(page).not.toMatch(/<script|https?:|src=|href=|url\(/);
		expect(headers['content-security-policy']).toMatch(/^default-src 'none';/);
		expect(headers['x-robots-tag']).toBe('noindex, nofollow');
		expect(headers['cache-control']).toBe('no-store');
	});

	it.each(['http://localhost:5678', 'http://127.0.0.1:5678', 'http://[::1]:5678'])(
		'refuses before sending when n8n is at %s',
		async (address) => {
			const { error } = await ask({}, address);
			expect(error?.message).toContain(`n8n's own address is ${address}`);
			expect(error?.description).toMatch(/^Nothing was sent\. Set .*WEBHOOK_URL/);
			expect(suite.gateway.requests).toEqual([]);
		},
	);

	it('ends at the time limit that is set', async () => {
		const before = Date.now();
		const values = { limitType: 'afterTimeInterval', resumeAmount: 2, resumeUnit: 'days' };
		const run = await ask({ options: { limitWaitTime: { values } } });
		const till = Number(run.run.data.waitTill);
		expect(till).toBeGreaterThanOrEqual(before + 2 * 86_400_000);
		expect(till).toBeLessThanOrEqual(Date.now() + 2 * 86_400_000);
	});

	it.each([
		[{ limitType: 'afterTimeInterval', resumeAmount: 0 }, /"Amount" of "Limit Wait Time"/],
		[{ limitType: 'atSpecifiedTime', maxDateAndTime: '2001-01-01' }, /no time in the future/],
		[{ limitType: 'atSpecifiedTime', maxDateAndTime: '' }, /no time in the future/],
		[{ limitType: 'sometime' }, /"Limit Type" is "sometime", which is not one of its choices/],
		[{ resumeAmount: 2, resumeUnit: 'weeks' }, /"Unit" is "weeks", which is not one of its/],
		[{ resumeAmount: [2] }, /"Amount" is a list: take one entry/],
	])('refuses the limit %j before sending', async (values, message) => {
		const { error } = await ask({ options: { limitWaitTime: { values } } });
		expect(error?.message).toMatch(message);
		expect(suite.gateway.requests).toEqual([]);
	});

	it('waits without an end with a limit that is left empty', async () => {
		const run = await ask({ options: { limitWaitTime: {} } });
		expect(run.run.data.waitTill).toEqual(new Date('3000-01-01T00:00:00.000Z'));
	});

	it('takes a date without a zone as one of the time zone of the workflow', async () => {
		const values = { limitType: 'atSpecifiedTime', maxDateAndTime: '2999-07-01T12:00:00' };
		const workflow = workflowOf({ options: { limitWaitTime: { values } } });
		workflow.settings = { timezone: 'America/New_York' };
		const run = await suite.engine.run(workflow, options());
		expect(run.run.data.waitTill).toEqual(new Date('2999-07-01T16:00:00.000Z'));
	});

	it('writes to a number without + by the default country code', async () => {
		const run = await ask({
			recipient: '09876543210',
			options: { defaultCountryCode: '+91' },
		});
		expect(run.error).toBeUndefined();
		expect(suite.gateway.state.sent[0].recipient).toBe(PERSON);
	});

	it('refuses several items, naming Loop Over Items, before sending', async () => {
		const input = [{ json: {} }, { json: {} }];
		const { error } = await suite.engine.run(workflowOf(), { ...options(), input });
		expect(error?.message).toMatch(/got 2 items/);
		expect(error?.description).toMatch(/Loop Over Items/);
		expect(suite.gateway.requests).toEqual([]);
	});

	it('does not wait when the question was not sent', async () => {
		suite.gateway.fault({ kind: '500', times: Infinity });
		const run = await ask();
		expect(run.error?.message).toBeDefined();
		expect(run.run.data.waitTill).toBeUndefined();
	});
});

describe('in chat', () => {
	const chat = (parameters: INodeParameters = {}) => ({ answerBy: 'chat', ...parameters });
	const output = (run: RunResult) => run.items('After')[0]?.json;

	it.each([
		['Yes!', { approved: true, text: 'Yes!' }],
		['👍🏽', { approved: true, text: '👍🏽' }],
		['no', { approved: false, text: 'no' }],
		['rather tomorrow', { approved: false, text: 'rather tomorrow', chatInput: 'rather tomorrow' }],
		['yes, but only half', { approved: false, chatInput: 'yes, but only half' }],
	])('%j of the person who was asked is the answer', async (reply, expected) => {
		suite.gateway.receive({ sender: PERSON, message: 'yes' });
		suite.gateway.replyTo(PERSON, reply, { afterMs: 20 });
		const run = await ask(chat());
		expect(run.error).toBeUndefined();
		expect(output(run)).toMatchObject({ answered: true, ...expected });
		expect(output(run)?.messageId).toBe(suite.gateway.accepted[0].id);
		expect(texts()).toEqual(['Refund order 4711?\n\nPlease reply "Approve" or "Decline".']);
	});

	it('takes neither the words of another person nor what came to another account', async () => {
		const other = suite.gateway.addAccount();
		const limit = { limitType: 'afterTimeInterval', resumeAmount: 0.1, resumeUnit: 'minutes' };
		suite.gateway.replyTo(PERSON, 'yes', { afterMs: 10, sender: '+4915112345678' });
		const running = ask(chat({ options: { limitWaitTime: { values: limit } } }));
		await gatewayHas(1);
		suite.gateway.receive({ sender: PERSON, message: 'yes', account: other.phone });
		const run = await running;
		expect(output(run)).toEqual({ answered: false, messageId: suite.gateway.accepted[0].id });
	});

	it('knows its own number among more accounts than one page holds', async () => {
		for (let more = 0; more < 120; more++) suite.gateway.addAccount();
		const other = suite.gateway.addAccount();
		suite.account = suite.gateway.state.accounts[0];
		const limit = { limitType: 'afterTimeInterval', resumeAmount: 0.1, resumeUnit: 'minutes' };
		const running = ask(chat({ options: { limitWaitTime: { values: limit } } }));
		await gatewayHas(1);
		suite.gateway.receive({ sender: PERSON, message: 'yes', account: other.phone });
		expect(output(await running)).toMatchObject({ answered: false });
	});

	it('takes a reply with the code from any sender, and without it from none', async () => {
		const sender = '120363000000000001@lid';
		const withCode = (message: string) => `${/\d{4} Approve/.exec(message)?.[0]}`;
		suite.gateway.replyTo(PERSON, withCode, { afterMs: 10, sender });
		const run = await ask(chat({ options: { replyCode: true } }));
		expect(output(run)).toMatchObject({ answered: true, approved: true, text: 'Approve' });
	});

	it('asks one person one thing at a time, unless codes tell the answers apart', async () => {
		suite.gateway.replyTo(PERSON, 'yes', { afterMs: 200 });
		const first = ask(chat());
		await gatewayHas(1);
		const second = await ask(chat());
		expect(second.error?.message).toMatch(/^Another question to \+919876543210 is waiting/);
		expect(output(await first)).toMatchObject({ approved: true });
		expect(texts()).toHaveLength(1);
	});

	it('ends at once when the execution is cancelled', async () => {
		const started = suite.engine.start(workflowOf(chat()), options());
		await gatewayHas(1);
		started.cancel();
		const run = await started.result;
		expect(run.run.status).toBe('canceled');
	});

	it('refuses to wait longer than ten minutes, before sending', async () => {
		const values = { limitType: 'afterTimeInterval', resumeAmount: 11, resumeUnit: 'minutes' };
		const { error } = await ask(chat({ options: { limitWaitTime: { values } } }));
		expect(error?.message).toMatch(/longer than 10 minutes/);
		expect(error?.description).toMatch(/Choose Link/);
		expect(suite.gateway.requests).toEqual([]);
	});

	it('refuses a word that would mean both, before sending', async () => {
		const { error } = await ask(chat({ options: { yesWords: 'ok', noWords: 'OK!' } }));
		expect(error?.message).toMatch(/^"ok" would both approve and decline/);
		expect(suite.gateway.requests).toEqual([]);
	});

	/** Resolves once the gateway took so many messages. */
	async function gatewayHas(count: number): Promise<void> {
		while (suite.gateway.accepted.length < count) await new Promise((next) => setImmediate(next));
	}
});
