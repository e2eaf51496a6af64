import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { startSuite, type Suite } from '../suite';
import { phone } from './people';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
afterAll(async () => await suite.close());

/** Timers may fire a moment early by the clock that the gateway reads. */
const EARLY_MS = 2;
const UNSUBSCRIBED = 3;
/** Two texts were sent before to everybody; the others are new. */
const SENT_BEFORE = 2;

interface Message {
	person: number;
	text: number;
	account: number;
}

/** Items to four people, one of whom has unsubscribed, from two accounts, with texts that repeat. */
const messages = (texts: { min: number; max: number }, maxLength: number) =>
	fc.array(
		fc.record<Message>({
			person: fc.nat(UNSUBSCRIBED),
			text: fc.integer(texts),
			account: fc.nat(1),
		}),
		{ minLength: 1, maxLength },
	);

const OPTIONS = {
	priority: 2,
	skipWhenAlreadySent: 24,
	skipUnsubscribed: true,
	checkBeforeSending: 'skip',
	waitForStatus: 600,
};

const isNew = ({ person, text }: Message) => person !== UNSUBSCRIBED && text >= SENT_BEFORE;
const keyOf = ({ to, text }: IDataObject) => `${String(to)} ${String(text)}`;
const postsOf = () => suite.gateway.requests.filter(({ path }) => path === 'send/whatsapp');

/** Runs the items with every option that holds messages back, and these. */
async function send(all: Message[], options: IDataObject) {
	suite.reset();
	const { gateway } = suite;
	const accounts = [suite.account, gateway.addAccount()];
	for (let person = 0; person <= UNSUBSCRIBED; person++) {
		for (let text = 0; text < SENT_BEFORE; text++) {
			gateway.state.sent.push(sentBefore(person, text));
		}
	}
	gateway.state.unsubscribed.push({ id: 1, phone: phone(UNSUBSCRIBED), created: now() });
	gateway.onRequest(({ path }) => {
		if (path === 'get/wa.message') gateway.deliverPending();
	});
	const items = all.map(({ person, text, account }) => ({
		to: phone(person),
		text: `Text ${text}`,
		account: accounts[account].unique,
	}));
	const node = suite.sendNode(
		{
			account: { __rl: true, mode: 'id', value: '={{ $json.account }}' },
			options: { ...OPTIONS, ...options } as never,
		},
		{ onError: 'continueRegularOutput' },
	);
	const result = await suite.run(node, items);
	expect(result.error).toBeUndefined();
	return { items, outputs: result.items('WatX').map(({ json }) => json) };
}

const now = () => Math.floor(Date.now() / 1000);

const sentBefore = (person: number, text: number) => ({
	...{
		id: 1000 + person * SENT_BEFORE + text,
		account: suite.account.phone,
		recipient: phone(person),
	},
	...{
		type: 'text',
		message: `Text ${text}`,
		attachment: false as const,
		status: 'sent' as const,
		api: true,
	},
	created: now() - 3600,
});

