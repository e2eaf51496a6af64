import { envelopeOf } from './client';
import { qrPng } from './endpoints/link';
import { useEmulator } from './fixture';

const fixture = useEmulator('mended');

async function link(query: Record<string, string> = {}) {
	const data = envelopeOf(await fixture.client.get('create/wa.link', query)).data;
	const { qrstring, qrimagelink, infolink } = data as Record<string, string>;
	return { qrstring, qrimagelink, infolink, token: qrimagelink.split('token=')[1] };
}

async function follow(url: string) {
	return await fixture.client.raw('GET', url);
}

test('the QR code is a PNG of the qrstring, without a secret in its link', async () => {
	const { gateway } = fixture;
	const { qrstring, qrimagelink } = await link();
	expect(qrimagelink).toMatch(new RegExp(`^${gateway.url}/get/wa.qr\\?token=[0-9a-f]+$`));
	const image = await follow(qrimagelink);
	expect(image.headers['content-type']).toBe('image/png');
	expect(image.bytes.subarray(1, 4).toString()).toBe('PNG');
	expect(image.bytes).toEqual(await qrPng(qrstring));
	gateway.settings.qrContentType = 'text/html';
	expect((await follow(qrimagelink)).headers['content-type']).toBe('text/html');
});

test('a link becomes an account', async () => {
	const { gateway } = fixture;
	const { infolink, qrimagelink, token } = await link();
	expect(envelopeOf(await follow(infolink)).status).toBe(301);
	const account = gateway.completeLink(token, { phone: '+4930123456' });
	expect(gateway.state.accounts).toContain(account);
	const { data } = envelopeOf(await follow(infolink));
	expect(data).toEqual({ wid: '4930123456', unique: account.unique });
	expect(envelopeOf(await follow(qrimagelink)).status).toBe(404);
});

test.each([
	['301', 301],
	['false', 200],
	['status', 400],
] as const)('waiting: %s', async (shape, status) => {
	fixture.gateway.settings.linkPendingShape = shape;
	const { infolink } = await link();
	expect(envelopeOf(await follow(infolink))).toMatchObject({ status, data: false });
});

test('an expired or unknown token is a 404', async () => {
	const { gateway } = fixture;
	const { infolink, qrimagelink, token } = await link();
	gateway.expireLink(token);
	for (const url of [infolink, qrimagelink, infolink.replace(token, 'x')]) {
		expect(envelopeOf(await follow(url))).toMatchObject({ status: 404, data: false });
	}
	expect(() => gateway.expireLink('x')).toThrow('No link');
});

test('links may hold //api, which works', async () => {
	fixture.gateway.settings.doubleSlashLinks = true;
	const { infolink } = await link();
	expect(infolink).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\/api\/get/);
	expect(envelopeOf(await follow(infolink)).status).toBe(301);
	expect(fixture.gateway.requests.at(-1)?.path).toBe('get/wa.info');
});

test('a server may be named, and must exist', async () => {
	const { client, gateway } = fixture;
	gateway.state.servers.push({ id: 2, name: 'Second' });
	const { token } = await link({ sid: '2' });
	expect(gateway.state.links.get(token)?.sid).toBe(2);
	expect(envelopeOf(await client.get('create/wa.link', { sid: '3' })).status).toBe(404);
});
