import { envelopeOf } from './client';
import { guardedCalls } from '../source/permissions';
import { ENDPOINT_BY_PATH, ENDPOINTS } from './endpoints';
import { useEmulator } from './fixture';
import { PERMISSIONS, type Permission } from './types';

const fixture = useEmulator('mended');

describe('permissions', () => {
	// One path or the other checks a number, and only one of them is there.
	const guarded = guardedCalls
		.filter(({ path }) => path !== 'validate/whatsapp' && ENDPOINT_BY_PATH.get(path)?.permission)
		.map(({ path, type, permission }): [string, Permission, Record<string, string>] => [
			path,
			permission as Permission,
			type ? { type } : {},
		]);

	test.each(guarded)('%s needs %s', async (path, permission, query) => {
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
