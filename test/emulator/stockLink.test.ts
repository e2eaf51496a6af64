import { envelopeOf } from './client';
import { useEmulator } from './fixture';

const fixture = useEmulator();

interface Links {
	qrimagelink: string;
	infolink: string;
}
const create = async (path: string, query: Record<string, string>) =>
	envelopeOf(await fixture.client.get(path, query));
const follow = async (url: string) => envelopeOf(await fixture.client.raw('GET', url));
const tokenOf = ({ infolink }: Links) => infolink.split('token=')[1];
const EXPIRED = { status: 401, message: 'Invalid token supplied!', data: false };

test('a server must be named', async () => {
	expect(await create('create/wa.link', {})).toMatchObject({ status: 400 });
	expect(await create('create/wa.link', { sid: '1' })).toMatchObject({ status: 200 });
	expect(await create('create/wa.link', { sid: '7' })).toMatchObject({ status: 404 });
});

test('a token lives 600 seconds; one that is over or unknown is 401', async () => {
	const { gateway } = fixture;
	const links = (await create('create/wa.link', { sid: '1' })).data as Links;
	gateway.advanceClock(590);
	const waiting = { status: 301, message: 'Waiting for WhatsApp information!', data: false };
	expect(await follow(links.infolink)).toEqual(waiting);
	gateway.advanceClock(11);
	expect(await follow(links.infolink)).toEqual(EXPIRED);
	expect(await follow(links.qrimagelink)).toEqual(EXPIRED);
	expect(await follow(`${gateway.url}/get/wa.info?token=x`)).toEqual(EXPIRED);
	gateway.settings.linkLifetimeSeconds = 3600;
	expect(await follow(links.infolink)).toEqual(waiting);
});

test('who is linked is told with the device', async () => {
	const links = (await create('create/wa.link', { sid: '1' })).data as Links;
	const { unique } = fixture.gateway.completeLink(tokenOf(links), { phone: '+4930123456' });
	expect((await follow(links.infolink)).data).toEqual({
		wid: '4930123456:12@s.whatsapp.net',
		unique,
	});
});

describe('create/wa.relink', () => {
	const relink = async () =>
		await create('create/wa.relink', { unique: fixture.account.unique, sid: '1' });

	test('may answer that the account is connected already', async () => {
		expect(await relink()).toMatchObject({ message: 'WhatsApp account is already connected!' });
		const unknown = await create('create/wa.relink', { unique: 'f'.repeat(72), sid: '1' });
		expect(unknown.status).toBe(404);
	});

	test('is told by the list of accounts alone', async () => {
		const { gateway, account } = fixture;
		account.status = 'disconnected';
		const links = (await relink()).data as Links;
		expect(() => gateway.completeLink(tokenOf(links))).toThrow('completeRelink');
		gateway.completeRelink(account.unique);
		expect(account.status).toBe('connected');
		expect(await follow(links.infolink)).toMatchObject({ status: 301 });
		expect(gateway.state.accounts).toHaveLength(1);
		expect(() => gateway.completeRelink('nobody')).toThrow('nobody');
	});

	test('can come true by itself', async () => {
		const { gateway, account } = fixture;
		account.status = 'disconnected';
		gateway.settings.relinkAfterMs = 5;
		await relink();
		while ((account.status as string) !== 'connected') await fixture.client.get('get/wa.servers');
	});
});
