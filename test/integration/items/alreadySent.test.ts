import type { IDataObject } from 'n8n-workflow';
import fc from 'fast-check';
import { startSuite, type Suite } from '../suite';
import { delivered, people, phone } from './people';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => {
	suite.reset();
	suite.gateway.settings.minMessageBytes = 1;
});
afterAll(async () => await suite.close());

const skipping = (options: IDataObject = {}, parameters = {}, settings = {}) =>
	suite.sendNode(
		{ ...parameters, options: { skipWhenAlreadySent: 24, ...options } } as never,
		settings,
	);
const postsOf = () => suite.gateway.requests.filter(({ method }) => method === 'POST');
const readsOf = (path: string) => suite.gateway.requests.filter((request) => request.path === path);
const statusesOf = (outputs: Array<{ json: IDataObject }>) =>
	outputs.map(({ json }) => json.status);
const hoursAgo = (hours: number) => Math.floor(Date.now() / 1000 - hours * 3600);

describe('Skip When Already Sent', () => {
	it('sends the rest of a run that was broken off, each message once, and reads each list once', async () => {
		await suite.run(suite.sendNode(), people(12));
		suite.gateway.requests.length = 0;
		await suite.run(skipping(), people(1));
		const reads = readsOf('get/wa.sent').length + readsOf('get/wa.pending').length;
		suite.gateway.requests.length = 0;
		const result = await suite.run(skipping(), people(30));
		expect([...delivered(suite.gateway)].sort()).toEqual(
			people(30)
				.map(({ text }) => text)
				.sort(),
		);
		const [first] = result.items('WatX');
		expect(first.json).toEqual({
			messageId: expect.anything(),
			status: 'skipped',
			recipient: phone(0),
			reason: 'already sent',
			gatewayMessage: expect.stringContaining('is in the lists of the gateway already'),
		});
		expect(first.json.messageId).toBe(suite.gateway.accepted[0].id);
		expect(statusesOf(result.items('WatX')).filter((status) => status === 'skipped')).toHaveLength(
			12,
		);
		expect(readsOf('get/wa.sent').length + readsOf('get/wa.pending').length).toBe(reads);
	});

	it('compares the text as it was written, and the kind of attachment', async () => {
		const texts = ['Tom & "Jerry" <3', '  Caf\u00e9 at 7  ', 'Two\r\nlines', '&amp; is an entity'];
		const items = texts.map((text) => ({ to: phone(1), text }));
		for (const escapedText of ['none', 'all'] as const) {
			suite.reset();
			suite.gateway.settings.escapedText = escapedText;
			await suite.run(suite.sendNode(), items);
			const again = items.map((item) => ({ ...item, text: item.text.normalize('NFD') }));
			const result = await suite.run(skipping(), again);
			expect(statusesOf(result.items('WatX'))).toEqual(Array(4).fill('skipped'));
			const media = {
				messageType: 'media',
				attachmentSource: 'url',
				attachmentUrl: 'https://example.com/a.jpg',
				mediaType: 'image',
			};
			const withFile = await suite.run(skipping({}, media), again.slice(0, 1));
			expect(statusesOf(withFile.items('WatX'))).not.toContain('skipped');
			const withFileAgain = await suite.run(skipping({}, media), again.slice(0, 1));
			expect(statusesOf(withFileAgain.items('WatX'))).toEqual(['skipped']);
		}
	});

	it('knows a message by any of its variants', async () => {
		const { gateway } = suite;
		const text = '{Hi|Hello {you|there}}, see you at 7!';
		await suite.run(suite.sendNode(), [{ to: phone(1), text: 'Hello there, see you at 7!' }]);
		const result = await suite.run(skipping(), [
			{ to: phone(1), text },
			{ to: phone(2), text },
			{ to: phone(1), text: text.replace('7', '8') },
		]);
		expect(statusesOf(result.items('WatX')).map((status) => status === 'skipped')).toEqual([
			true,
			false,
			false,
		]);
		expect(gateway.accepted).toHaveLength(3);
	});

	it('sends again what has failed, what is too old, and what went to somebody else', async () => {
		await suite.run(suite.sendNode(), people(4));
		suite.gateway.deliverPending();
		const [failed, old, lately] = suite.gateway.state.sent;
		failed.status = 'failed';
		old.created = hoursAgo(49);
		lately.created = hoursAgo(23);
		const result = await suite.run(skipping(), [...people(4), { to: phone(9), text: 'Text 3' }]);
		expect(statusesOf(result.items('WatX')).map((status) => status === 'skipped')).toEqual([
			...[false, false, true, true, false],
		]);
	});

	it.each([-13, 13])('works with a clock that is off by %i hours', async (hours) => {
		suite.gateway.settings.createdShiftHours = hours;
		await suite.run(suite.sendNode(), people(3));
		const result = await suite.run(skipping({ skipWhenAlreadySent: 1 }), people(3));
		expect(statusesOf(result.items('WatX'))).toEqual(Array(3).fill('skipped'));
	});

	it('counts the same message twice in one run as one, unless the first one was surely not sent', async () => {
		const [one, two] = people(2);
		const refused = ({ fields }: { fields: object }) =>
			'message' in fields && fields.message === two.text;
		suite.gateway.fault({ kind: 'status', status: 400, match: { when: refused } });
		const node = skipping({}, {}, { onError: 'continueRegularOutput' });
		const result = await suite.run(node, [one, one, two, two]);
		const outputs = result.items('WatX').map(({ json }) => json);
		expect(outputs[1]).toMatchObject({ status: 'skipped', messageId: outputs[0].messageId });
		expect(outputs[1].gatewayMessage).toContain('Item 0 of this run has the same message');
		expect(outputs[2].status).toBe('failed');
		expect(outputs[3].status).not.toBe('skipped');
		expect(delivered(suite.gateway)).toEqual([one.text, two.text]);
	});

	it.each([
		['skipWhenAlreadySent', 24],
		['rehearsal', true],
	])('%s tells files by what is in them, whatever n8n calls them', async (option, value) => {
		const [json] = people(1);
		const item = async (content: string) => {
			const facts = { fileName: 'letter.pdf', mimeType: 'application/pdf' };
			const data = await suite.engine.binary.write(Buffer.from(content), facts);
			return { json: { ...json, file: data as never }, binary: { data, other: data } };
		};
		const items = [await item('Dear Asha'), await item('Dear Benj'), await item('Dear Asha')];
		for (const binaryPropertyName of ['data', '={{ $json.file }}']) {
			suite.reset();
			const node = suite.sendNode({
				...{ messageType: 'document', binaryPropertyName },
				options: { [option]: value },
			});
			const outputs = (await suite.run(node, items)).items('WatX').map(({ json: one }) => one);
			const isAgain = outputs.map((one) => one.status === 'skipped' || 'duplicateOf' in one);
			expect(isAgain).toEqual([false, false, true]);
		}
	});

	it('does not send again what may have been sent by an item before', async () => {
		suite.gateway.fault({ kind: 'cut-before', match: { path: 'send/whatsapp' } });
		const node = skipping({}, {}, { onError: 'continueRegularOutput' });
		const [one] = people(1);
		const result = await suite.run(node, [one, one]);
		expect(statusesOf(result.items('WatX'))).toEqual(['failed', 'skipped']);
		expect(postsOf()).toHaveLength(1);
	});

	it('looks no further back than at 25,000 messages, and says so', async () => {
		const [one] = people(1);
		const { state } = suite.gateway;
		for (let id = 1; id <= 25_001; id++) {
			state.sent.push({
				...{ id, account: suite.account.phone, recipient: phone(7), message: 'x' },
				...{ type: 'text', status: 'sent', attachment: false, api: true },
				created: hoursAgo(2) + id / 100,
			});
		}
		const result = await suite.run(skipping(), [one]);
		expect(postsOf()).toHaveLength(1);
		// Pages may bring a row more than was asked for.
		expect(result.hints.map(({ message }) => message)).toContainEqual(
			expect.stringMatching(/has looked at the newest 25,00\d messages, no further back\.$/),
		);
	});

	it.each(['get_wa_sent', 'get_wa_pending'] as const)(
		'refuses before anything is sent without %s',
		async (permission) => {
			const secret = suite.gateway.addKey(
				(['wa_send', 'get_wa_sent', 'get_wa_pending'] as const).filter((one) => one !== permission),
			);
			const { error } = await suite.run(skipping(), people(5), secret);
			expect(error?.message).toContain('because "Skip When Already Sent" failed');
			expect(`${error?.message} ${error?.description}`).toContain(permission);
			expect(postsOf()).toEqual([]);
		},
	);

	it('keeps order and sends each message exactly once, whatever was sent before and whatever goes wrong', async () => {
		const messages = fc.array(
			fc.record({
				person: fc.nat(3),
				text: fc.nat(5),
				latency: fc.nat(5),
				cut: fc.integer({ min: 0, max: 9 }),
			}),
			{ minLength: 1, maxLength: 20 },
		);
		await fc.assert(
			fc.asyncProperty(
				messages,
				fc.nat(20),
				fc.integer({ min: 1, max: 9 }),
				async (all, before, maxConcurrency) => {
					suite.reset();
					const { gateway } = suite;
					gateway.settings.minMessageBytes = 1;
					const items = all.map(({ person, text }) => ({ to: phone(person), text: `T${text}` }));
					await suite.run(skipping(), items.slice(0, before));
					gateway.requests.length = 0;
					gateway.settings.latencyMs = () =>
						all[Math.floor(gateway.requests.length % all.length)].latency;
					for (const [i, { cut }] of all.entries()) {
						if (cut === 0)
							gateway.fault({ kind: 'cut-after', match: { path: 'send/whatsapp', nth: i + 1 } });
					}
					const options = { maxConcurrency, skipUnsubscribed: true, checkBeforeSending: 'fail' };
					await suite.run(skipping(options, {}, { onError: 'continueRegularOutput' }), items);
					const keys = items.map(({ to, text }) => `${to} ${text}`);
					const taken = gateway.accepted.map(({ recipient, message }) => `${recipient} ${message}`);
					expect([...taken].sort()).toEqual([...new Set(keys)].sort());
					for (const to of new Set(items.map((item) => item.to))) {
						const asked = postsOf()
							.filter(({ fields }) => fields.recipient === to)
							.map(({ fields }) => keys.indexOf(`${to} ${String(fields.message)}`));
						expect(asked).toEqual([...asked].sort((a, b) => a - b));
					}
				},
			),
			{ numRuns: 15 },
		);
	}, 60_000);
});

