import { envelopeOf } from './client';
import { useEmulator } from './fixture';

const fixture = useEmulator();
const send = async (fields: Record<string, string> = {}, files = {}) =>
	envelopeOf(await fixture.client.post('send/whatsapp', fixture.text(fields), files));
const bulk = async (fields: Record<string, string>) => {
	const campaign = { campaign: 'Renewals', ...fields };
	return envelopeOf(await fixture.client.post('send/whatsapp.bulk', fixture.text(campaign)));
};
const refused = (status: number, message: string) => ({ status, message, data: false });
const stored = () => fixture.gateway.state.pending.length + fixture.gateway.state.sent.length;

test('without a priority a message waits until it is delivered', async () => {
	expect(await send()).toMatchObject({
		message: 'WhatsApp chat has been queued for sending!',
		data: { messageId: 1 },
	});
	expect(fixture.gateway.state.sent).toEqual([]);
	expect(await send({ priority: '1' })).toMatchObject({ message: 'WhatsApp chat has been sent!' });
});

describe('surely not done', () => {
	test.each([
		[{ recipient: '12' }, 400, 'Invalid phone number!'],
		[{ account: 'f'.repeat(72) }, 404, "WhatsApp account doesn't exist!"],
		[{ message: 'OK' }, 400, 'Message is too short!'],
		[{ message: '' }, 400, 'Invalid Parameters!'],
	])('%j', async (fields, status, message) => {
		expect(await send(fields as Record<string, string>)).toEqual(refused(status, message));
		expect(stored()).toBe(0);
	});

	test('the minimum counts bytes and is the operator’s; a caption may be short or missing', async () => {
		const { settings } = fixture.gateway;
		expect(await send({ message: 'हाँ' })).toMatchObject({ status: 200 });
		settings.minMessageBytes = 20;
		expect(await send()).toMatchObject({ message: 'Message is too short!' });
		settings.maxMessageBytes = 30;
		expect(await send({ message: 'x'.repeat(31) })).toMatchObject({
			message: 'Message is too long!',
		});
		const file = { media_file: { bytes: Buffer.from('png'), filename: 'a.png' } };
		expect(await send({ type: 'media', message: '' }, file)).toMatchObject({ status: 200 });
		expect(await send({ type: 'media', message: 'OK' }, file)).toMatchObject({ status: 200 });
	});

	test.each(['disconnected', 'connecting', 'disconnecting'] as const)(
		'an account that is %s',
		async (status) => {
			fixture.account.status = status;
			const answer = refused(500, 'WhatsApp account is disconnected!');
			expect(await send()).toEqual(answer);
			expect(await bulk({ recipients: '+911234567890' })).toEqual(answer);
			expect(stored()).toBe(0);
		},
	);

	test.each([
		['none', 'You are not subscribed to any package!'],
		['expired', 'Your subscription has expired!'],
		['forbidden', 'You have no permission to use this feature!'],
	] as const)('a plan that is %s', async (plan, message) => {
		fixture.gateway.settings.plan = plan;
		expect(await send()).toEqual(refused(403, message));
		expect(envelopeOf(await fixture.client.get('get/wa.accounts'))).toEqual(refused(403, message));
	});

	test('a plan that is used up', async () => {
		fixture.gateway.settings.quota = 0;
		const answer = refused(403, 'Maximum number of allowed chats has been reached!');
		expect(await send()).toEqual(answer);
		expect(await bulk({ recipients: '+911234567890' })).toEqual(answer);
	});

	test('a campaign without a name or a recipient', async () => {
		const recipients = '+911234567890';
		const short = refused(400, 'Campaign name is too short!');
		expect(await bulk({ recipients, campaign: 'May' })).toEqual(short);
		expect(await bulk({ recipients: 'x,y' })).toMatchObject({
			status: 400,
			message: 'No chats were queued for sending!',
		});
		expect(fixture.gateway.state.campaigns).toEqual([]);
	});
});

test('a number without + gets one: a local number reaches a stranger abroad', async () => {
	await send({ recipient: '9876543210' });
	expect(fixture.gateway.state.pending[0].recipient).toBe('+9876543210');
	expect(await send({ recipient: '09876543210' })).toMatchObject({ status: 400 });
});

