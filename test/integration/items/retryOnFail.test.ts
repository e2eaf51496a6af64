import type { INode } from 'n8n-workflow';
import type { FaultRule } from '../../emulator';
import { ACCEPTED } from '../../profile';
import { startSuite, type Suite } from '../suite';
import { delivered, people, retryOnFail } from './people';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

const COUNT = 5;
const TEXTS = people(COUNT).map(({ text }) => text as string);
const MODES = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;
const POSITIONS = [0, 1, 2, 3, 4];

/** Spoils the message of one item so many times. */
function spoil(position: number, rule: FaultRule): void {
	const when = ({ fields }: { fields: object }) =>
		'message' in fields && fields.message === TEXTS[position];
	suite.gateway.fault({ ...rule, match: { when } });
}

/** One try in the package, so that all repetition is n8n's. */
const node = (settings: Partial<INode> = {}, maxConcurrency = 2): INode =>
	suite.sendNode({ options: { maxTries: 1, maxConcurrency } }, { ...retryOnFail, ...settings });

describe.each(MODES)('Retry On Fail, %s', (onError) => {
	it.each(POSITIONS)(
		'sends each message once when the gateway refused item %i at first',
		async (position) => {
			spoil(position, { kind: 'status', status: 400, times: 1 });
			const result = await suite.run(node({ onError }), people(COUNT));
			// With Continue On Fail n8n only repeats a node whose first item failed.
			const isRepeated = onError === 'stopWorkflow' || position === 0;
			const expected = TEXTS.filter((_, i) => isRepeated || i !== position);
			expect([...delivered(suite.gateway)].sort()).toEqual(expected);
			expect(result.error).toBeUndefined();
			expect(result.items('WatX')).toHaveLength(
				onError === 'continueErrorOutput' ? expected.length : COUNT,
			);
			expect(result.items('WatX', 1)).toHaveLength(
				onError === 'continueErrorOutput' ? COUNT - expected.length : 0,
			);
		},
	);

	it.each(POSITIONS)('does not send item %i again that may have gone out', async (position) => {
		spoil(position, { kind: 'cut-after', times: Infinity });
		const result = await suite.run(node({ onError }), people(COUNT));
		const texts = delivered(suite.gateway);
		expect(new Set(texts).size).toBe(texts.length);
		expect(texts).toContain(TEXTS[position]);
		const text =
			onError === 'stopWorkflow'
				? `${result.error?.message} ${result.error?.description}`
				: JSON.stringify([...result.items('WatX'), ...result.items('WatX', 1)]);
		expect(text).toMatch(
			/It is not known whether the message was sent: .*\. Check Get Sent before sending it again\./,
		);
		expect(text).toContain('Retry On Fail does not do it again by itself');
	});

	it.each(POSITIONS)('sends item %i again that surely did not go out', async (position) => {
		spoil(position, { kind: '429', retryAfter: 0, times: 2 });
		const result = await suite.run(node({ onError }), people(COUNT));
		if (onError === 'stopWorkflow' || position === 0) {
			expect([...delivered(suite.gateway)].sort()).toEqual(TEXTS);
			expect(result.items('WatX').map(({ json }) => json.recipient)).toEqual(
				people(COUNT).map(({ to }) => to),
			);
		} else {
			expect(delivered(suite.gateway)).toHaveLength(COUNT - 1);
		}
	});
});