it('what is sent keeps the order and the pace of its account, whatever is held back between', async () => {
	const pace = fc.constantFrom(
		{ delayBetweenMessages: 0.012 },
		{ messagesPerBatch: 1, pauseBetweenBatches: 0.012 },
		{ messagesPerBatch: 3, pauseBetweenBatches: 0.012 },
	);
	const places = fc.integer({ min: 1, max: 9 });
	await fc.assert(
		fc.asyncProperty(messages({ min: 0, max: 4 }, 16), pace, places, async (all, own, max) => {
			const { items, outputs } = await send(all, { ...own, maxConcurrency: max });
			const posts = postsOf();
			const keys = posts.map(({ fields }) => keyOf({ to: fields.recipient, text: fields.message }));
			const wanted = new Set(items.filter((_, i) => isNew(all[i])).map(keyOf));
			expect([...keys].sort()).toEqual([...wanted].sort());
			const sent = outputs.filter(({ status }) => status === 'sent');
			expect(sent).toHaveLength(wanted.size);
			expect(outputs.filter(({ status }) => status === 'skipped')).toHaveLength(
				items.length - wanted.size,
			);
			for (const account of new Set(items.map((item) => item.account))) {
				const asked = posts.filter(({ fields }) => fields.account === account);
				for (const to of new Set(items.map((item) => item.to))) {
					const texts = asked.filter(({ fields }) => fields.recipient === to);
					const theirs = items.filter((item) => item.account === account && item.to === to);
					const at = texts.map(({ fields }) =>
						theirs.findIndex(({ text }) => text === fields.message),
					);
					expect(at).toEqual([...at].sort((a, b) => a - b));
				}
				const batch = own.messagesPerBatch ?? 1;
				for (let first = batch; first < asked.length; first += batch) {
					const before = asked.slice(0, first).map(({ finishedAt }) => finishedAt ?? Infinity);
					expect(asked[first].startedAt - Math.max(...before)).toBeGreaterThanOrEqual(
						12 - EARLY_MS,
					);
				}
			}
		}),
		{ numRuns: 12 },
	);
});

it('what is held back uses up no pace: a run that owes no pause ends without one', async () => {
	const batch = fc.integer({ min: 1, max: 3 });
	await fc.assert(
		fc.asyncProperty(messages({ min: 0, max: 1 }, 20), batch, fc.nat(20), async (all, size, at) => {
			// In their account all go to one person but the first, who has unsubscribed: so they keep their order.
			const first = all.findIndex(({ account }) => account === 0);
			for (const [i, message] of all.entries())
				if (message.account === 0) message.person = i === first ? UNSUBSCRIBED : 0;
			// As many new messages as go out without a pause, the last of them behind all that is held back.
			const fresh = Array.from({ length: size }, (_, i) => ({
				person: 0,
				text: 10 + i,
				account: 0,
			}));
			const twice = fresh.slice(0, -1).flatMap((message) => [message, message]);
			const [last] = fresh.slice(-1);
			const mixed = [...all.slice(0, at), ...twice, ...all.slice(at), last];
			const { outputs } = await send(mixed, { messagesPerBatch: size, pauseBetweenBatches: 3600 });
			expect(postsOf()).toHaveLength(size);
			expect(outputs.filter(({ status }) => status === 'skipped')).toHaveLength(
				mixed.length - size,
			);
			await send([...all, last], { delayBetweenMessages: 3600 });
			expect(postsOf()).toHaveLength(1);
		}),
		{ numRuns: 12 },
	);
});

it('a rehearsal sends nothing and waits for nothing', async () => {
	await fc.assert(
		fc.asyncProperty(messages({ min: 0, max: 4 }, 20), fc.boolean(), async (all, isBatch) => {
			const pace = isBatch
				? { messagesPerBatch: 1, pauseBetweenBatches: 3600 }
				: { delayBetweenMessages: 3600, maxDelayBetweenMessages: 7200 };
			const { items, outputs } = await send(all, { ...pace, rehearsal: true });
			expect(postsOf()).toEqual([]);
			const wanted = new Set(items.filter((_, i) => isNew(all[i])).map(keyOf));
			expect(outputs.filter(({ status }) => status === 'rehearsed')).toHaveLength(wanted.size);
		}),
		{ numRuns: 12 },
	);
});

it('looks up once per run, however many items there are', async () => {
	const all = Array.from({ length: 60 }, (_, i) => ({
		person: i % 4,
		text: i % 5,
		account: i % 2,
	}));
	const lookUps = () =>
		suite.gateway.requests.filter(({ path }) => !/^send|wa\.message$/.test(path)).length;
	await send(all.slice(0, 1), { skipUnsubscribed: true });
	const ofOne = lookUps();
	await send(all, {});
	expect(ofOne).toBeGreaterThan(0);
	expect(lookUps()).toBe(ofOne);
});
