import { PROXY_PAGES } from '../../emulator';
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
	] as const)('tells a host that answers %s', async (kind, sentence) => {
		suite.gateway.fault({ kind });
		const result = await test({});
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(sentence);
		expect(result.message).toMatch(/not the address of a WatX gateway/);
	});

	it.each([
		['502-html', /busy or has a problem.*\(HTTP 502\)\. Try again later\.$/],
		['500', /busy or has a problem.*\(HTTP 500\)/],
		['429', /busy or has a problem.*\(HTTP 429\)/],
	] as const)(
		'tells a host that cannot answer now from a wrong secret: %s',
		async (kind, sentence) => {
			suite.gateway.fault({ kind });
			const result = await test({});
			expect(result.status).toBe('Error');
			expect(result.message).toMatch(sentence);
		},
	);

	it.each([
		['subscriptionExpired', /^The gateway says: Your subscription has expired! \(403\)\. .*plan/],
		['noSuchCall', /Invalid API Endpoint! \(400\).*Base URL/],
		['somethingWrong', /Something went wrong! \(500\)/],
	] as const)('never hides the words of the gateway: %s', async (words, sentence) => {
		suite.gateway.say(words);
		expect(await test({})).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(sentence),
		});
	});

	it.each(Object.entries(PROXY_PAGES))('never blames the secret for %s', async (_name, rule) => {
		suite.gateway.fault(rule);
		const { status, message } = await test({});
		expect(status).toBe('Error');
		expect(message).toContain(`(HTTP ${rule.status})`);
		expect(message).not.toMatch(/refuses the secret|permission|API key/);
	});

	it('tells an address without /api on a page that is not there', async () => {
		const { origin } = new URL(suite.gateway.url);
		expect((await test({ baseUrl: `${origin}/Install` })).message).toMatch(
			/does not end with "\/api". Try "http:\/\/.*\/Install\/api"\.$/,
		);
	});

	it('tidies doubled slashes', async () => {
		const { origin, pathname } = new URL(suite.gateway.url);
		expect(await test({ baseUrl: `${origin}/${pathname}//` })).toMatchObject({ status: 'OK' });
	});

	it('refuses half of a character in the secret without asking anybody', async () => {
		const { message } = await test({ secret: 'abc\uD800def' });
		expect(message).toMatch(/holds half of a character/);
		expect(suite.gateway.requests).toHaveLength(0);
	});

	it('tells a path that is not the API', async () => {
		const result = await test({ baseUrl: suite.gateway.url.replace('/api', '/elsewhere') });
		expect(result.message).toMatch(/not the address of a WatX gateway/);
	});

	it.each([
		[{ baseUrl: 'sms.upmtech.in/api' }, /no http\(s\) address/],
		[{ baseUrl: 'ftp://sms.upmtech.in/api' }, /no http\(s\) address/],
		[{ baseUrl: '' }, /Base URL of the WatX credential is empty/],
		[{ secret: ' ' }, /Secret of the WatX credential is empty/],
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
