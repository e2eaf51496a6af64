import { isSubMinuteCron, toCronExpression, type TriggerTime } from 'n8n-workflow';
import { ACCEPTED } from '../profile';
import { BREAKS } from './scriptedAgent';
import { readExample, setToday, startStage, type Stage } from './stage';

let stage: Stage;
beforeAll(async () => (stage = await startStage()));
beforeEach(() => stage.reset());
afterEach(() => jest.useRealTimers());
afterAll(async () => await stage.close());

describe('05 keyword menu', () => {
	const file = '05-keyword-menu.json';
	const asha = '+919876543210';

	async function answersTo(...messages: Array<[message: string, sender?: string]>) {
		const arrivals = messages.map(([message, sender = asha]) => ({ message, sender }));
		const items = await stage.arrive(file, ...arrivals);
		const result = await stage.play(file, items);
		if (result.error) throw result.error;
		return stage.sent;
	}

	it.each([
		['menu', /^Hello from the gym! Answer with a number:\n1 Opening hours\n2 Prices\n3 /],
		[' Hi ', /^Hello from the gym!/],
		['1', /^We are open/],
		['PRICES', /^A month is 1,500 rupees/],
	])('answers %p to the sender', async (message, answer) => {
		expect(await answersTo([message])).toEqual([[asha, expect.stringMatching(answer)]]);
		const [{ fields }] = stage.requestsTo('send/whatsapp');
		expect(fields.account).toBe(stage.account.unique);
	});

	it.each([file, '09-ai-support-bot.json'])(
		'%s polls every ten seconds, at times that n8n takes',
		(name) => {
			const { parameters } = readExample(name).nodes.find(
				(node) => node.name === 'Message Received',
			)!;
			const { item } = parameters.pollTimes as unknown as { item: TriggerTime[] };
			const crons = item.map(toCronExpression);
			expect(crons).toEqual([0, 10, 20, 30, 40, 50].map((second) => `${second} * * * * *`));
			expect(crons.filter(isSubMinuteCron)).toEqual([]);
		},
	);

	it('promises a call and tells the desk', async () => {
		const sent = await answersTo(['3']);
		expect(sent).toHaveLength(2);
		expect(sent).toContainEqual([asha, expect.stringMatching(/^Thank you!/)]);
		expect(sent).toContainEqual(['+919123456789', `Please call ${asha} back.`]);
	});

	it('answers each of several people, and leaves all else and groups alone', async () => {
		const ben = '+919876543211';
		const sent = await answersTo(
			['1'],
			['Is 12 o’clock fine?'],
			['2', ben],
			['13', ben],
			['menu', '120363000000000001@g.us'],
		);
		const begins = sent.map(([recipient, text]) => [recipient, text.slice(0, 11)]);
		// The answers to two people are on their way at the same time.
		expect(begins.sort()).toEqual([
			[asha, 'We are open'],
			[ben, 'A month is '],
		]);
	});
});

describe('09 AI support bot', () => {
	const file = '09-ai-support-bot.json';
	const asha = '+919876543210';
	const ben = '+919876543211';
	const say = (sender: string, ...messages: string[]) => {
		for (const message of messages) stage.gateway.receive({ sender, message });
	};
	/** The next poll but one: the one that finds a burst holds it for a quiet time. */
	async function answersOf(poller: Awaited<ReturnType<Stage['listen']>>) {
		const before = stage.sent.length;
		expect(await poller.poll()).toBeNull();
		jest.setSystemTime(Date.now() + 10_000);
		const [items] = (await poller.poll())!;
		const result = await stage.play(file, items);
		if (result.error) throw result.error;
		return stage.sent.slice(before);
	}

	it('answers a burst once, and remembers each customer for themselves', async () => {
		setToday('2026-11-23');
		const poller = await stage.listen(file);
		say(asha, 'Hello', 'are you open', 'on Sunday?');
		say(ben, 'What is the price?');
		expect(await answersOf(poller)).toEqual([
			[asha, '1: Hello\nare you open\non Sunday?'],
			[ben, '1: What is the price?'],
		]);
		say(ben, 'For a year?');
		expect(await answersOf(poller)).toEqual([[ben, '2: For a year?']]);
		expect([...stage.outside.said.keys()]).toEqual(
			[asha, ben].map((sender) => `${stage.account.phone} ${sender}`),
		);
	});

	it('waits for who goes on writing', async () => {
		setToday('2026-11-23');
		const poller = await stage.listen(file);
		say(asha, 'Hello');
		expect(await poller.poll()).toBeNull();
		jest.setSystemTime(Date.now() + 10_000);
		say(asha, 'are you open?');
		expect(await answersOf(poller)).toEqual([[asha, '1: Hello\nare you open?']]);
	});

	it('says so when the model fails, and answers the others', async () => {
		const items = [
			{ sender: asha, message: BREAKS },
			{ sender: '1234@lid', message: 'Hi' },
			{ sender: ben, message: '' },
		];
		const result = await stage.play(file, items);
		expect(result.error).toBeUndefined();
		expect(stage.sent).toEqual([
			[asha, expect.stringMatching(/^Sorry, I cannot answer just now/)],
			[ben, '1: (a file without words)'],
		]);
	});
});

describe('08 AI agent', () => {
	const play = async () =>
		await stage.play('08-ai-agent.json', [{ chatInput: 'Tell Asha', sessionId: 'one' }]);
	const results = async () => (await play()).items('Assistant')[0].json.results;

	it('offers three tools, with no more for the model to fill in than is marked', async () => {
		await play();
		expect(stage.outside.seenTools).toEqual({
			Send_Message: ['Recipient', 'Message'],
			Check_Number: ['Phone'],
			Read_Messages: [],
		});
	});

	it('checks a number, sends and reads', async () => {
		stage.gateway.receive({ message: 'When is yoga?', sender: '+919876543210' });
		stage.outside.script = [
			{ tool: 'Check Number', args: { Phone: '+919876543210' } },
			{
				tool: 'Send Message',
				args: { Recipient: '+91 98765 43210', Message: 'Yoga moves to 6 pm' },
			},
			{ tool: 'Read Messages', args: {} },
		];
		expect(await results()).toEqual([
			{
				tool: 'Check Number',
				result: [expect.objectContaining({ valid: true, phone: '+919876543210' })],
				error: null,
			},
			{
				tool: 'Send Message',
				result: [expect.objectContaining({ status: ACCEPTED.status, recipient: '+919876543210' })],
				error: null,
			},
			{
				tool: 'Read Messages',
				result: [expect.objectContaining({ message: 'When is yoga?' })],
				error: null,
			},
		]);
		expect(stage.sent).toEqual([['+919876543210', 'Yoga moves to 6 pm']]);
		const [{ fields }] = stage.requestsTo('send/whatsapp');
		expect(fields.account).toBe(stage.account.unique);
	});

	it('tells the model what was wrong with its call, and sends nothing', async () => {
		stage.outside.script = [
			{ tool: 'Send Message', args: { Recipient: 'Asha', Message: 'Yoga moves to 6 pm' } },
		];
		expect(JSON.stringify(await results())).toContain('is not a phone number');
		expect(stage.requestsTo('send/whatsapp')).toEqual([]);
	});
});
