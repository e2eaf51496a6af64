import type { INodeParameters } from 'n8n-workflow';
import { startSuite, type Suite } from '../suite';
import { act, byId, output } from './act';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

const ASHA = '+919812300001';
const BEN = '+919812300002';
const DAY = 86_400;
const START = 1_700_000_000;
const at = (seconds: number) => new Date(seconds * 1000).toISOString();

/** So many messages of Ben, one each minute from `from` on. */
function fill(count: number, from = START): void {
	for (let i = 0; i < count; i++) {
		suite.gateway.receive({ sender: BEN, message: `Filler ${i}`, created: from + i * 60 });
	}
}

const received = async (filters: INodeParameters, more: INodeParameters = {}) =>
	await output(suite, 'message: getReceived', { filters, ...more });
const messages = (rows: Array<{ message?: unknown }>) => rows.map(({ message }) => message);

describe('Simplify', () => {
	it('gives clear words, and off the row as the gateway has it', async () => {
		suite.gateway.receive({ sender: ASHA, message: 'Tea & cake', created: START });
		expect(await received({})).toEqual([
			{
				id: 1,
				account: suite.account.phone,
				sender: ASHA,
				message: 'Tea & cake',
				attachment: null,
				receivedAt: at(START),
			},
		]);
		expect(await received({}, { simplify: false })).toEqual([
			expect.objectContaining({ recipient: ASHA, attachment: false, created: START }),
		]);
	});

	it.each(['account: getMany', 'campaign: getMany'])('of %s can be switched off', async (place) => {
		suite.gateway.addCampaign({ created: START });
		const [simple] = await output(suite, place);
		const [raw] = await output(suite, place, { simplify: false });
		expect(simple.createdAt).toMatch(/Z$/);
		expect(simple).not.toHaveProperty('created');
		expect(raw).toHaveProperty('created');
		expect(raw).not.toHaveProperty('createdAt');
	});
});

describe('filters', () => {
	it('count the matches, wherever they stand', async () => {
		suite.gateway.receive({ sender: ASHA, message: 'First', created: START - 60 });
		fill(300);
		suite.gateway.receive({ sender: ASHA, message: 'Last', created: START + 300 * 60 });
		expect(messages(await received({ contact: '+91 98123 00001' }, { limit: 1 }))).toEqual([
			'Last',
		]);
		expect(messages(await received({ contact: ASHA }))).toEqual(['Last', 'First']);
		expect(messages(await received({ contains: 'FIRST' }))).toEqual(['First']);
	});

	it('of the account and the status leave out the rest', async () => {
		const other = suite.gateway.addAccount();
		suite.gateway.receive({ sender: ASHA, message: 'To the first', created: START });
		suite.gateway.receive({
			account: other.phone,
			sender: ASHA,
			message: 'To the other',
			created: START,
		});
		expect(messages(await received({ account: other.phone }))).toEqual(['To the other']);
		const node = { account: byId(suite.account.unique), recipient: ASHA, message: 'Hello Asha' };
		await output(suite, 'message: send', { ...node, options: { priority: 1 } });
		const sent = async (status: string) =>
			await output(suite, 'message: getSent', { filters: { status } });
		expect([await sent('sent'), await sent('failed')].map((rows) => rows.length)).toEqual([1, 0]);
	});

	it('since a moment loses nothing and stops reading a day before it', async () => {
		fill(10, START - 30 * DAY);
		fill(3000, START - 5 * DAY);
		suite.gateway.receive({ sender: ASHA, message: 'At the time', created: START });
		suite.gateway.receive({ sender: ASHA, message: 'Just before', created: START - 1 });
		const rows = await received({ since: at(START) }, { returnAll: true });
		expect(messages(rows)).toEqual(['At the time']);
		const asked = suite.gateway.requests.reduce((sum, { query }) => sum + Number(query.limit), 0);
		expect(asked).toBeLessThan(2000);
	});

	it('since a moment reads an oldest-first list to its end', async () => {
		suite.gateway.settings.listOrder = 'oldest';
		suite.gateway.settings.maxLimit = 100;
		suite.gateway.settings.pageStart = 'normal';
		fill(260, START - 30 * DAY);
		suite.gateway.receive({ sender: ASHA, message: 'New', created: START });
		expect(messages(await received({ since: at(START - 60) }, { returnAll: true }))).toEqual([
			'New',
		]);
	});

	it.each([
		[{ contact: 'Asha' }, /^"Asha" in "Contact" is not a phone number/],
		[{ account: '3f1c' }, /^"3f1c" in "Account" is not a phone number/],
		[{ since: 'yesterday' }, /^"yesterday" in "Since" is not a date/],
	])('that can never match are refused before a request: %j', async (filters, message) => {
		const { error } = await act(suite, 'message: getReceived', { filters });
		expect(error?.message).toMatch(message);
		expect(suite.gateway.requests).toHaveLength(0);
	});
});

describe('a conversation', () => {
	const node = (more: INodeParameters = {}) => ({
		account: byId(suite.account.unique),
		contact: ASHA,
		...more,
	});
	const talk = async (more: INodeParameters = {}) =>
		(await output(suite, 'message: getConversation', node(more))).map(
			({ direction, message }) => `${String(direction)} ${String(message)}`,
		);

	beforeEach(async () => {
		fill(30, START - DAY);
		suite.gateway.receive({ sender: ASHA, message: 'Is there a class?', created: START });
		const send = { account: byId(suite.account.unique), recipient: ASHA, message: 'At six.' };
		await output(suite, 'message: send', { ...send, options: { priority: 1 } });
		suite.gateway.state.sent[0].created = START + 10;
		suite.gateway.receive({ sender: ASHA, message: 'Thank you', created: START + 20 });
		suite.gateway.receive({ sender: BEN, message: 'Me too', created: START + 30 });
		suite.gateway.requests.splice(0);
	});

	it('stands in the order of time, both ways, with nobody else in it', async () => {
		expect(await talk()).toEqual([
			'received Is there a class?',
			'sent At six.',
			'received Thank you',
		]);
	});

	it('gives the newest of both ways when it is limited', async () => {
		expect(await talk({ limit: 2 })).toEqual(['sent At six.', 'received Thank you']);
		expect(await talk({ limit: 1 })).toEqual(['received Thank you']);
	});

	it('keeps accounts apart, by phone number and by unique ID, and joins them without one', async () => {
		const other = suite.gateway.addAccount();
		const { phone } = other;
		suite.gateway.receive({ account: phone, sender: ASHA, message: 'Other', created: START + 40 });
		const byPhone = { __rl: true, mode: 'phone', value: phone };
		const lookUps = () =>
			suite.gateway.requests.filter(({ path }) => path === 'get/wa.accounts').length;
		expect(await talk({ account: byPhone })).toEqual(['received Other']);
		expect(lookUps()).toBe(0);
		const bare = { ...byPhone, value: phone.slice(1) };
		expect(await talk({ account: bare })).toEqual(['received Other']);
		expect(await talk({ account: byId(other.unique) })).toEqual(['received Other']);
		expect(lookUps()).toBe(2);
		expect(await talk({ account: { __rl: true, mode: 'list', value: '' } })).toHaveLength(4);
		const { error } = await act(
			suite,
			'message: getConversation',
			node({ account: byId('x'.repeat(72)) }),
		);
		expect(error?.message).toMatch(/in "Account" is neither the phone number nor the unique ID/);
	});
});