test('what cannot be handed over is stored, told by a failure, and goes out later', async () => {
	const { gateway, account } = fixture;
	const words = { status: 500, message: 'Unable to connect to WhatsApp servers!' };
	gateway.settings.serverDown = true;
	expect(await send({ priority: '1' })).toEqual({ ...words, data: { messageId: 1 } });
	gateway.settings.serverDown = false;
	account.status = 'unknown';
	expect(await send()).toEqual({ ...words, data: { messageId: 2 } });
	account.status = 'connected';
	gateway.settings.sendOutcome = ({ fields }) => (fields.campaign ? 'stored' : 'ok');
	expect(await bulk({ recipients: '+911234567890,+911234567891' })).toEqual({
		...words,
		data: { campaignId: 1, messageIds: [3, 4] },
	});
	expect(await send()).toMatchObject({ status: 200 });
	expect(gateway.deliverPending().map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
});

test('a priority message can fail at once', async () => {
	const { gateway } = fixture;
	gateway.settings.sendOutcome = 'failed';
	const answer = refused(500, 'Failed sending priority WhatsApp chat!');
	expect(await send({ priority: '1' })).toEqual(answer);
	expect(gateway.state.sent).toMatchObject([{ id: 1, status: 'failed' }]);
	expect(await send()).toMatchObject({ status: 200 });
});

describe('a campaign drops in silence', () => {
	const recipients = '+911234567890,nobody,+911234567891,+911234567892';

	test('what is no number: the ids have a gap, which PHP makes an object', async () => {
		const { gateway } = fixture;
		expect((await bulk({ recipients })).data).toEqual({
			campaignId: 1,
			messageIds: { 0: 1, 2: 2, 3: 3 },
		});
		gateway.settings.phpGaps = false;
		expect((await bulk({ recipients })).data).toEqual({ campaignId: 2, messageIds: [4, 5, 6] });
	});

	test('what is over the quota', async () => {
		const { gateway } = fixture;
		gateway.settings.quota = 2;
		expect(await bulk({ recipients })).toMatchObject({
			status: 200,
			data: { campaignId: 1, messageIds: { 0: 1, 2: 2 } },
		});
		expect(gateway.settings.quota).toBe(0);
		expect(gateway.state.pending.map(({ recipient }) => recipient)).toEqual([
			'+911234567890',
			'+911234567891',
		]);
	});

	test('and deleting it deletes what it has not sent', async () => {
		const { gateway, client } = fixture;
		await bulk({ recipients });
		await send();
		const answer = envelopeOf(await client.get('delete/wa.campaign', { id: '1' }));
		expect(answer).toMatchObject({ status: 200, data: false });
		expect(gateway.state.campaigns).toEqual([]);
		expect(gateway.state.pending.map(({ id }) => id)).toEqual([4]);
	});
});

describe('calls', () => {
	test.each([
		['get/wa.phone', 400],
		['get/nothing', 400],
		['validate/nothing', 500],
		['remote/nothing', 500],
		['send/nothing', 500],
	])('%s is lacking', async (path, status) => {
		const answer = await fixture.client.get(path);
		expect(answer.httpStatus).toBe(200);
		expect(envelopeOf(answer)).toEqual(refused(status, 'Invalid API Endpoint!'));
	});

	test('a number is validated at validate/whatsapp; a server that is down knows none', async () => {
		const { client, account, gateway } = fixture;
		const query = { unique: account.unique, phone: '+31612345678' };
		const check = async () => envelopeOf(await client.get('validate/whatsapp', query));
		expect(await check()).toMatchObject({ status: 200, data: { phone: '+31612345678' } });
		gateway.settings.serverDown = true;
		expect(await check()).toEqual(refused(404, 'WhatsApp phone number does not exist!'));
	});

	test('further ones can be lacking', async () => {
		fixture.gateway.settings.missingEndpoints = ['get/unsubscribed'];
		expect(envelopeOf(await fixture.client.get('get/unsubscribed')).status).toBe(400);
	});

	test('any words can be put into its mouth', async () => {
		const { gateway } = fixture;
		gateway.say('accountDisconnected', { path: 'get/wa.sent' });
		expect(envelopeOf(await fixture.client.get('get/wa.sent'))).toEqual(
			refused(500, 'WhatsApp account is disconnected!'),
		);
		gateway.say('serversUnreachable', undefined, { data: { messageId: 5 }, times: 2 });
		expect(await send()).toMatchObject({ status: 500, data: { messageId: 5 } });
		expect(stored()).toBe(0);
	});
});
