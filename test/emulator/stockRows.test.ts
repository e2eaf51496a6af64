/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { envelopeOf, rowsOf } from './client';
import { useEmulator } from './fixture';

const fixture = useEmulator();
const received = async () => rowsOf(await fixture.client.get('get/wa.received'));
const message = async (type: string, id = '1') =>
	envelopeOf(await fixture.client.get('get/wa.message', { type, id }));

const WRITTEN = '  Fish & "chips" <b>it\'s</b> &amp;\n';
const SHOWN = 'Fish &amp; &quot;chips&quot; &lt;b&gt;it&#039;s&lt;/b&gt; &amp;amp;';

test('received text is escaped and trimmed, in the list and alone', async () => {
	const { gateway } = fixture;
	gateway.receive({ message: WRITTEN });
	expect((await received())[0].message).toBe(SHOWN);
	expect((await message('received')).data).toMatchObject({ message: SHOWN });
	gateway.settings.escapedText = 'none';
	expect((await received())[0].message).toBe(WRITTEN);
});

test('sent text stands as it was sent, unless that is switched on', async () => {
	const { gateway, client, text } = fixture;
	await client.post('send/whatsapp', text({ message: WRITTEN, priority: '1' }));
	const sent = async () => rowsOf(await client.get('get/wa.sent'))[0].message;
	expect(await sent()).toBe(WRITTEN);
	gateway.settings.escapedText = 'all';
	expect(await sent()).toBe(SHOWN);
});

test('a file is not there yet when its row is, but soon or when told', async () => {
	const { gateway } = fixture;
	const attachment = 'https://example.com/a.png';
	const shown = async () => (await received()).map((row) => row.attachment);
	gateway.settings.attachmentDelayMs = 60_000;
	gateway.receive({ attachment });
	expect(await shown()).toEqual([false]);
	expect((await message('received')).data).toMatchObject({ attachment: false });
	gateway.advanceClock(61);
	expect(await shown()).toEqual([attachment]);
	gateway.settings.attachmentDelayMs = Infinity;
	const { id } = gateway.receive({ attachment });
	gateway.advanceClock(1000);
	expect(await shown()).toEqual([false, attachment]);
	gateway.fetchAttachment(id);
	expect(await shown()).toEqual([attachment, attachment]);
});

test('a message has a state of its own, waiting ones too', async () => {
	const { gateway, client, text } = fixture;
	const status = async (id: string) => (await message('sent', id)).data as { status: string };
	await client.post('send/whatsapp', text());
	expect(await status('1')).toMatchObject({ status: 'queued', message: 'Hello there' });
	gateway.state.pending[0].waiting = 'unknown';
	expect(await status('1')).toMatchObject({ status: 'unknown' });
	gateway.deliverPending(1, 'failed');
	expect(await status('1')).toMatchObject({ status: 'failed' });
	gateway.settings.sendOutcome = 'stored';
	await client.post('send/whatsapp', text());
	expect(await status('2')).toMatchObject({ status: 'pending' });
	gateway.deliverPending();
	expect(await status('2')).toMatchObject({ status: 'sent' });
	expect(await message('sent', '9')).toMatchObject({ status: 404, data: false });
});

test('the data of one message can be an array or an object', async () => {
	fixture.gateway.receive();
	fixture.gateway.settings.messageDataAs = 'array';
	expect((await message('received')).data).toEqual([expect.objectContaining({ id: 1 })]);
	fixture.gateway.settings.messageDataAs = 'object';
	expect((await message('received')).data).toEqual({ 1: expect.objectContaining({ id: 1 }) });
});

test('unknown ids: 500 on deletes, 400 on campaigns', async () => {
	const { client } = fixture;
	for (const path of ['delete/wa.sent', 'delete/wa.received', 'delete/wa.campaign']) {
		const answer = envelopeOf(await client.get(path, { id: '9' }));
		expect(answer).toEqual({ status: 500, message: 'Something went wrong!', data: false });
	}
	for (const path of ['remote/start.chats', 'remote/stop.chats']) {
		expect(envelopeOf(await client.get(path, { campaign: '9' })).status).toBe(400);
	}
});

test('dates can be wrong by a time zone, in milliseconds or in words', async () => {
	const { settings } = fixture.gateway;
	fixture.gateway.receive({ created: 1_700_000_000 });
	const created = async () => (await received())[0].created;
	settings.createdShiftHours = 5.5;
	expect(await created()).toBe(1_700_019_800);
	settings.createdAs = 'milliseconds';
	expect(await created()).toBe(1_700_019_800_000);
	settings.createdAs = 'text';
	expect(await created()).toBe('2023-11-15 03:43:20');
});

test('accounts have five states, and their list can be slow', async () => {
	const { gateway, client } = fixture;
	const states = ['unknown', 'connecting', 'disconnecting', 'disconnected'] as const;
	for (const status of states) gateway.addAccount({ status });
	const timer = jest.spyOn(globalThis, 'setTimeout');
	gateway.settings.accountStatusMs = 4;
	const rows = rowsOf(await client.get('get/wa.accounts'));
	expect(timer).toHaveBeenCalledWith(expect.any(Function), 20);
	timer.mockRestore();
	expect(rows.map(({ status }) => status).sort()).toEqual(['connected', ...states].sort());
});

test('admins are no contacts of a group, and a server that is down has no groups', async () => {
	const { gateway, client, account } = fixture;
	const { gid } = gateway.addGroup({ contacts: ['+911234567890'], admins: ['+911234567891'] });
	const unique = { unique: account.unique };
	const contacts = async () =>
		rowsOf(await client.get('get/wa.group.contacts', { ...unique, gid })).map(({ phone }) => phone);
	expect(await contacts()).toEqual(['+911234567890']);
	gateway.settings.omitAdmins = false;
	expect(await contacts()).toEqual(['+911234567890', '+911234567891']);
	gateway.settings.serverDown = true;
	const groups = envelopeOf(await client.get('get/wa.groups', unique));
	expect(groups).toMatchObject({ status: 200, data: [] });
	expect(rowsOf(await client.get('get/wa.accounts'))).toMatchObject([{ status: 'unknown' }]);
});

test('who wrote stop is listed once', async () => {
	const { gateway, client } = fixture;
	for (const [sender, text] of [
		['+911', 'STOP it'],
		['+912', 'please stop'],
		['+911', 'stop'],
	]) {
		gateway.receive({ sender, message: text });
	}
	const rows = rowsOf(await client.get('get/unsubscribed'));
	expect(rows).toEqual([{ id: 1, phone: '+911', created: expect.any(Number) as number }]);
});

test('errors come with HTTP 200 and no JSON content type', async () => {
	const answer = await fixture.client.get('get/wa.accounts', { secret: 'wrong' });
	expect([answer.httpStatus, envelopeOf(answer).status]).toEqual([200, 401]);
	expect(answer.headers['content-type']).toBe('text/html; charset=UTF-8');
});
