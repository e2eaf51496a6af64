/* eslint-disable @n8n/community-nodes/no-restricted-globals */
/**
 * Mutated answers through everything that talks to the gateway, on the real engine. The seed is part of each test's name.
 * `FUZZ_RUNS=2000 FUZZ_SEED=1 npm run fuzz` is a long run by hand.
 */
import * as fc from 'fast-check';
import type { INodeExecutionData } from 'n8n-workflow';
import { catalogue } from '../../../nodes/WatX/actions/catalogue';
import { actionNode } from '../actions/act';
import { scenes } from '../actions/scenes';
import { startSuite, type Suite } from '../suite';
import { badAnswer } from './answers';

const RUNS = Number(process.env.FUZZ_RUNS ?? 10);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
/** A run that hangs fails by this, whatever the machine does beside it. */
const TIMEOUT = 120_000 + RUNS * 2_000;

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
afterAll(async () => await suite.close());

const check = async <T>(answers: fc.Arbitrary<T>, run: (answer: T) => Promise<void>, runs = RUNS) =>
	await fc.assert(
		fc.asyncProperty(answers, async (answer) => {
			suite.reset();
			await run(answer);
		}),
		{ numRuns: runs, seed, endOnFailure: true },
	);

/** Words of the language instead of ours: somebody trusted an answer. */
const FOREIGN =
	/TypeError|RangeError|Cannot (read|convert|destructure)|is not (a function|iterable)|of (undefined|null)|Maximum call stack|Unexpected token/;

/** An error a user can act on, without the secret. */
function expectOurs(error: unknown): void {
	const { name, message, description } = error as Error & { description?: string };
	expect(['NodeApiError', 'NodeOperationError', 'WorkflowActivationError']).toContain(name);
	expect(`${message} ${description ?? ''}`).not.toMatch(FOREIGN);
	expectClean({ message, description });
}

function expectClean(value: unknown): void {
	expect(JSON.stringify(value) ?? '').not.toContain(suite.gateway.secret);
}

const operations = catalogue
	.flatMap(({ value, operations: all }) => all.map((operation) => `${value}: ${operation.value}`))
	// It looks for an answer for minutes, however bad the gateway's answers are.
	.filter((place) => place !== 'message: sendAndWait' && place !== 'message: waitForStatus');

describe(`seed ${seed}`, () => {
	it.each(operations)(
		'%s ends in outputs or in an error that a user can act on',
		async (place) => {
			await check(badAnswer, async (rule) => {
				const { parameters } = scenes[place].play(suite);
				suite.gateway.fault(rule);
				const node = actionNode(suite, place, {
					...parameters,
					options: { ...(parameters.options as object), maxTries: 2 },
				});
				const result = await suite.run(node, [{}]);
				if (result.error) expectOurs(result.error);
				expectClean(result.items('WatX').map(({ json }) => json));
				expectClean(result.hints);
			});
		},
		TIMEOUT,
	);

	it(
		'messages to several people: no item is lost, nobody is written to twice, with Retry On Fail, too',
		async () => {
			const rules = fc.record({
				rule: badAnswer,
				nth: fc.integer({ min: 1, max: 4 }),
				continues: fc.boolean(),
			});
			await check(rules, async ({ rule, nth, continues }) => {
				suite.gateway.fault({ ...rule, match: { path: 'send/whatsapp', nth } });
				const people = ['+919876543210', '+919123456789', '+4915112345678', '+33612345678'];
				const items = people.map((to) => ({
					json: { to, text: 'Hello!' },
				})) as INodeExecutionData[];
				const node = suite.sendNode(
					{},
					{
						retryOnFail: true,
						maxTries: 3,
						waitBetweenTries: 1,
						...(continues ? { onError: 'continueRegularOutput' as const } : {}),
					},
				);
				const result = await suite.run(node, items);
				if (result.error) expectOurs(result.error);
				else expect(result.items('WatX')).toHaveLength(people.length);
				const taken = suite.gateway.accepted.map(({ recipient }) => recipient);
				expect(new Set(taken).size).toBe(taken.length);
				expectClean(result.items('WatX').map(({ json }) => json));
			});
		},
		TIMEOUT,
	);

	it(
		'the trigger emits everything once as soon as the gateway is sound again',
		async () => {
			await check(fc.array(badAnswer, { minLength: 1, maxLength: 3 }), async (rules) => {
				const poller = suite.engine.poller(
					'n8n-nodes-watx.watXTrigger',
					{},
					{ credentials: suite.credentials() },
				);
				suite.gateway.receive({ message: 'Before the activation' });
				await poller.activate();
				const emitted: unknown[] = [];
				const poll = async () => {
					const items = await poller.poll().catch(expectOurs);
					emitted.push(...(items?.[0] ?? []).map(({ json }) => json.id));
				};
				const expected: number[] = [];
				for (const rule of rules) {
					expected.push(suite.gateway.receive({ message: 'While it fails' }).id);
					suite.gateway.fault({ ...rule, times: 1, match: { path: 'get/wa.received' } });
					await poll();
				}
				for (let i = 0; i < 12; i++) await poll();
				const known = emitted.filter((id) => expected.includes(id as number));
				expect([...known].sort()).toEqual([...expected].sort());
			});
		},
		TIMEOUT,
	);

	it.each(['searchAccounts', 'searchCampaigns', 'searchServers', 'searchGroups'])(
		'the list %s ends in entries with words or in an error that a user can act on',
		async (method) => {
			await check(badAnswer, async (rule) => {
				suite.gateway.fault(rule);
				const parameters = { account: { __rl: true, mode: 'id', value: suite.account.unique } };
				const search = { method, parameters, credentials: suite.credentials() };
				const list = await suite.engine.searchList(search).catch(expectOurs);
				for (const { name } of list?.results ?? []) expect(name.trim()).not.toBe('');
				expectClean(list);
			});
		},
		TIMEOUT,
	);

	it(
		'the credential test says in words what it found',
		async () => {
			await check(badAnswer, async (rule) => {
				suite.gateway.fault(rule);
				const result = await suite.engine.testCredential('watXApi', suite.credentials().watXApi);
				expect(result.message).toMatch(/\w{3,}/);
				expect(result.message).not.toMatch(FOREIGN);
				expectClean(result);
			});
		},
		TIMEOUT,
	);
});
