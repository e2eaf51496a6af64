import type { INodeParameters } from 'n8n-workflow';
import { startSuite, type Suite } from '../suite';
import { act, actionNode, byId } from './act';
import { scenes } from './scenes';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

/** The operations whose scene asks the gateway to change something, by the path it asks. */
const changing = (path: string) => /^(create|delete|remote)\//.test(path);

it.each(['500', '429', 'cut-after', 'cut-before', 'truncated', 'redirect'] as const)(
	'every change is made once whatever happens (%s)',
	async (kind) => {
		const made: string[] = [];
		for (const [place, { play }] of Object.entries(scenes)) {
			suite.reset();
			const { parameters } = play(suite);
			const fault = suite.gateway.fault({
				kind,
				times: Infinity,
				match: { when: ({ path }) => changing(path) },
			});
			const { error } = await act(suite, place, parameters);
			if (fault.hits === 0) continue;
			made.push(place);
			expect([place, fault.hits]).toEqual([place, 1]);
			expect([place, error?.message]).toEqual([
				place,
				expect.stringMatching(/^(?:WatX could not|It is not known whether WatX did) /),
			]);
		}
		expect(made).toEqual(
			Object.keys(scenes).filter((place) => /: (delete|start|stop|link|relink)/.test(place)),
		);
	},
);

it('says that a delete whose answer is missing may have been made', async () => {
	const { id } = suite.gateway.receive();
	suite.gateway.fault({ kind: 'cut-after' });
	const { error } = await act(suite, 'message: deleteReceived', { messageId: String(id) });
	expect(suite.gateway.state.received).toEqual([]);
	expect(error?.message).toMatch(
		/^It is not known whether WatX did delete the received message: .*\. Look whether it was done before you do it again\.$/,
	);
});

/** Bad input by expression, as only the run can see it. */
const wrong: Array<[string, INodeParameters, RegExp]> = [
	['message: get', { messageId: 'abc' }, /^"abc" in "Message ID" is not an ID/],
	['message: get', { messageId: '' }, /^"Message ID" is empty/],
	['message: get', { direction: 'both', messageId: '1' }, /^"Direction" is "both", which/],
	['message: deleteSent', { messageId: '1,2' }, /^"1,2" in "Message ID" is not an ID/],
	['message: deleteReceived', { messageId: '-1' }, /^"-1" in "Message ID" is not an ID/],
	['account: delete', { account: byId('') }, /^"Account" is empty/],
	[
		'account: delete',
		{ account: byId('my phone') },
		/in "Account" is neither the phone number nor the unique ID of an account$/,
	],
	['account: link', { server: byId('x') }, /^"x" in "Server" is not an ID/],
	['campaign: start', { campaign: byId('Renewals') }, /^"Renewals" in "Campaign" is not an ID/],
	['campaign: stop', { campaign: byId('') }, /^"Campaign" is empty/],
	['group: getContacts', { account: byId('a'), group: byId('') }, /^"Group" is empty/],
	[
		'group: getContacts',
		{ account: byId('a'), group: byId('Team') },
		/^"Team" in "Group" is not the address/,
	],
	[
		'message: sendBulk',
		{ account: byId('a'), campaignName: ' ', recipients: '+919876543210', message: 'Hi' },
		/^"Campaign Name" is empty/,
	],
];

it.each(wrong)(
	'%s with %j is refused with the item, before a request',
	async (place, parameters, message) => {
		const computed = JSON.parse(JSON.stringify(parameters), (key, value: unknown) =>
			typeof value === 'string' && key !== 'mode' ? `={{ ${JSON.stringify(value)} }}` : value,
		) as INodeParameters;
		const { error } = await suite.run(actionNode(suite, place, computed), [{}]);
		expect(error?.message).toMatch(message);
		expect((error as { context?: { itemIndex?: number } }).context?.itemIndex).toBe(0);
		expect(suite.gateway.requests).toHaveLength(0);
	},
);
