import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { containing, idsOf, TRIGGER, TriggerSuite } from './fixture';

let suite: TriggerSuite;
beforeAll(async () => {
	suite = await TriggerSuite.start();
});
beforeEach(() => {
	suite.gateway.reset();
	suite.gateway.addAccount({ phone: '+919700000001' });
	suite.gateway.addAccount({ phone: '+919700000002' });
});
afterAll(async () => await suite.close());

const receive = (count: number, arrival = {}) =>
	Array.from({ length: count }, () => suite.gateway.receive(arrival).id);

describe('activation', () => {
	test('emits no history, and everything from then on', async () => {
		receive(30);
		const poller = suite.poller();
		expect(await poller.activate()).toBeNull();
		expect(await poller.poll()).toBeNull();
		const ids = receive(3);
		expect(idsOf(await poller.poll())).toEqual(ids);
		expect(await poller.poll()).toBeNull();
	});

	test('emits the newest messages from before when asked to', async () => {
		const ids = receive(30);
		const poller = suite.poller({ options: { includeAlreadyReceived: 5 } });
		expect(idsOf(await poller.activate())).toEqual(ids.slice(-5));
		expect(await poller.poll()).toBeNull();
		expect(await suite.poller({}, { stored: poller.stored }).activate('init')).toBeNull();
	});

	test('of an empty list remembers that there was nothing', async () => {
		const poller = suite.poller();
		expect(await poller.activate()).toBeNull();
		const ids = receive(2);
		expect(idsOf(await poller.poll())).toEqual(ids);
	});

	test('with a wrong secret fails with a sentence that says so', async () => {
		const activation = suite.poller({}, { secret: 'f00dfeed'.repeat(5) }).activate();
		await expect(activation).rejects.toThrow(/\(401\).*The secret is wrong or was deleted/);
		await expect(activation).rejects.not.toThrow('f00dfeed');
	});

	test('with a key that may not list received messages names the permission', async () => {
		const secret = suite.gateway.addKey(['wa_send']);
		await expect(suite.poller({}, { secret }).activate()).rejects.toThrow(/"get_wa_received"/);
	});

	test.each([
		[
			{ filters: { sender: ['Asha'] } },
			/The value "Asha" of "Sender" is not a phone number\. Write it/,
		],
		[
			{ account: { __rl: true, mode: 'id', value: '={{ "" }}' } },
			/"Account" is an expression that gives nothing.*Correct the expression/,
		],
	])(
		'with %j, which can never match, fails before it asks the gateway',
		async (parameters, why) => {
			await expect(suite.poller(parameters).activate()).rejects.toThrow(why);
			expect(suite.gateway.requests).toHaveLength(0);
		},
	);
});

