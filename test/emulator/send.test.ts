import { envelopeOf } from './client';
import { useEmulator } from './fixture';

const fixture = useEmulator('mended');
const png = (filename: string) => ({ media_file: { bytes: Buffer.from('png'), filename } });

describe('send/whatsapp', () => {
	const send = async (fields: Record<string, string>, files = {}) =>
		envelopeOf(await fixture.client.post('send/whatsapp', fixture.text(fields), files));

	test('at once, and by the normal queue', async () => {
		const { gateway, account } = fixture;
		expect(await send({ priority: '1' })).toEqual({
			status: 200,
			message: 'WhatsApp chat has been sent!',
			data: { messageId: 1 },
		});
		expect(await send({ priority: '2' })).toMatchObject({
			message: 'WhatsApp chat has been queued for sending!',
			data: { messageId: 2 },
		});
		expect(gateway.state.sent).toHaveLength(1);
		expect(gateway.state.pending).toMatchObject([{ id: 2, account: account.phone }]);
		gateway.deliverPending();
		expect(gateway.state.sent.map(({ id }) => id)).toEqual([1, 2]);
		expect(gateway.state.pending).toEqual([]);
	});

	test.each(['account', 'recipient', 'type', 'message'])('needs %s', async (name) => {
		expect(await send({ [name]: '' })).toMatchObject({ status: 400 });
		expect(fixture.gateway.state.sent).toEqual([]);
	});

	test.each([
		['+919876543210', '+919876543210'],
		['120363025555555555@g.us', '120363025555555555@g.us'],
		['09876543210', '+919876543210'],
		['919876543210', '+919876543210'],
	])('recipient %s', async (recipient, stored) => {
		await send({ recipient });
		expect(fixture.gateway.state.sent[0].recipient).toBe(stored);
	});

	test.each(['+91 98765 43210', 'someone', '12345@s.whatsapp.net', '+0123456789'])(
		'no recipient: %s',
		async (recipient) => expect(await send({ recipient })).toMatchObject({ status: 400 }),
	);

	test('media from a file and from a URL', async () => {
		const { gateway } = fixture;
		expect(await send({ type: 'media' }, png('a.PNG'))).toMatchObject({ status: 200 });
		const url = 'https://example.com/a';
		const media = { type: 'media', media_url: url };
		expect(await send({ ...media, media_type: 'video' })).toMatchObject({ status: 200 });
		expect(await send(media)).toMatchObject({ status: 400 });
		expect(gateway.state.sent[0].attachment).toMatch(/^http.*\/uploads\/.*\/a\.PNG$/);
		expect(gateway.state.sent[1].attachment).toBe(url);
	});

	test('a document from a URL needs a name with an extension and a known type', async () => {
		const url = 'https://example.com/a';
		const document = { type: 'document', document_url: url, document_name: 'a.pdf' };
		expect(await send({ ...document, document_type: 'pdf' })).toMatchObject({ status: 200 });
		expect(await send({ ...document, document_type: 'exe' })).toMatchObject({ status: 400 });
		const nameless = { ...document, document_type: 'pdf', document_name: 'a' };
		expect(await send(nameless)).toMatchObject({ status: 400 });
	});

	test.each(['a.jpeg', 'a.webp', 'png', 'a.png.exe'])('refuses the file %s', async (filename) => {
		expect(await send({ type: 'media' }, png(filename))).toMatchObject({ status: 400 });
	});

	test('an unknown type is answered 200 while the attachment is dropped', async () => {
		expect(await send({ type: 'image' }, png('a.png'))).toMatchObject({ status: 200 });
		expect(fixture.gateway.state.sent[0].attachment).toBe(false);
	});

	test.each([
		['queue', 200, 0, 1],
		['fail', 500, 1, 0],
		['refuse', 500, 0, 0],
	] as const)('a disconnected account: %s', async (mode, status, sent, pending) => {
		const { gateway, account } = fixture;
		account.status = 'disconnected';
		gateway.settings.disconnectedSend = mode;
		expect(await send({ priority: '1' })).toMatchObject({ status });
		expect(gateway.state.sent.filter((row) => row.status === 'failed')).toHaveLength(sent);
		expect(gateway.state.pending).toHaveLength(pending);
		expect(gateway.deliverPending()).toEqual([]);
	});

	test('unknown account, used up plan, old version', async () => {
		const { gateway } = fixture;
		expect(await send({ account: 'f'.repeat(72) })).toMatchObject({ status: 404 });
		gateway.settings.quota = 1;
		gateway.settings.oldVersion = true;
		expect(await send({})).toMatchObject({ status: 200, data: false });
		expect(await send({})).toMatchObject({ status: 403, data: false });
	});
});
