import { startSuite, type Suite } from '../suite';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

const test = async (data: { baseUrl?: string; secret?: string }) =>
	await suite.engine.testCredential('watXApi', { ...suite.credentials().watXApi, ...data });

describe('credential test', () => {
	it('accepts the right secret, with or without a slash at the end', async () => {
		expect(await test({})).toMatchObject({ status: 'OK' });
		expect(await test({ baseUrl: `${suite.gateway.url}/` })).toMatchObject({ status: 'OK' });
		expect(suite.gateway.requests.map(({ path }) => path)).toEqual([
			'get/wa.accounts',
			'get/wa.accounts',
		]);
	});

	it.each(['always200', 'matching'] as const)(
		'tells a wrong secret (HTTP status %s)',
		async (mode) => {
			suite.gateway.settings.httpStatusMode = mode;
			const result = await test({ secret: 'wrong-wrong-wrong' });
			expect(result).toMatchObject({
				status: 'Error',
				message: expect.stringMatching(/refuses the secret/),
			});
		},
	);

	it.each(['always200', 'matching'] as const)(
		'passes a key that may not list accounts (HTTP status %s)',
		async (mode) => {
			suite.gateway.settings.httpStatusMode = mode;
			const result = await test({ secret: suite.gateway.addKey(['wa_send']) });
			expect(result).toMatchObject({
				status: 'OK',
				message: expect.stringMatching(/get_wa_accounts/),
			});
		},
	);

	it('passes a key whose account list is empty', async () => {
		suite.gateway.settings.emptyList = '404';
		suite.gateway.state.accounts = [];
		expect(await test({})).toMatchObject({ status: 'OK' });
	});

	it('tells an unreachable host', async () => {
		const result = await test({ baseUrl: 'http://127.0.0.1:9/api' });
		expect(result).toEqual({
			status: 'Error',
			message: expect.stringMatching(/^The gateway refused the connection\. Check the Base URL/),
		});
	});

	it.each([
		['html-200', /web page instead of JSON/],
		['array', /not the address of a WatX gateway/],
		['empty', /the answer is empty/],
		['redirect', /redirects to another address/],
		['502-html', /\(HTTP 502\)/],
	] as const)('tells a host that answers %s', async (kind, sentence) => {
		suite.gateway.fault({ kind });
		const result = await test({});
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(sentence);
		expect(result.message).toMatch(/not the address of a WatX gateway/);
	});

	it('tells a path that is not the API', async () => {
		const result = await test({ baseUrl: suite.gateway.url.replace('/api', '/elsewhere') });
		expect(result.message).toMatch(/not the address of a WatX gateway/);
	});

	it.each([
		[{ baseUrl: 'sms.upmtech.in/api' }, /no http\(s\) address/],
		[{ baseUrl: 'ftp://sms.upmtech.in/api' }, /no http\(s\) address/],
		[{ baseUrl: '' }, /Base URL of the WatX credential is empty/],
		[{ secret: ' ' }, /Secret is empty/],
	])('refuses %j without asking anybody', async (data, sentence) => {
		expect(await test(data)).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(sentence),
		});
		expect(suite.gateway.requests).toHaveLength(0);
	});

	it('never quotes the secret', async () => {
		suite.gateway.settings.echoSecret = true;
		const secret = 'a+secret/with specials&=';
		for (const kind of ['php-warning', 'html-200', '500', 'cut-after', 'redirect'] as const) {
			suite.gateway.fault({ kind });
			const { message } = await test({ secret });
			expect(message).not.toContain(secret);
			expect(message).not.toContain(encodeURIComponent(secret));
		}
	});
});
