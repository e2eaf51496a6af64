import { envelopeOf } from './client';
import { ENDPOINTS } from './endpoints';
import { useEmulator } from './fixture';
import { PERMISSIONS, type Permission } from './types';

const fixture = useEmulator('mended');

describe('permissions', () => {
	const guarded: Array<[string, Permission, Record<string, string>?]> = [
		['send/whatsapp', 'wa_send'],
		['send/whatsapp.bulk', 'wa_send_bulk'],
		['get/wa.phone', 'validate_wa_phone'],
		['create/wa.link', 'create_whatsapp'],
		['get/wa.accounts', 'get_wa_accounts'],
		['get/wa.sent', 'get_wa_sent'],
		['get/wa.received', 'get_wa_received'],
		['get/wa.pending', 'get_wa_pending'],
		['get/wa.message', 'get_wa_sent', { type: 'sent' }],
		['get/wa.message', 'get_wa_received', { type: 'received' }],
		['delete/wa.sent', 'delete_wa_sent'],
		['delete/wa.received', 'delete_wa_received'],
		['get/wa.campaigns', 'get_wa_campaigns'],
		['remote/start.chats', 'start_wa_campaign'],
		['remote/stop.chats', 'stop_wa_campaign'],
		['get/wa.groups', 'get_wa_groups'],
		['get/wa.group.contacts', 'get_wa_groups'],
		['get/wa.servers', 'create_whatsapp'],
		['delete/wa.account', 'delete_wa_account'],
		['create/wa.relink', 'create_whatsapp'],
		['delete/wa.campaign', 'delete_wa_sent'],
		['get/unsubscribed', 'get_unsubscribed'],
	];

	test.each(guarded)('%s needs %s', async (path, permission, query = {}) => {
		const { client, gateway } = fixture;
		const isPost = path.startsWith('send/');
		const statusFor = async (secret: string) => {
			const fields = { ...query, secret };
			const answer = isPost ? await client.post(path, fields) : await client.get(path, fields);
			expect(answer.httpStatus).toBe(200);
			return envelopeOf(answer).status;
		};
		const others = PERMISSIONS.filter((other) => other !== permission);
		expect(await statusFor('wrong')).toBe(401);
		expect(await statusFor(gateway.addKey(others))).toBe(403);
		expect([200, 400]).toContain(await statusFor(gateway.addKey([permission])));
	});

	test('every endpoint but the two with a token is guarded', () => {
		const open = ENDPOINTS.filter(({ permission }) => !permission).map(({ path }) => path);
		expect(open).toEqual(['get/wa.qr', 'get/wa.info']);
		const paths = new Set([...guarded.map(([path]) => path), ...open, 'validate/whatsapp']);
		expect([...paths].sort()).toEqual(ENDPOINTS.map(({ path }) => path).sort());
	});

	test('the HTTP status can match the envelope', async () => {
		const { client, gateway } = fixture;
		gateway.settings.httpStatusMode = 'matching';
		const answer = await client.get('get/wa.accounts', { secret: 'wrong' });
		expect(answer.httpStatus).toBe(401);
		expect((await client.get('get/wa.accounts')).httpStatus).toBe(200);
	});
});
