import { envelopeOf, rowsOf } from './client';
import { useEmulator } from './fixture';

const fixture = useEmulator('mended');

describe('campaigns', () => {
	const bulk = async (fields: Record<string, string> = {}) => {
		const { gateway, client, text } = fixture;
		const all = { secret: gateway.secret, campaign: 'Renewals', ...text(), ...fields };
		return await client.postText('send/whatsapp.bulk', new URLSearchParams(all).toString());
	};

	test('one is created, stopped, started, delivered', async () => {
		const { client, gateway, account } = fixture;
		const answer = await bulk({ recipients: '+911234567890,nobody,+911234567891' });
		expect(envelopeOf(answer).data).toEqual({ campaignId: 1, messageIds: [1, 2] });
		const [row] = rowsOf(await client.get('get/wa.campaigns'));
		expect(row).toMatchObject({ id: 1, account: account.phone, status: 'running', contacts: 2 });
		await client.get('remote/stop.chats', { campaign: '1' });
		expect(gateway.state.campaigns[0].status).toBe('paused');
		expect(gateway.deliverPending()).toEqual([]);
		await client.get('remote/start.chats', { campaign: '1' });
		expect(gateway.deliverPending(1)).toHaveLength(1);
		expect(gateway.state.campaigns[0].status).toBe('running');
		expect(gateway.deliverPending()).toHaveLength(1);
		expect(gateway.state.campaigns[0].status).toBe('completed');
	});

	test('nobody to send to is an error, an old version names no ids', async () => {
		expect(envelopeOf(await bulk({ recipients: 'nobody, ,' })).status).toBe(400);
		fixture.gateway.settings.oldVersion = true;
		const answer = await bulk({ recipients: '+911234567890' });
		expect(envelopeOf(answer)).toMatchObject({ status: 200, data: false });
		expect(fixture.gateway.state.pending).toHaveLength(1);
	});
});

describe('messages, accounts, groups, servers, numbers', () => {
	test('one message, then deleted', async () => {
		const { client, gateway } = fixture;
		gateway.receive({ message: 'Hi', sender: '+4912345678' });
		const query = { id: '1', type: 'received' };
		const got = envelopeOf(await client.get('get/wa.message', query));
		expect(got.data).toMatchObject({ id: 1, message: 'Hi', recipient: '+4912345678' });
		const gone = envelopeOf(await client.get('delete/wa.received', { id: '1' }));
		expect(gone).toMatchObject({ status: 200, data: false });
		expect(gateway.state.received).toEqual([]);
		expect(envelopeOf(await client.get('get/wa.message', query)).status).toBe(404);
	});

	test.each([
		['404', 404],
		['400', 400],
		['empty', 200],
	] as const)('an unknown id: %s', async (mode, status) => {
		const { client, gateway } = fixture;
		gateway.settings.unknownId = mode;
		const message = await client.get('get/wa.message', { id: '9', type: 'sent' });
		expect(envelopeOf(message).status).toBe(status);
		const start = await client.get('remote/start.chats', { campaign: '9' });
		expect(envelopeOf(start)).toMatchObject({ status, data: false });
	});

	test('deleting an account takes its groups along', async () => {
		const { client, gateway, account } = fixture;
		const { gid } = gateway.addGroup({ name: 'Team', contacts: ['+911234567890'] });
		const unique = { unique: account.unique };
		expect(rowsOf(await client.get('get/wa.groups', unique))).toEqual([{ gid, name: 'Team' }]);
		const contacts = await client.get('get/wa.group.contacts', { ...unique, gid });
		expect(rowsOf(contacts)).toEqual([{ phone: '+911234567890' }]);
		await client.get('delete/wa.account', unique);
		expect(gateway.state).toMatchObject({ accounts: [], groups: [] });
		expect(envelopeOf(await client.get('get/wa.groups', unique)).status).toBe(404);
	});

	test('servers', async () => {
		const rows = rowsOf(await fixture.client.get('get/wa.servers'));
		expect(rows).toEqual([{ id: 1, name: 'WhatsApp Server 1' }]);
	});

	test('a number is on WhatsApp, is not, or cannot be checked', async () => {
		const { client, gateway, account } = fixture;
		gateway.state.notOnWhatsApp.add('+911234567890');
		const check = async (phone: string) =>
			envelopeOf(await client.get('get/wa.phone', { unique: account.unique, phone }));
		const jid = '31612345678@s.whatsapp.net';
		expect((await check('+31612345678')).data).toEqual({ jid, phone: '+31612345678' });
		expect(await check('+911234567890')).toMatchObject({ status: 404, data: false });
		expect(await check('x')).toMatchObject({ status: 400 });
		account.status = 'disconnected';
		expect(await check('+31612345678')).toMatchObject({ status: 500 });
	});

	test.each([
		['html', 404, 'text/html'],
		['envelope', 200, 'application/json'],
	] as const)('the other validate endpoint is missing: %s', async (mode, httpStatus, type) => {
		const { client, gateway } = fixture;
		gateway.settings.unknownEndpoint = mode;
		const answer = await client.get('validate/whatsapp');
		expect(answer.httpStatus).toBe(httpStatus);
		expect(answer.headers['content-type']).toContain(type);
		gateway.settings.validateEndpoint = 'both';
		expect(envelopeOf(await client.get('validate/whatsapp')).status).toBe(400);
	});
});
