import { insertRow } from '../../emulator';
import { startSuite, type Suite } from '../suite';
import { act, output } from './act';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

const receive = (count: number) => {
	for (let index = 0; index < count; index++) {
		suite.gateway.receive({ created: 1_700_000_000 + index });
	}
};
const ids = (rows: Array<{ id?: unknown }>) => rows.map(({ id }) => Number(id));
const down = (from: number, to: number) =>
	Array.from({ length: from - to + 1 }, (_, index) => from - index);
const received = async (parameters: { returnAll?: boolean; limit?: number }) =>
	ids(await output(suite, 'message: getReceived', parameters));

describe('how much a list gives', () => {
	it('is 50 rows by default, in one request', async () => {
		receive(120);
		expect(await received({})).toEqual(down(120, 71));
		expect(suite.gateway.requests.map(({ query }) => query.limit)).toEqual(['50']);
	});

	it('is what the limit says', async () => {
		receive(120);
		expect(await received({ limit: 3 })).toEqual([120, 119, 118]);
		expect(suite.gateway.requests.map(({ query }) => query.limit)).toEqual(['3']);
	});

	it('is everything with Return All, on short pages at most four requests at a time', async () => {
		for (let index = 0; index < 730; index++) {
			suite.gateway.receive({ created: 1_700_000_000 + index });
		}
		Object.assign(suite.gateway.settings, { latencyMs: 5, maxLimit: 60 });
		expect(await received({ returnAll: true })).toEqual(down(730, 1));
		expect(suite.gateway.stats.maxInFlight).toBe(4);
	});

	it.each(['[]', '404'] as const)(
		'is nothing, without an error, when the list is empty (%s)',
		async (emptyList) => {
			suite.gateway.settings.emptyList = emptyList;
			const result = await act(suite, 'message: getReceived', { returnAll: true });
			expect(result.error).toBeUndefined();
			expect(result.items('WatX')).toEqual([]);
			expect(suite.gateway.requests).toHaveLength(1);
		},
	);
});

describe('a whole list', () => {
	it.each([
		['a clamped limit', { maxLimit: 10 }],
		['a repeated last page', { repeatPages: true, maxLimit: 20 }],
		['ids as text', { idsAsStrings: true }],
		['the oldest row first', { listOrder: 'oldest' }],
		['404 for an empty page', { emptyList: '404', maxLimit: 25 }],
	] as const)('comes whole with %s', async (_name, settings) => {
		Object.assign(suite.gateway.settings, settings);
		receive(230);
		const rows = await received({ returnAll: true });
		expect([...rows].sort((a, b) => b - a)).toEqual(down(230, 1));
		expect(rows[0]).toBe('listOrder' in settings ? 1 : 230);
	});

	it.each(['newest', 'oldest'] as const)(
		'loses nothing while rows come and go, %s first',
		async (listOrder) => {
			Object.assign(suite.gateway.settings, { listOrder, maxLimit: 20 });
			receive(200);
			const { state } = suite.gateway;
			suite.gateway.onRequest(() => {
				if (suite.gateway.requests.length % 2 === 0) suite.gateway.receive();
				if (suite.gateway.requests.length % 3 === 0) {
					state.received.splice(listOrder === 'newest' ? -3 : 2, 1);
				}
			});
			const rows = await received({ returnAll: true });
			expect(new Set(rows).size).toBe(rows.length);
			const left = state.received.map(({ id }) => id).filter((id) => id <= 200);
			expect(left.filter((id) => !rows.includes(id))).toEqual([]);
		},
	);

	it('fails with the words of the gateway when a page fails', async () => {
		receive(300);
		suite.gateway.fault({
			kind: 'status',
			status: 401,
			message: 'Invalid API secret!',
			match: { when: ({ query }) => query.page !== '1' },
		});
		const { error } = await act(suite, 'message: getReceived', { returnAll: true });
		expect(error?.message).toBe(
			'WatX could not list the received messages: Invalid API secret! (401)',
		);
	});
});

describe('a limit', () => {
	it('holds with a clamped limit and for each item', async () => {
		suite.gateway.settings.maxLimit = 10;
		receive(60);
		const node = { limit: '={{ $json.count }}' };
		const items = [{ count: 25 }, { count: 2 }];
		const rows = (await act(suite, 'message: getReceived', node, items)).items('WatX');
		expect(rows.map(({ json }) => json.id)).toEqual([...down(60, 36), 60, 59]);
		expect(rows.map(({ pairedItem }) => pairedItem)).toEqual([
			...Array.from({ length: 25 }, () => ({ item: 0 })),
			{ item: 1 },
			{ item: 1 },
		]);
	});

	it.each([0, -1, 2.5, 'many'])('%j is refused before a request', async (limit) => {
		const { error } = await act(suite, 'message: getReceived', { limit: '={{ $json.limit }}' }, [
			{ limit },
		]);
		expect(error?.message).toMatch(/^"Limit" is not a whole number of 1 or more/);
		expect(suite.gateway.requests).toHaveLength(0);
	});
});

it('tells a missing account from an account without groups', async () => {
	const node = (value: string) => ({ account: { __rl: true, mode: 'id', value } });
	expect(await output(suite, 'group: getMany', node(suite.account.unique))).toEqual([]);
	suite.gateway.settings.emptyList = '404';
	expect(await output(suite, 'group: getMany', node(suite.account.unique))).toEqual([]);
	const { error } = await act(suite, 'group: getMany', node('f'.repeat(72)));
	expect(error?.message).toMatch(/^WatX could not list the groups: .* exist! \(404\)/);
});

it('gives a message that is not there as an error', async () => {
	insertRow(suite.gateway.state.received, { ...suite.gateway.receive(), id: 90 });
	suite.gateway.settings.unknownId = 'empty';
	const { error } = await act(suite, 'message: get', { direction: 'sent', messageId: '90' });
	expect(error?.message).toMatch(/^WatX could not get the sent message: .* returned no data/);
});
