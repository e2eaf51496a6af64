import type { IDataObject } from 'n8n-workflow';
import { startSuite, type Suite } from '../suite';
import { delivered, people } from './people';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

const from = (value: string, mode = 'id', settings = {}, options: IDataObject = {}) =>
	suite.sendNode({ account: { __rl: true, mode, value }, options } as never, settings);
const lookUps = () => suite.gateway.requests.filter(({ path }) => path === 'get/wa.accounts');
const accountsOf = () =>
	suite.gateway.requests
		.filter(({ path }) => path === 'send/whatsapp')
		.map(({ fields }) => fields.account);

describe('an account that is given by its phone number', () => {
	it.each(['id', 'phone'])('is looked up once per run (mode %s)', async (mode) => {
		const other = suite.gateway.addAccount();
		const items = people(20).map((item, i) => ({
			...item,
			account: [suite.account.phone, other.phone, other.unique][i % 3],
		}));
		const result = await suite.run(from('={{ $json.account }}', 'id'), items);
		expect(result.error).toBeUndefined();
		expect(lookUps()).toHaveLength(1);
		expect([...accountsOf()].sort()).toEqual(
			items.map((_, i) => (i % 3 === 0 ? suite.account.unique : other.unique)).sort(),
		);
		const plain = suite.account.phone.replace(/^\+(\d\d)(\d{3})/, '$1 $2-');
		expect((await suite.run(from(plain, mode), people(2))).error).toBeUndefined();
		expect(lookUps()).toHaveLength(2);
	});

	it('shares order and pace with the same account given by ID', async () => {
		const [{ to }] = people(1);
		const items = Array.from({ length: 8 }, (_, i) => ({
			to,
			text: `Text ${i}`,
			account: i % 2 === 0 ? suite.account.phone : suite.account.unique,
		}));
		await suite.run(from('={{ $json.account }}'), items);
		expect(delivered(suite.gateway)).toEqual(items.map(({ text }) => text));
		const sends = suite.gateway.requests.filter(({ path }) => path === 'send/whatsapp');
		for (const [i, { finishedAt = Infinity }] of sends.slice(0, -1).entries()) {
			expect(sends[i + 1].startedAt).toBeGreaterThanOrEqual(finishedAt);
		}
	});

	it('is refused when no linked account has the number, and the linked ones are named', async () => {
		suite.gateway.addAccount({ phone: '+4915112345678' });
		const { error } = await suite.run(from('+91 111 222 3334'), people(2));
		expect(error?.message).toContain('No linked account has the phone number +911112223334');
		expect(error?.description).toContain(suite.account.phone);
		expect(error?.description).toContain('+4915112345678');
		expect(accountsOf()).toEqual([]);
		suite.gateway.state.accounts = [];
		const none = await suite.run(from('+91 111 222 3334'), people(1));
		expect(none.error?.description).toContain('No WhatsApp account is linked');
	});

	it('fails the items that name it, and no other', async () => {
		const items = people(4).map((item, i) => ({
			...item,
			account: i === 1 ? '+911112223334' : suite.account.phone,
		}));
		const node = from('={{ $json.account }}', 'id', { onError: 'continueRegularOutput' });
		const result = await suite.run(node, items);
		expect(result.items('WatX').map(({ json }) => json.status === 'failed')).toEqual([
			...[false, true, false, false],
		]);
		expect(result.items('WatX')[1].json.recipient).toBe(people(4)[1].to);
	});

	it('is the connected one of two accounts with one number', async () => {
		const { phone } = suite.account;
		suite.account.status = 'disconnected';
		const again = suite.gateway.addAccount({ phone });
		await suite.run(from(phone), people(1));
		expect(accountsOf()).toEqual([again.unique]);
	});

	it('must be a number in the mode for numbers', async () => {
		const { error } = await suite.run(from('Shop', 'phone'), people(1));
		expect(error?.message).toMatch(/"Shop" in "(?:Account|From)" is not a phone number/);
	});

	it.each(['the shop', '+91'])('is offered where %p is given', async (value) => {
		const { error } = await suite.run(from(value), people(1));
		expect(error?.message).toMatch(/in "From" is neither the phone number nor the unique ID/);
		expect(error?.description).toContain('enter its own phone number with "+" and country code');
	});

	it('names the permission that the look-up needs', async () => {
		const secret = suite.gateway.addKey(['wa_send']);
		const { error } = await suite.run(from(suite.account.phone), people(1), secret);
		expect(`${error?.message} ${error?.description}`).toContain('get_wa_accounts');
		expect(accountsOf()).toEqual([]);
	});

	it('will do for every operation that takes an account', async () => {
		const { gateway, engine } = suite;
		gateway.state.groups.push({
			unique: suite.account.unique,
			gid: '1234567890@g.us',
			name: 'Team',
			contacts: [],
		});
		const account = { __rl: true, mode: 'id', value: suite.account.phone };
		const of = (resource: string, operation: string, more = {}) =>
			engine.node({ resource, operation, account, ...more } as never, {
				name: 'WatX',
				type: 'n8n-nodes-watx.watX',
			});
		const groups = await suite.run(of('group', 'getMany'), [{}]);
		expect(JSON.stringify(groups.items('WatX')[0]?.json)).toContain('Team');
		const bulk = of('message', 'sendBulk', {
			campaignName: 'Autumn',
			recipientsFrom: 'items',
			recipients: '={{ $json.to }}',
			message: 'The same to all',
		});
		expect((await suite.run(bulk, people(3))).error).toBeUndefined();
		expect(gateway.state.campaigns).toHaveLength(1);
		expect((await suite.run(of('account', 'delete'), [{}])).error).toBeUndefined();
		expect(gateway.state.accounts).toEqual([]);
	});
});
