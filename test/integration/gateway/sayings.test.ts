import { WORDS, type Saying } from '../../emulator';
import { startSuite, type Suite } from '../suite';
import { actionNode } from '../actions/act';
import { changes, ofToken, reads, scenes, sends, type Scene } from './operations';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

interface Row {
	says: Saying;
	/** The operations that can meet it. */
	scenes: Scene[];
	advice: RegExp;
	/** Nothing was done, so that Retry On Fail asks again. */
	isProven?: true;
	/** What stands in the message besides the words. */
	means?: string;
	/** A fault that passes, so that a call that only reads is made once more by itself. */
	passes?: true;
	/** Whether an operation with an ID names it, because the gateway may say this of an ID that it does not have. */
	isOfId?: true;
}

const [bulk] = sends.slice(1);
const withSecret = scenes.filter((scene) => !ofToken.includes(scene));
const ofAccount = scenes.filter(({ parameters }) => 'account' in parameters);

/** The section "What the gateway says" of the contract, row by row. */
const rows: Row[] = [
	{
		says: 'noSuchCall',
		scenes,
		advice: /operator of the gateway/,
		isProven: true,
		means: 'this WatX installation does not offer the call "PATH"',
	},
	{
		says: 'invalidToken',
		scenes: ofToken.slice(0, 1),
		advice: /Create a new link/,
		isProven: true,
		means: 'the code has expired: link again',
	},
	{
		says: 'accountDisconnected',
		scenes: [...sends, ...ofAccount.slice(-2)],
		advice: /link it again/,
		isProven: true,
	},
	{
		says: 'accountMissing',
		scenes: ofAccount,
		advice: /Look up the ID again/,
		isProven: true,
		isOfId: true,
	},
	{ says: 'invalidPhone', scenes: sends, advice: /country code/, isProven: true },
	{ says: 'messageTooShort', scenes: sends, advice: /6 bytes/, isProven: true },
	{ says: 'messageTooLong', scenes: sends, advice: /shorter/, isProven: true },
	{ says: 'campaignTooShort', scenes: [bulk], advice: /4 characters/, isProven: true },
	{ says: 'noChatsQueued', scenes: [bulk], advice: /numbers/, isProven: true },
	{ says: 'maximumChats', scenes: sends, advice: /plan/, isProven: true },
	{ says: 'notSubscribed', scenes: withSecret, advice: /plan/, isProven: true },
	{ says: 'subscriptionExpired', scenes: withSecret, advice: /plan/, isProven: true },
	{
		says: 'noPermissionToUse',
		scenes: withSecret,
		advice: /belongs to this user/,
		isProven: true,
		isOfId: true,
	},
	{ says: 'invalidParameters', scenes, advice: /Check the values/, isProven: true, isOfId: true },
	{ says: 'invalidSecret', scenes: withSecret, advice: /Tools → API Keys/, isProven: true },
	{
		says: 'notPermitted',
		scenes: withSecret,
		advice: /lacks the permission "PERMISSION"/,
		isProven: true,
	},
	{ says: 'priorityFailed', scenes: sends, advice: /marked it as failed/ },
	{ says: 'serversUnreachable', scenes, advice: /Try again later/, passes: true, isOfId: true },
	{ says: 'somethingWrong', scenes, advice: /Try again later/, passes: true, isOfId: true },
];

const cases = rows.flatMap((row) =>
	row.scenes.map((scene): [string, string, Row, Scene] => [row.says, scene.place, row, scene]),
);

/** Runs an operation with Retry On Fail, twice at most, on a gateway that says this and nothing else. */
async function hear({ place, parameters, endpoint }: Scene, says: Saying, data?: unknown) {
	suite.gateway.say(says, { path: endpoint.path }, { times: Infinity, data });
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const options = { ...(parameters.options as object), maxTries: 2 };
	const node = actionNode(suite, place, { ...parameters, options }, settings);
	const result = await suite.run(node, [{}]);
	const asked = suite.gateway.requests.filter(({ path }) => path === endpoint.path).length;
	return { error: result.error, asked };
}

it.each(cases)('"%s" on %s', async (_says, _place, row, scene) => {
	const { endpoint } = scene;
	const { error, asked } = await hear(scene, row.says);
	const said = `${WORDS[row.says].message} (${WORDS[row.says].status})`;
	const reason = row.means
		? `${row.means.replace('PATH', endpoint.path)} (the gateway says: ${said})`
		: said;
	const isRead = endpoint.effect === 'read';
	const isSure = isRead || row.isProven;
	const named = new RegExp(row.isOfId ? '(\\. The ID was "[^"]+"|)$' : '()$');
	const [ofId] = named.exec(error?.message ?? '') ?? [''];
	const message = error?.message.slice(0, -ofId.length || undefined);
	if (isSure) expect(message).toBe(`WatX could not ${endpoint.task}: ${reason}`);
	else {
		expect(message).toMatch(/^It is not known whether .*\. (?:Check|Look) [^.]*\.?$/);
		expect(message).toContain(`: ${reason}. `);
	}
	const advice = new RegExp(row.advice.source.replace('PERMISSION', endpoint.permission));
	expect(error?.description).toMatch(advice);
	expect((error as { context?: { itemIndex?: number } }).context?.itemIndex).toBe(0);
	const eachTime = isRead && row.passes ? 2 : 1;
	expect(asked).toBe(isSure ? 2 * eachTime : 1);
	expect(suite.gateway.state.sent).toHaveLength(0);
});

it.each([
	[sends[0].place, sends[0], { messageId: 77 }, ' as message 77'],
	[bulk.place, bulk, { messageId: 77 }, ' as message 77'],
	[bulk.place, bulk, { campaignId: 5, messageIds: { 0: 77, 2: 78 } }, ' as messages 77 and 78'],
	[bulk.place, bulk, { campaignId: 5 }, ' as campaign 5'],
	[sends[0].place, sends[0], { messageId: '9007199254740993' }, ' as message 9007199254740993'],
] as Array<[string, Scene, object, string]>)(
	'a failure on %s that has stored it is never repeated',
	async (_place, scene, data, stored) => {
		const { error, asked } = await hear(scene, 'serversUnreachable', data);
		expect(error?.message).toBe(
			`WatX could not ${scene.endpoint.task} at once, but the gateway has stored it${stored} and sends it later: Unable to connect to WhatsApp servers! (500). Do not send it again.`,
		);
		expect(asked).toBe(1);
		const ids = stored.match(/\d+/g);
		expect(
			Object.values((error as { context: object }).context)
				.flat()
				.map(String),
		).toEqual(expect.arrayContaining(ids ?? []));
	},
);

it.each(changes)('$place says that an unknown ID may be the cause', async (scene) => {
	const { error } = await hear(scene, 'somethingWrong');
	expect(error?.description).toMatch(/an ID that it does not have/);
});

it.each(reads)('$place takes words for words, whatever the code', async (scene) => {
	const { path } = scene.endpoint;
	const message = WORDS.noSuchCall.message;
	suite.gateway.fault({ kind: 'status', status: 500, message, times: Infinity });
	const { error } = await suite.run(actionNode(suite, scene.place, scene.parameters), [{}]);
	expect(error?.message).toContain(`does not offer the call "${path}"`);
	expect(suite.gateway.requests.filter((request) => request.path === path)).toHaveLength(1);
});