describe('an active workflow', () => {
	it('gets messages that arrived while n8n was down', async () => {
		const poller = suite.poller();
		await poller.activate();
		const ids = receive(4);
		const next = suite.poller({}, { stored: poller.stored });
		expect(idsOf(await next.activate('init'))).toEqual(ids);
	});

	test.each([
		['startNew', 61, 0],
		['startNew', 59, 4],
		['catchUp', 61, 4],
	])('with %s after %i minutes gets %i of 4 messages', async (afterPause, minutes, count) => {
		const poller = suite.poller();
		await poller.activate();
		receive(4);
		const later = Date.now() + minutes * 60_000;
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => later);
		const next = suite.poller({ options: { afterPause } }, { stored: poller.stored });
		expect(idsOf(await next.activate('init'))).toHaveLength(count);
		clock.mockRestore();
		const ids = receive(2);
		expect(idsOf(await next.poll())).toEqual(ids);
	});

	test.each([
		['500', '500'],
		['429', '429'],
		['502-html', '502'],
	] as const)(
		'passes on a %s as NodeApiError with its code, and loses nothing',
		async (kind, code) => {
			const poller = suite.poller();
			await poller.activate();
			const ids = receive(2);
			// A page is tried twice.
			suite.gateway.fault({ kind, times: 2 });
			const error = (await poller.poll().catch((thrown: unknown) => thrown)) as NodeApiError;
			expect(error.constructor.name).toBe('NodeApiError');
			expect(error.httpCode).toBe(code);
			expect(idsOf(await poller.poll())).toEqual(ids);
		},
	);

	test('with a secret that was deleted fails with 401', async () => {
		const poller = suite.poller();
		await poller.activate();
		suite.gateway.state.keys.clear();
		await expect(poller.poll()).rejects.toMatchObject({ httpCode: '401' });
	});

	it('emits messages of one account, however its number is written', async () => {
		const poller = suite.poller({
			account: { __rl: true, mode: 'id', value: '0091 97000-00002' },
		});
		await poller.activate();
		receive(2, { account: '+919700000001' });
		const ids = receive(2, { account: '+919700000002' });
		expect(idsOf(await poller.poll())).toEqual(ids);
	});

	it('remembers what the filters hold back', async () => {
		const stored = suite.poller({ filters: containing('yes') });
		await stored.activate();
		receive(3, { message: 'no' });
		expect(await stored.poll()).toBeNull();
		const [id] = receive(1, { message: 'Yes!' });
		expect(idsOf(await stored.poll())).toEqual([id]);
		const unfiltered = suite.poller({}, { stored: stored.stored });
		expect(await unfiltered.activate('init')).toBeNull();
	});

	const stateOf = async () => {
		receive(5);
		const poller = suite.poller();
		await poller.activate();
		return poller.stored;
	};
	const renamed = (stored: IDataObject) =>
		JSON.parse(JSON.stringify(stored).replace(/127\.0\.0\.1:\d+/, 'other.example')) as IDataObject;

	it('goes on when its inbox has moved to another host name', async () => {
		const stored = renamed(await stateOf());
		const ids = receive(3);
		expect(idsOf(await suite.poller({}, { stored }).activate('init'))).toEqual(ids);
	});

	it('starts anew on another gateway, where other messages are listed', async () => {
		const stored = renamed(await stateOf());
		suite.gateway.state.received.length = 0;
		suite.gateway.restart();
		receive(5, { message: 'Of another customer' });
		expect(await suite.poller({}, { stored }).activate('init')).toBeNull();
	});

	it('starts anew with another secret or path', async () => {
		const stored = await stateOf();
		receive(5);
		const secret = suite.gateway.addKey(['get_wa_received']);
		expect(await suite.poller({}, { stored, secret }).activate('init')).toBeNull();
		const state = stored['node:WatX Trigger'] as IDataObject;
		expect(JSON.stringify(state)).not.toContain(suite.gateway.secret.slice(0, 8));
		const elsewhere = { 'node:WatX Trigger': { ...state, key: 'other' } };
		expect(await suite.poller({}, { stored: elsewhere }).activate('init')).toBeNull();
	});

	test('starts anew when the stored state is none', async () => {
		receive(5);
		const stored = { 'node:WatX Trigger': { host: 'x', cursor: { version: 99 } } };
		expect(await suite.poller({}, { stored }).activate('init')).toBeNull();
	});

	it('marks nothing when two polls overlap, and emits once', async () => {
		const poller = suite.poller();
		await poller.activate();
		const ids = receive(3);
		suite.gateway.settings.latencyMs = ({ query }) => (query.page === '1' ? 30 : 0);
		const emitted = await Promise.all([poller.poll(), poller.poll()]);
		expect(emitted.map(idsOf).flat()).toEqual(ids);
		expect(await poller.poll()).toBeNull();
	});

	it('emits nothing again on a copy of its state from before, and goes on with it when nothing else was stored', async () => {
		const poller = suite.poller();
		await poller.activate();
		const before = poller.stored;
		const ids = receive(2);
		expect(idsOf(await poller.poll())).toEqual(ids);
		poller.stored = before;
		// A new workflow object with the stored state is what n8n's durable scheduler gives each poll.
		expect(await poller.activate('update')).toBeNull();
		const now = Date.now();
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 31_000);
		expect(idsOf(await poller.activate('update'))).toEqual(ids);
		clock.mockRestore();
	});

	it('goes on from its first poll, though n8n’s durable scheduler stores nothing of it', async () => {
		receive(2);
		const poller = suite.poller();
		await poller.activate();
		poller.stored = {};
		const ids = receive(1);
		expect(idsOf(await poller.activate('update'))).toEqual(ids);
	});

	it('catches up thousands of messages, oldest first, at an n8n without a budget too', async () => {
		const poller = suite.poller({}, { budgetMs: null });
		await poller.activate();
		const ids = receive(2500);
		const emitted: number[] = [];
		let polls = 0;
		for (; emitted.length < ids.length && polls < 10; polls++) {
			emitted.push(...idsOf(await poller.poll()));
		}
		expect(emitted).toEqual(ids);
		expect(polls).toBeGreaterThan(1);
	});

	test('keeps no secret in its state, logs or items', async () => {
		const { secret } = suite.gateway;
		suite.gateway.settings.echoSecret = true;
		const poller = suite.poller();
		await poller.activate();
		receive(2);
		const seen: unknown[] = [await poller.poll(), poller.stored, poller.logs];
		for (const kind of ['500', '502-html', 'html-200', 'redirect', 'cut-after'] as const) {
			suite.gateway.fault({ kind, times: 2 });
			const error = (await poller.poll().catch((thrown: unknown) => thrown)) as NodeApiError;
			suite.gateway.clearFaults();
			expect(error.constructor.name).toBe('NodeApiError');
			seen.push(error.message, error.description, error.stack, { ...error });
		}
		expect(JSON.stringify(seen)).not.toContain(secret);
	});
});

