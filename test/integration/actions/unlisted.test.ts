import { startSuite, type Suite } from '../suite';
import { act, byId, output } from './act';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

const parameters = () => ({ account: byId(suite.account.unique), server: byId(1) });

it('gives the QR code that connects the account again, under its unique ID', async () => {
	suite.account.status = 'disconnected';
	const { unique } = suite.account;
	const items = (await act(suite, 'account: relink', parameters())).items('WatX');
	expect(items).toHaveLength(1);
	expect(items[0].json).toMatchObject({ account: unique, alreadyConnected: false });
	expect(items[0].binary?.data).toMatchObject({ mimeType: 'image/png' });
	suite.gateway.completeRelink(unique);
	const accounts = await output(suite, 'account: getMany');
	expect(accounts).toMatchObject([{ unique, status: 'connected' }]);
});

it('says of an account that is connected that nothing is to be done, without an error', async () => {
	expect(await output(suite, 'account: relink', parameters())).toEqual([
		{
			account: suite.account.unique,
			alreadyConnected: true,
			gatewayMessage: 'WhatsApp account is already connected!',
		},
	]);
	expect(suite.gateway.requests.map(({ path }) => path)).toEqual(['create/wa.relink']);
});

it('deletes a campaign with what it has not sent, and nothing else', async () => {
	const bulk = {
		account: byId(suite.account.unique),
		recipients: '+919123456789',
		message: 'Hello all',
	};
	await output(suite, 'message: sendBulk', { ...bulk, campaignName: 'Offer one' });
	await output(suite, 'message: sendBulk', { ...bulk, campaignName: 'Offer two' });
	const [first, second] = suite.gateway.state.campaigns.map(({ id }) => id);
	await output(suite, 'campaign: delete', { campaign: byId(first) });
	expect(suite.gateway.state.campaigns.map(({ id }) => id)).toEqual([second]);
	expect(suite.gateway.state.pending.map(({ campaignId }) => campaignId)).toEqual([second]);
});

it.each([
	['account: relink', 'create/wa.relink'],
	['campaign: delete', 'delete/wa.campaign'],
	['contact: getUnsubscribed', 'get/unsubscribed'],
])('%s fails with the words of an installation that lacks %s', async (place, path) => {
	Object.assign(suite.gateway.settings, { missingEndpoints: [path], unknownEndpoint: 'words' });
	const { error } = await act(suite, place, { ...parameters(), campaign: byId(5) });
	expect(error?.message).toMatch(/Invalid API Endpoint!/);
	expect(suite.gateway.requests).toHaveLength(1);
});
