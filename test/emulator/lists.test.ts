import { envelopeOf, rowsOf } from './client';
import { useEmulator } from './fixture';

const fixture = useEmulator('mended');

async function ids(query: Record<string, string> = {}, path = 'get/wa.received') {
	return rowsOf(await fixture.client.get(path, query)).map((row) => row.id);
}

function receive(count: number): void {
	for (let index = 0; index < count; index++) fixture.gateway.receive();
}

test('pages, newest first', async () => {
	receive(25);
	expect(await ids()).toEqual([25, 24, 23, 22, 21, 20, 19, 18, 17, 16]);
	expect(await ids({ page: '3' })).toEqual([5, 4, 3, 2, 1]);
	expect(await ids({ page: '4' })).toEqual([]);
	expect(await ids({ limit: '3', page: '2' })).toEqual([22, 21, 20]);
});

test('pages, oldest first, for one list or all', async () => {
	const { gateway } = fixture;
	receive(12);
	gateway.settings.listOrder = { received: 'oldest' };
	expect(await ids({ limit: '5' })).toEqual([1, 2, 3, 4, 5]);
	expect(await ids({ limit: '5', page: '3' })).toEqual([11, 12]);
	expect(await ids({ limit: '5', page: '4' })).toEqual([]);
	gateway.addAccount();
	expect(await ids({}, 'get/wa.accounts')).toEqual([2, 1]);
	gateway.settings.listOrder = 'oldest';
	expect(await ids({}, 'get/wa.accounts')).toEqual([1, 2]);
});

test('the limit is clamped and cast', async () => {
	fixture.gateway.settings.maxLimit = 20;
	receive(30);
	expect(await ids({ limit: '1000' })).toHaveLength(20);
	expect(await ids({ limit: '1000', page: '2' })).toHaveLength(10);
	expect(await ids({ limit: '4 rows' })).toHaveLength(4);
	for (const limit of ['0', '-5', 'all', '']) expect(await ids({ limit })).toHaveLength(10);
	for (const page of ['0', '-1', 'x']) expect(await ids({ page, limit: '2' })).toEqual([30, 29]);
});

test('a page beyond the end can repeat the last one', async () => {
	const { gateway } = fixture;
	gateway.settings.repeatPages = true;
	expect(await ids({ limit: '5', page: '9' })).toEqual([]);
	receive(12);
	expect(await ids({ limit: '5', page: '9' })).toEqual([2, 1]);
	gateway.settings.listOrder = 'oldest';
	expect(await ids({ limit: '5', page: '9' })).toEqual([11, 12]);
});

test('nothing is an empty list or a 404', async () => {
	const { client, gateway, account } = fixture;
	expect(envelopeOf(await client.get('get/wa.sent'))).toMatchObject({ status: 200, data: [] });
	gateway.settings.emptyList = '404';
	for (const path of ['get/wa.sent', 'get/wa.groups', 'get/wa.campaigns']) {
		const answer = await client.get(path, { unique: account.unique });
		expect(envelopeOf(answer)).toMatchObject({ status: 404, data: false });
	}
});

test('ids and times can be strings', async () => {
	const { client, gateway, text } = fixture;
	Object.assign(gateway.settings, { idsAsStrings: true, createdAsStrings: true });
	receive(1);
	const [row] = rowsOf(await client.get('get/wa.received'));
	expect(row).toMatchObject({ id: '1', created: expect.stringMatching(/^\d{10}$/) as string });
	const sent = envelopeOf(await client.post('send/whatsapp', text()));
	expect(sent.data).toEqual({ messageId: '1' });
	const campaign = { campaign: 'A', recipients: '+911234567890' };
	const bulk = envelopeOf(await client.post('send/whatsapp.bulk', text(campaign)));
	expect(bulk.data).toEqual({ campaignId: '1', messageIds: ['2'] });
});

test('the shapes of the message lists', async () => {
	const { client, gateway, text, account } = fixture;
	await client.post('send/whatsapp', text({ priority: '1' }));
	await client.post('send/whatsapp', text({ priority: '2' }));
	receive(1);
	const common = ['account', 'attachment', 'created', 'id', 'message', 'recipient'];
	const shapes = {
		'get/wa.sent': [...common, 'api', 'status'],
		'get/wa.pending': [...common, 'api'],
		'get/wa.received': common,
	};
	for (const [path, keys] of Object.entries(shapes)) {
		const [row] = rowsOf(await client.get(path));
		expect(Object.keys(row).sort()).toEqual(keys.sort());
		expect(row.account).toBe(account.phone);
	}
	const received = envelopeOf(await client.get('get/wa.received'));
	expect(received.message).toBe('Pending WhatsApp Chats');
	expect(gateway.state.received[0].attachment).toBe(false);
});

test('late rows: a lower id, and a hidden row that is revealed', async () => {
	const { gateway } = fixture;
	gateway.receive({ id: 5 });
	const hidden = gateway.receive({ hidden: true });
	gateway.receive({ id: 3 });
	gateway.receive();
	expect(hidden.id).toBe(6);
	expect(await ids()).toEqual([7, 5, 3]);
	gateway.reveal(6);
	expect(await ids()).toEqual([7, 6, 5, 3]);
	expect(() => gateway.reveal(6)).toThrow('No hidden row');
});

test('what arrives can be told in full', () => {
	const { gateway, account } = fixture;
	const other = gateway.addAccount({ phone: '+4930123456' });
	const arrival = { sender: '1@g.us', message: 'x', created: 7, attachment: 'https://a.b/c' };
	const row = gateway.receive({ ...arrival, account: other.unique });
	const { sender: recipient, ...rest } = arrival;
	expect(row).toEqual({ id: 1, account: '+4930123456', recipient, ...rest });
	expect(gateway.receive().account).toBe(account.phone);
	expect(gateway.receive({ account: '+1' }).account).toBe('+1');
	expect(() => gateway.receive({ account: 'nobody' })).toThrow('nobody');
});

test('attachments are served outside of the base path, with or without a length', async () => {
	const { client, gateway } = fixture;
	const bytes = Buffer.from('%PDF');
	const file = { bytes, filename: 'a b.pdf', mimeType: 'application/pdf' };
	const url = String(gateway.receive({ attachment: file }).attachment);
	expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/uploads\/.*\/a%20b\.pdf$/);
	const served = await client.raw('GET', url);
	expect(served.bytes).toEqual(bytes);
	expect(served.headers).toMatchObject({
		'content-type': 'application/pdf',
		'content-length': '4',
	});
	gateway.settings.chunkedAttachments = true;
	const chunked = await client.raw('GET', url);
	expect(chunked.bytes).toEqual(bytes);
	expect(chunked.headers['content-length']).toBeUndefined();
	expect(gateway.requests[0].path).toMatch(/^\/uploads\//);
});

test('rows a test has added itself keep new ids apart', async () => {
	const { gateway } = fixture;
	const row = gateway.receive({ id: 41 });
	gateway.state.received = [{ ...row, id: 90 }];
	expect(gateway.receive().id).toBe(91);
	expect(await ids()).toEqual([91, 90]);
});