describe('Skip Unsubscribed', () => {
	const stop = (...numbers: number[]) => {
		for (const i of numbers) {
			suite.gateway.state.unsubscribed.push({ id: i + 1, phone: phone(i), created: hoursAgo(1) });
		}
	};

	it('leaves out who has written stop, and reads the list once', async () => {
		stop(1, 3);
		const result = await suite.run(
			suite.sendNode({ options: { skipUnsubscribed: true } }),
			people(5),
		);
		expect(statusesOf(result.items('WatX')).map((status) => status === 'skipped')).toEqual([
			false,
			true,
			false,
			true,
			false,
		]);
		expect(result.items('WatX')[1].json).toMatchObject({
			messageId: null,
			recipient: phone(1),
			reason: 'unsubscribed',
		});
		expect(postsOf()).toHaveLength(3);
		const reads = readsOf('get/unsubscribed').length;
		await suite.run(suite.sendNode({ options: { skipUnsubscribed: true } }), people(1));
		expect(readsOf('get/unsubscribed').length).toBe(2 * reads);
	});

	it('leaves them out of a campaign and names them', async () => {
		stop(1, 3);
		const bulk = suite.sendNode({
			operation: 'sendBulk',
			campaignName: 'Autumn',
			recipients: people(4)
				.map(({ to }) => to)
				.join(','),
			message: 'The same to all',
			options: { skipUnsubscribed: true },
		});
		const [{ json }] = (await suite.run(bulk, [{}])).items('WatX');
		expect(json).toMatchObject({ accepted: 2, skipped: [phone(1), phone(3)] });
		expect(postsOf().map(({ fields }) => fields.recipients)).toEqual([`${phone(0)},${phone(2)}`]);
		stop(0, 2);
		const [none] = (await suite.run(bulk, [{}])).items('WatX');
		expect(none.json).toMatchObject({ accepted: 0, status: 'skipped', reason: 'unsubscribed' });
		expect(postsOf()).toHaveLength(1);
	});

	it.each([
		['has no such call', 'call'],
		['gives the key no permission', 'key'],
	])('refuses before sending when the gateway %s', async (_what, lacks) => {
		if (lacks === 'call') suite.gateway.settings.missingEndpoints = ['get/unsubscribed'];
		const secret = lacks === 'key' ? suite.gateway.addKey(['wa_send', 'wa_send_bulk']) : undefined;
		const { error } = await suite.run(
			suite.sendNode({ options: { skipUnsubscribed: true } }),
			people(3),
			secret,
		);
		expect(error?.message).toContain('because "Skip Unsubscribed" failed');
		expect(`${error?.message} ${error?.description}`).toMatch(
			lacks === 'call' ? /Invalid API Endpoint|404 Not Found/ : /get_unsubscribed/,
		);
		expect(error?.description).toContain('remove the option');
		expect(postsOf()).toEqual([]);
	});
});
