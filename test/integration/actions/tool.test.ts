import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ACCEPTED } from '../../profile';
import { startSuite, type Suite } from '../suite';
import { byId } from './act';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

const fromAi = (name: string, description: string, type = 'string') =>
	`={{ $fromAI('${name}', '${description}', '${type}') }}`;

const node = { type: 'n8n-nodes-watx.watX', name: 'WhatsApp' };
const ask = async (parameters: INodeParameters, args: IDataObject, via: 'engine' | 'invoke') => {
	const options = { node, via, credentials: suite.credentials() };
	return await suite.engine.runAsTool(parameters, args, options);
};
/** Both ways hand the agent the outputs as JSON text. */
const answerOf = (response: string | undefined) => JSON.stringify(JSON.parse(response ?? 'null'));

describe.each(['engine', 'invoke'] as const)('as the tool of an agent (%s)', (via) => {
	it('sends what the model wrote', async () => {
		const tool = await ask(
			{
				resource: 'message',
				operation: 'send',
				account: byId(suite.account.unique),
				recipient: fromAi('to', 'Phone number with + and country code'),
				message: fromAi('text', 'What to say'),
			},
			{ to: '+91 98765 43210', text: 'See you at 7 🙏' },
			via,
		);
		expect(tool.parameters).toMatchObject({
			to: 'Phone number with + and country code',
			text: 'What to say',
		});
		expect(suite.gateway.accepted).toMatchObject([
			{ recipient: '+919876543210', message: 'See you at 7 🙏' },
		]);
		expect(answerOf(tool.response)).toContain(`"status":"${ACCEPTED.status}"`);
	});

	it('takes IDs, numbers and choices from the model', async () => {
		suite.gateway.receive({ message: 'First', created: 1_700_000_000 });
		suite.gateway.receive({ message: 'Second' });
		const list = await ask(
			{
				resource: 'message',
				operation: 'getReceived',
				limit: fromAi('count', 'How many', 'number'),
			},
			{ count: 1 },
			via,
		);
		expect(answerOf(list.response)).toContain('"message":"Second"');
		expect(answerOf(list.response)).not.toContain('First');
		const { id } = suite.gateway.addCampaign();
		const stop = await ask(
			{
				resource: 'campaign',
				operation: 'stop',
				campaign: { __rl: true, mode: 'id', value: fromAi('campaign', 'Number of the campaign') },
			},
			{ campaign: String(id) },
			via,
		);
		expect(answerOf(stop.response)).toContain('"success":true');
		expect(suite.gateway.state.campaigns[0].status).toBe('paused');
	});

	it('tells the model of a number that is not on WhatsApp, and sends bulk to a list', async () => {
		suite.gateway.state.notOnWhatsApp.add('+919000000001');
		const check = await ask(
			{
				resource: 'phoneNumber',
				operation: 'validate',
				account: byId(suite.account.unique),
				phone: fromAi('phone', 'The number'),
			},
			{ phone: '+919000000001' },
			via,
		);
		expect(answerOf(check.response)).toContain('"valid":false');
		await ask(
			{
				resource: 'message',
				operation: 'sendBulk',
				account: byId(suite.account.unique),
				campaignName: 'From the agent',
				recipients: fromAi('recipients', 'Phone numbers, separated by commas'),
				message: 'Hello!',
			},
			{ recipients: '+919000000002, +919000000003' },
			via,
		);
		expect(suite.gateway.state.pending).toHaveLength(2);
	});
});
