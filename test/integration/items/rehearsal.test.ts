import type { IDataObject } from 'n8n-workflow';
import { startSuite, type Suite } from '../suite';
import { people, phone } from './people';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

const rehearsing = (parameters = {}, options: IDataObject = {}, settings = {}) =>
	suite.sendNode({ ...parameters, options: { rehearsal: true, ...options } } as never, settings);
const postsOf = () => suite.gateway.requests.filter(({ method }) => method === 'POST');
const hintsOf = (result: { hints: Array<{ message: string }> }) =>
	result.hints.map(({ message }) => message);

describe('Rehearsal', () => {
	it('shows what would be sent and sends nothing', async () => {
		const items = [...people(3), people(3)[1]].map((item, i) =>
			i === 0 ? { ...item, to: '+91 98765-00000' } : item,
		);
		const result = await suite.run(rehearsing(), items);
		const outputs = result.items('WatX').map(({ json }) => json);
		expect(outputs[0]).toEqual({
			messageId: null,
			status: 'rehearsed',
			recipient: phone(0),
			gatewayMessage: null,
			messageType: 'text',
			message: items[0].text,
			account: suite.account.unique,
			accountStatus: 'connected',
			attachment: null,
		});
		expect(outputs.map(({ duplicateOf }) => duplicateOf)).toEqual([
			...[undefined, undefined, undefined, 1],
		]);
		expect(hintsOf(result)).toEqual([
			'Rehearsal: nothing was sent. 4 messages would have been sent, 1 of them the same as an earlier one to the same recipient.',
		]);
		expect(postsOf()).toEqual([]);
		expect(suite.gateway.accepted).toEqual([]);
	});

	it('finds what is wrong with an item', async () => {
		const items = [{ to: 'nobody', text: 'Hello you' }, { to: phone(1), text: '' }, people(3)[2]];
		const node = rehearsing({}, {}, { onError: 'continueRegularOutput' });
		const result = await suite.run(node, items);
		const outputs = result.items('WatX').map(({ json }) => json);
		expect(outputs.map(({ status }) => status)).toEqual(['failed', 'failed', 'rehearsed']);
		expect(postsOf()).toEqual([]);
	});

	it('opens a file and uploads nothing of it', async () => {
		const facts = { fileName: 'offer.pdf', mimeType: 'application/pdf' };
		const data = await suite.engine.binary.write(Buffer.from('%PDF 1.4 offer'), facts);
		const [json] = people(1);
		const result = await suite.run(rehearsing({ messageType: 'document' }), [
			{ json, binary: { data } },
		]);
		expect(result.items('WatX')[0].json).toMatchObject({
			status: 'rehearsed',
			attachment: { ...facts, fileSize: 14 },
		});
		expect(postsOf()).toEqual([]);
	});

	it('tells the state of the account, also of one that is not there', async () => {
		suite.account.status = 'disconnected';
		const one = await suite.run(rehearsing(), people(1));
		expect(one.items('WatX')[0].json.accountStatus).toBe('disconnected');
		suite.gateway.state.accounts = [];
		const other = await suite.run(rehearsing(), people(1));
		expect(other.items('WatX')[0].json.accountStatus).toBe('not linked');
		const secret = suite.gateway.addKey(['wa_send']);
		const third = await suite.run(rehearsing(), people(1), secret);
		expect(third.items('WatX')[0].json.accountStatus).toBeNull();
	});

	it('needs no pace, and no attempt of Retry On Fail sends anything', async () => {
		const node = rehearsing(
			{},
			{ delayBetweenMessages: 600, skipWhenAlreadySent: 24 },
			{ retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		);
		await suite.run(node, [...people(5), { to: 'nobody', text: 'Hello you' }]);
		expect(postsOf()).toEqual([]);
	});

	it.each(['list', 'items'])('shows a campaign, its recipients from %s', async (recipientsFrom) => {
		const bulk = rehearsing({
			operation: 'sendBulk',
			campaignName: 'Autumn',
			recipientsFrom,
			recipients: '={{ $json.to }}',
			message: 'The same to all',
		});
		const result = await suite.run(bulk, people(3));
		for (const [i, { json }] of result.items('WatX').entries()) {
			expect(json).toMatchObject({
				status: 'rehearsed',
				campaignName: 'Autumn',
				recipients: [phone(i)],
				message: 'The same to all',
				accepted: 0,
			});
		}
		expect(hintsOf(result)).toEqual([
			'Rehearsal: nothing was sent. 3 messages would have been sent.',
		]);
		expect(postsOf()).toEqual([]);
		expect(suite.gateway.state.campaigns).toEqual([]);
	});
});
