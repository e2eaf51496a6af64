import fc from 'fast-check';
import { ACCEPTED } from '../../profile';
import { startSuite, type Suite } from '../suite';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
const reset = () => {
	suite.reset();
	suite.gateway.settings.minMessageBytes = 1;
};
beforeEach(reset);
afterAll(async () => await suite.close());

const received = () =>
	suite.gateway.accepted.map(({ recipient, message }) => ({ recipient, message }));

describe('message: send, text', () => {
	it('sends one message per item and pairs each result with its item', async () => {
		const items = [
			{ to: '+91 98765-43210', text: 'Hi Asha' },
			{ to: '0044 (0)20 7946 0958', text: 'Hi Ben' },
			{ to: '120363041234567890@g.us', text: 'Hi all' },
		];
		const result = await suite.run(suite.sendNode(), items);
		expect(result.error).toBeUndefined();
		expect(received()).toEqual([
			{ recipient: '+919876543210', message: 'Hi Asha' },
			{ recipient: '+442079460958', message: 'Hi Ben' },
			{ recipient: '120363041234567890@g.us', message: 'Hi all' },
		]);
		const ids = suite.gateway.accepted.map(({ id }) => id);
		expect(result.items('WatX').map(({ json, pairedItem }) => ({ json, pairedItem }))).toEqual(
			ids.map((messageId, item) => ({
				json: {
					messageId,
					...ACCEPTED,
					recipient: received()[item].recipient,
				},
				pairedItem: { item },
			})),
		);
	});

	it('says "queued" for a message of normal priority', async () => {
		const node = suite.sendNode({ options: { priority: 2 } });
		const result = await suite.run(node, [{ to: '+919876543210', text: 'x' }]);
		expect(result.items('WatX')[0].json.status).toBe('queued');
		expect(suite.gateway.requests[0].fields.priority).toBe('2');
	});

	it('says "sent" for one that the gateway sends immediately', async () => {
		const node = suite.sendNode({ options: { priority: 1 } });
		const result = await suite.run(node, [{ to: '+919876543210', text: 'x' }]);
		expect(result.items('WatX')[0].json.status).toBe('sent');
	});

	it('works with an old gateway that returns no ID', async () => {
		suite.gateway.settings.oldVersion = true;
		const result = await suite.run(suite.sendNode(), [{ to: '+919876543210', text: 'x' }]);
		expect(result.items('WatX')[0].json).toMatchObject({
			messageId: null,
			status: ACCEPTED.status,
		});
	});

	it('accepts the message when PHP prints a warning before the envelope', async () => {
		suite.gateway.fault({ kind: 'php-warning' });
		const result = await suite.run(suite.sendNode(), [{ to: '+919876543210', text: 'x' }]);
		expect(result.error).toBeUndefined();
		expect(result.items('WatX')[0].json.status).toBe(ACCEPTED.status);
	});

	it('delivers whatever text goes in', async () => {
		const text = fc
			.string({ unit: 'binary', minLength: 1, maxLength: 300 })
			.filter((value) => value.trim() !== '');
		const hard = [
			'a\nb\r\nc\rd',
			'+ & = % " \' < > \\ ; # ?',
			'👩‍👩‍👧 ❤️ नमस्ते مرحبا',
			' leading and trailing ',
			'--boundary\r\nContent-Disposition: form-data; name="secret"\r\n\r\nx',
			'x'.repeat(4096),
			'ü\n'.repeat(2048),
		];
		await fc.assert(
			fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async (texts) => {
				reset();
				const to = (index: number) => `+9198765${String(index).padStart(5, '0')}`;
				const all = [...texts, ...hard].map((value, index) => ({ to: to(index), text: value }));
				const result = await suite.run(suite.sendNode(), all);
				expect(result.error).toBeUndefined();
				const arrived = new Map(received().map(({ recipient, message }) => [recipient, message]));
				expect(all.map(({ to: recipient }) => arrived.get(recipient))).toEqual(
					all.map((i) => i.text),
				);
			}),
			{ numRuns: 15 },
		);
	});

	it('completes a local number with the country code of the option, for the order too', async () => {
		const node = suite.sendNode({ options: { defaultCountryCode: '=+{{ $json.cc }}' } });
		const items = [
			{ to: '098765 43210', cc: 91, text: 'first' },
			{ to: 919876543210, cc: 91, text: 'second' },
			{ to: '+91 98765 43210', cc: 1, text: 'third' },
		];
		await suite.run(node, items);
		const to = '+919876543210';
		expect(received()).toEqual(
			['first', 'second', 'third'].map((message) => ({ recipient: to, message })),
		);
	});

	it.each([
		[{ to: '9876543210', text: 'x' }, {}, /"9876543210" of "Recipient" has no country code/],
		[{ to: 'Asha', text: 'x' }, {}, /"Asha" of "Recipient" is not a phone number/],
		[{ to: '', text: 'x' }, {}, /of "Recipient" is empty/],
		[{ to: '+919876543210', text: '  ' }, {}, /"Message" is empty/],
		[{ to: '+919876543210', text: { a: 1 } }, {}, /^"Message" is a list: take one entry/],
		[{ to: '+919876543210', text: null }, {}, /^"Message" is empty/],
		[{ to: '+919876543210', text: `Hi ${String({})}` }, {}, /^"Message" holds "\[object Object\]"/],
		[{ to: ['+919876543210'], text: 'x' }, {}, /^"Recipient" is a list: take one entry/],
		[
			{ to: '+919876543210', text: 'x' },
			{ options: { priority: '={{ null }}' } },
			/^"Priority" is null/,
		],
		[
			{ to: '+919876543210', text: 'x' },
			{ options: { timeout: 'soon' } },
			/^"Timeout \(Seconds\)" is not a number from 0.1 to 3600, but "soon"/,
		],
		[
			{ to: '+919876543210', text: 'x' },
			{ options: { maxTries: 99 } },
			/^"Max Tries" is not a whole number from 1 to 10, but "99"/,
		],
		[
			{ to: '+919876543210', text: 'x' },
			{ options: { defaultCountryCode: 'India' } },
			/^"India" in "Default Country Code" is not/,
		],
		[
			{ to: '+919876543210', text: 'x' },
			{ account: { __rl: true, mode: 'id', value: '' } },
			/"From" is required/,
		],
		[{ to: '+919876543210', text: 'x' }, { messageType: 'sticker' }, /"Message Type"/],
	])('refuses %j with %j and sends nothing', async (item, parameters, sentence) => {
		const result = await suite.run(suite.sendNode(parameters), [item]);
		expect(result.error?.message).toMatch(sentence);
		expect(suite.gateway.requests).toHaveLength(0);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'goes on after a bad item with %s',
		async (onError) => {
			const items = [
				{ to: '+919876543210', text: 'a' },
				{ to: 'nobody', text: 'b' },
				{ to: '+919876543211', text: 'c' },
			];
			const result = await suite.run(suite.sendNode({}, { onError }), items);
			expect(
				received()
					.map(({ message }) => message)
					.sort(),
			).toEqual(['a', 'c']);
			const failed = result
				.items('WatX', onError === 'continueErrorOutput' ? 1 : 0)
				.filter((i) => i.json.error);
			expect(failed).toHaveLength(1);
			expect(failed[0].json.error).toMatch(/"nobody" of "Recipient" is not a phone number/);
			expect(failed[0].pairedItem).toEqual({ item: 1 });
		},
	);
});
