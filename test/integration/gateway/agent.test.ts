import { UNCERTAIN } from '../../emulator';
import { byId } from '../actions/act';
import { startSuite, type Suite } from '../suite';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

const MOST_TURNS = 3;

/** A model that repeats what failed, unless it reads that it may have been done. Gives what it read. */
async function persist(via: 'engine' | 'invoke'): Promise<string[]> {
	const read: string[] = [];
	while (read.length < MOST_TURNS) {
		const tool = await suite.engine.runAsTool(
			{
				...{ resource: 'message', operation: 'send', account: byId(suite.account.unique) },
				...{ recipient: '+919876543210', message: "={{ $fromAI('text', 'What to say') }}" },
			},
			{ text: 'See you at 7' },
			{
				node: { type: 'n8n-nodes-watx.watX', name: 'WhatsApp' },
				...{ via, credentials: suite.credentials() },
			},
		);
		read.push(tool.response ?? tool.result.error?.message ?? '');
		if (/not known whether|Do not send it again|"status"/.test(read.at(-1) ?? '')) break;
	}
	return read;
}

describe.each(['engine', 'invoke'] as const)("an agent's model (%s)", (via) => {
	it.each(Object.entries(UNCERTAIN))('sends one message through %s', async (_name, rule) => {
		suite.gateway.fault({ ...rule, times: Infinity, match: { path: 'send/whatsapp' } });
		const read = await persist(via);
		expect(suite.gateway.accepted).toHaveLength(1);
		expect(read).toEqual([
			expect.stringMatching(/It is not known whether the message was sent: .*\. Check Get Sent/),
		]);
	});

	it('sends one message that the gateway has stored', async () => {
		suite.gateway.say('serversUnreachable', undefined, {
			...{ times: Infinity, process: true, data: { messageId: 77 } },
		});
		const [text, ...more] = await persist(via);
		expect(text).toMatch(
			/has stored it as message 77 and sends it later: .*Do not send it again\./,
		);
		expect(more).toEqual([]);
		expect(suite.gateway.accepted).toHaveLength(1);
	});

	it('reads what to do where nothing was sent', async () => {
		suite.gateway.say('accountDisconnected', undefined, { times: Infinity });
		const [text] = await persist(via);
		expect(text).toMatch(/WhatsApp account is disconnected! \(500\)\. .*link it again/);
	});
});
