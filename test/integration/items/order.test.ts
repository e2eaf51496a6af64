import fc from 'fast-check';
import type { FaultKind } from '../../emulator';
import { ACCEPTED } from '../../profile';
import { startSuite, type Suite } from '../suite';
import { holdRequests, idle } from './hold';
import { delivered, people, phone } from './people';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

/** What happens to a message: its fault, and whether the gateway takes the message all the same. */
const FAULTS: Array<[FaultKind | undefined, taken: boolean]> = [
	[undefined, true],
	['cut-after', true],
	['cut-before', false],
	['500', false],
	['truncated', true],
	['status', false],
	['429', true],
];

const messages = fc.array(
	fc.record({
		person: fc.nat(4),
		account: fc.nat(1),
		latency: fc.nat(12),
		fault: fc.oneof(
			{ weight: 3, arbitrary: fc.constant(FAULTS[0]) },
			{ weight: 1, arbitrary: fc.constantFrom(...FAULTS) },
		),
	}),
	{ minLength: 1, maxLength: 24 },
);

describe('many messages at once', () => {
	it('keep the order of each recipient; none goes twice, none gets lost in silence', async () => {
		await fc.assert(
			fc.asyncProperty(messages, fc.integer({ min: 1, max: 9 }), async (all, maxConcurrency) => {
				suite.reset();
				const { gateway } = suite;
				const accounts = [suite.account, gateway.addAccount()];
				const items = all.map(({ person, account }, i) => ({
					to: phone(person),
					text: String(i),
					account: accounts[account].unique,
				}));
				gateway.settings.minMessageBytes = 1;
				gateway.settings.latencyMs = ({ fields }) => all[Number(fields.message)].latency;
				for (const [i, { fault }] of all.entries()) {
					const when = ({ fields }: { fields: object }) =>
						'message' in fields && fields.message === String(i);
					const [kind] = fault;
					if (kind)
						gateway.fault({
							kind,
							status: kind === 'status' ? 400 : undefined,
							retryAfter: 0,
							match: { when },
						});
				}
				const node = suite.sendNode(
					{
						account: { __rl: true, mode: 'id', value: '={{ $json.account }}' },
						options: { maxConcurrency },
					},
					{ onError: 'continueRegularOutput' },
				);
				const result = await suite.run(node, items);

				const outputs = result.items('WatX');
				expect(result.error).toBeUndefined();
				expect(outputs.map(({ pairedItem }) => pairedItem)).toEqual(
					all.map((_, item) => ({ item })),
				);
				const taken = delivered(gateway);
				expect(new Set(taken).size).toBe(taken.length);
				expect([...taken].sort()).toEqual(
					all.flatMap(({ fault }, i) => (fault[1] ? [String(i)] : [])).sort(),
				);
				for (const [i, { json }] of outputs.entries()) {
					const [kind] = all[i].fault;
					if (!kind || kind === '429')
						expect(json).toMatchObject({ status: ACCEPTED.status, recipient: items[i].to });
					else expect(json).toMatchObject({ mayHaveHappened: kind !== 'status' });
				}
				expect(gateway.stats.maxInFlight).toBeLessThanOrEqual(maxConcurrency);
				for (const key of new Set(items.map(({ account, to }) => `${account} ${to}`))) {
					const asked = gateway.requests
						.filter(({ fields }) => `${String(fields.account)} ${String(fields.recipient)}` === key)
						.map(({ fields }) => Number(fields.message));
					expect(asked).toEqual([...asked].sort((a, b) => a - b));
				}
			}),
			{ numRuns: 25 },
		);
	}, 30_000);

	it('go out eight at a time unless told otherwise', async () => {
		const { gateway } = suite;
		const hold = holdRequests(gateway);
		const running = suite.run(suite.sendNode(), people(30));
		await hold.arrived(8);
		await idle();
		const { inFlight } = gateway.stats;
		hold.release();
		await running;
		expect(inFlight).toBe(8);
		expect(gateway.stats.maxInFlight).toBe(8);
	});

	it('wait for each other when they go to one recipient', async () => {
		suite.gateway.settings.latencyMs = 5;
		const texts = Array.from({ length: 12 }, (_, i) => `Text ${i}`);
		await suite.run(
			suite.sendNode(),
			texts.map((text) => ({ to: '+91 98765-43210', text })),
		);
		expect(delivered(suite.gateway)).toEqual(texts);
		expect(suite.gateway.stats.maxInFlight).toBe(1);
	});
});

describe('the first failure without Continue On Fail', () => {
	it('stops what has not begun, lets the rest finish, and says how far it came', async () => {
		const { gateway } = suite;
		gateway.settings.latencyMs = 10;
		const items = people(60).map((item, i) => (i === 20 ? { ...item, to: 'nobody' } : item));
		const { error } = await suite.run(suite.sendNode(), items);
		const sent = delivered(gateway).length;
		expect(error?.message).toMatch(/"nobody" of "Recipient" is not a phone number/);
		expect(error?.context?.itemIndex).toBe(20);
		expect(error?.description).toContain(
			`This is item 20, counting from 0. Of 60 items: ${sent} ${ACCEPTED.status}, 1 failed, ${59 - sent} not tried.`,
		);
		expect(sent).toBeGreaterThanOrEqual(13);
		expect(sent).toBeLessThan(30);
		expect(gateway.requests.every(({ status }) => status === 200)).toBe(true);
	});

	it('adds nothing to the error of a single item', async () => {
		const { error } = await suite.run(suite.sendNode(), [{ to: 'nobody', text: 'Hello' }]);
		expect(error?.description).not.toMatch(/item/);
	});
});