describe('a gateway that does not answer as it should at the activation', () => {
	test.each(['[]', '404'] as const)(
		'with an empty list (%s) once is looked at again: history stays history',
		async (emptyList) => {
			const history = receive(300).length;
			const { state, settings } = suite.gateway;
			settings.emptyList = emptyList;
			const hidden = state.received.splice(0);
			suite.gateway.onRequest(() => {
				if (suite.gateway.requests.length === 2) state.received.push(...hidden.splice(0));
			});
			const poller = suite.poller();
			expect(await poller.activate()).toBeNull();
			expect(state.received).toHaveLength(history);
			const ids = receive(2);
			expect(idsOf(await poller.poll())).toEqual(ids);
		},
	);

	test('with an empty list for longer takes what is older for history', async () => {
		receive(300, { created: Math.floor(Date.now() / 1000) - 3600 });
		const { state } = suite.gateway;
		const hidden = state.received.splice(0);
		const poller = suite.poller();
		expect(await poller.activate()).toBeNull();
		state.received.push(...hidden);
		const ids = receive(2);
		expect(idsOf(await poller.poll())).toEqual(ids);
		expect(await poller.poll()).toBeNull();
	});

	test('is waited for when n8n itself starts, and tells a person at once', async () => {
		const stored = (await activated()).stored;
		const ids = receive(2);
		suite.gateway.fault({ kind: '500', times: 4 });
		await expect(suite.poller({}, { stored }).activate()).rejects.toThrow(/\(500|HTTP 500/);
		const poller = suite.poller({}, { stored });
		expect(await poller.activate('init')).toBeNull();
		expect(poller.logs.join()).toContain('The next poll tries again');
		expect(idsOf(await poller.poll())).toEqual(ids);
	});

	test('with a wrong secret fails in both cases', async () => {
		const secret = 'f00dfeed'.repeat(5);
		for (const mode of ['init', 'activate'] as const) {
			await expect(suite.poller({}, { secret }).activate(mode)).rejects.toThrow(/\(401\)/);
		}
	});
});

const activated = async () => {
	const poller = suite.poller();
	await poller.activate();
	return poller;
};

describe('"Fetch Test Event"', () => {
	it.each(['newest', 'oldest'] as const)('gives the newest match, %s first', async (order) => {
		suite.gateway.settings.listOrder = order;
		receive(230);
		const [id] = receive(1, { message: 'The one' });
		receive(260);
		const poller = suite.poller({ filters: containing('the one') });
		expect(idsOf(await poller.fetchTestEvent())).toEqual([id]);
	});

	test('changes nothing: what it shows still comes when the workflow is active', async () => {
		const poller = suite.poller();
		await poller.activate();
		const { stored } = poller;
		const ids = receive(2);
		expect(idsOf(await poller.fetchTestEvent())).toEqual(ids.slice(-1));
		expect(poller.stored).toEqual(stored);
		expect(idsOf(await poller.poll())).toEqual(ids);
	});

	test('says so when there is no message', async () => {
		await expect(suite.poller().fetchTestEvent()).rejects.toThrow(
			'WatX lists no received message yet',
		);
	});

	test('says so when none passes the filters', async () => {
		receive(12);
		const poller = suite.poller({ filters: { chatType: 'group' } });
		await expect(poller.fetchTestEvent()).rejects.toThrow(
			'None of the newest 12 received messages passes the filters',
		);
	});
});

test('the account list leads back to all accounts, shows numbers and is searched', async () => {
	const credentials = { watXApi: { baseUrl: suite.gateway.url, secret: suite.gateway.secret } };
	const search = { method: 'searchAccountPhones', nodeType: TRIGGER, credentials };
	const { results } = await suite.engine.searchList(search);
	expect(results[0]).toEqual({ name: 'All accounts', value: '' });
	expect(results).toContainEqual({ name: '+919700000001', value: '+919700000001' });
	expect(results).toHaveLength(3);
	const found = await suite.engine.searchList({ ...search, filter: '0002' });
	expect(found.results.map(({ value }) => value)).toEqual(['+919700000002']);
});