describe('Retry On Fail', () => {
	it('gives the earlier result again and says so', async () => {
		spoil(4, { kind: 'status', status: 400, times: 1 });
		const result = await suite.run(node({}, 1), people(COUNT));
		const ids = result.items('WatX').map(({ json }) => json.messageId);
		expect(ids).toEqual(suite.gateway.accepted.map(({ id }) => id));
		expect(result.hints.map(({ message }) => message)).toContain(
			`Of 5 items: 5 ${ACCEPTED.status}. Retry On Fail did not repeat 4 of them: they had been done before.`,
		);
	});

	it('says only once how far it came, however often n8n tries', async () => {
		spoil(2, { kind: 'cut-after', times: Infinity });
		const { error } = await suite.run(node(), people(COUNT));
		const text = `${error?.message} ${error?.description}`;
		expect(text.match(/This is item 2/g)).toHaveLength(1);
		expect(text.match(/Retry On Fail does not do/g)).toHaveLength(1);
		expect(text.match(/It is not known whether item 2 happened/g)).toHaveLength(1);
		expect(text).toContain(`Of 5 items: 4 ${ACCEPTED.status}, 1 failed.`);
		expect(text).toContain('This was attempt 3 of Retry On Fail.');
	});

	it('sends no message again whose text is another one in each attempt', async () => {
		const changing = node({}, 1);
		changing.parameters.message = '={{ $json.text + " " + Math.random() }}';
		suite.gateway.fault({ kind: 'status', status: 400, match: { nth: 2 } });
		const result = await suite.run(changing, people(2));
		expect(result.error).toBeUndefined();
		const texts = delivered(suite.gateway);
		expect(texts.map((text) => text.slice(0, 6))).toEqual(TEXTS.slice(0, 2));
	});

	it('sends equal messages of different items', async () => {
		spoil(0, { kind: 'status', status: 400, times: 1 });
		const twins = Array.from({ length: 3 }, () => people(1)[0]);
		const result = await suite.run(node(), twins);
		expect(result.error).toBeUndefined();
		expect(delivered(suite.gateway)).toHaveLength(3);
	});

	it('sends again in a new execution, though the one before it failed', async () => {
		spoil(1, { kind: 'status', status: 400, times: Infinity });
		const failing = node({}, 1);
		expect((await suite.run(failing, people(2))).error).toBeDefined();
		expect(delivered(suite.gateway)).toEqual([TEXTS[0]]);
		suite.gateway.clearFaults();
		expect((await suite.run(failing, people(2))).error).toBeUndefined();
		expect(delivered(suite.gateway)).toEqual([TEXTS[0], TEXTS[0], TEXTS[1]]);
	});

	it('sends again in the next turn of a loop and in another node', async () => {
		const { engine } = suite;
		const workflow = engine.chain(
			engine.node({}, { type: 'n8n-nodes-base.noOp', name: 'Start' }),
			node({ name: 'WatX' }),
		);
		// Two ways from Start to the node make two runs of it, as two turns of a loop do.
		workflow.nodes.push({ ...node({ name: 'Second' }), id: 'second' });
		const target = (name: string) => ({ node: name, type: 'main' as const, index: 0 });
		workflow.connections.Start.main[0]?.push(target('WatX'), target('Second'));
		spoil(0, { kind: 'status', status: 400, times: 1 });
		const input = people(2).map((json) => ({ json }));
		const result = await engine.run(workflow, { input, credentials: suite.credentials() });
		expect(result.error).toBeUndefined();
		expect(result.nodeRuns('WatX')).toHaveLength(2);
		expect(result.nodeRuns('Second')).toHaveLength(1);
		for (const text of TEXTS.slice(0, 2)) {
			expect(delivered(suite.gateway).filter((one) => one === text)).toHaveLength(3);
		}
	});

	it('sends a file once', async () => {
		const fileName = 'offer.pdf';
		const mimeType = 'application/pdf';
		const input = await Promise.all(
			people(2).map(async (json) => {
				const content = Buffer.from(`%PDF ${String(json.text)}`);
				const data = await suite.engine.binary.write(content, { fileName, mimeType });
				return { json, binary: { data } };
			}),
		);
		spoil(1, { kind: 'status', status: 400, times: 1 });
		const sending = node({}, 1);
		sending.parameters.messageType = 'document';
		const result = await suite.run(sending, input);
		expect(result.error).toBeUndefined();
		expect(delivered(suite.gateway)).toEqual(TEXTS.slice(0, 2));
	});

	it('does not delete again what may be deleted already, and deletes the rest', async () => {
		const ids = [1, 2, 3, 4].map((i) => suite.gateway.receive({ message: `Old ${i}` }).id);
		const when = ({ query }: { query: object }) => 'id' in query && Number(query.id) === ids[1];
		suite.gateway.fault({ kind: 'cut-after', match: { when }, times: Infinity });
		const deleting = suite.engine.node(
			{ resource: 'message', operation: 'deleteReceived', messageId: '={{ $json.id }}' },
			{ name: 'WatX', type: 'n8n-nodes-watx.watX', ...retryOnFail },
		);
		const { error } = await suite.run(
			deleting,
			ids.map((id) => ({ id })),
		);
		expect(error?.message).toContain('It is not known whether item 1 happened');
		expect(error?.description).toContain('Of 4 items: 3 done, 1 failed.');
		expect(suite.gateway.requests.map(({ query }) => Number(query.id))).toEqual(ids);
	});

	it('does not create a campaign again that may have been created', async () => {
		suite.gateway.fault({ kind: 'cut-after', times: Infinity });
		const bulk = node();
		Object.assign(bulk.parameters, {
			operation: 'sendBulk',
			campaignName: 'Autumn',
			recipientsFrom: 'items',
			recipients: '={{ $json.to }}',
			message: 'The same to all',
		});
		const { error } = await suite.run(bulk, people(COUNT));
		expect(error?.description).toContain('Retry On Fail does not do it again by itself');
		expect(suite.gateway.requests).toHaveLength(1);
		expect(suite.gateway.state.campaigns).toHaveLength(1);
	});

	it('guards the call of an agent whose tool is called as a function', async () => {
		suite.gateway.fault({ kind: 'cut-after', times: Infinity });
		const parameters = {
			...suite.sendNode().parameters,
			recipient: "={{ $fromAI('to') }}",
			message: "={{ $fromAI('text') }}",
		};
		for (const via of ['engine', 'invoke'] as const) {
			Object.assign(suite.gateway.state, { sent: [], pending: [] });
			await suite.engine.runAsTool(parameters, people(1)[0], {
				via,
				node: { type: 'n8n-nodes-watx.watX', ...retryOnFail },
				credentials: suite.credentials(),
			});
			expect(delivered(suite.gateway)).toEqual([TEXTS[0]]);
		}
	});
});
