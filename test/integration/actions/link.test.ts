import type { INodeParameters } from 'n8n-workflow';
import { byProfile } from '../../profile';
import { startSuite, type Suite } from '../suite';
import { act, actionNode, byId, output } from './act';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

/** Stock gateways do not choose one. */
const server = byId(1);
const widOf = (digits: string) =>
	byProfile({ stock: `${digits}:12@s.whatsapp.net`, mended: digits });
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const token = () => [...suite.gateway.state.links.keys()][0];
const EXPIRED = () =>
	`WatX could not get the QR code: the code has expired: link again (the gateway says: Invalid token supplied! (${suite.gateway.settings.unknownTokenStatus}))`;
const newLink = async () => {
	await output(suite, 'account: link', { server, options: { downloadQrCode: false } });
	suite.gateway.requests.length = 0;
	return token();
};
const statusOf = async (value: string, options: INodeParameters = {}) =>
	await output(suite, 'account: getLinkStatus', { token: value, options });

/** Does something when the gateway is asked for the n-th time whether the code was scanned. */
function atQuestion(count: number, then: () => void): void {
	let asked = 0;
	suite.gateway.onRequest(({ path }) => {
		if (path === 'get/wa.info' && ++asked === count) then();
	});
}

describe('linking an account', () => {
	it.each([
		['as it is', {}],
		['with //api in its links', { doubleSlashLinks: true }],
		['with a Content-Type of its own', { qrContentType: 'text/html' }],
	] as const)('gives the QR code as a picture: %s', async (_name, settings) => {
		Object.assign(suite.gateway.settings, settings);
		const result = await act(suite, 'account: link', { server });
		const [{ json, binary }] = result.items('WatX');
		expect(json).toEqual({
			qrstring: suite.gateway.state.links.get(token())?.qrstring,
			qrimagelink: `${suite.gateway.url}/get/wa.qr?token=${token()}`,
			infolink: `${suite.gateway.url}/get/wa.info?token=${token()}`,
			token: token(),
		});
		expect(binary?.data).toMatchObject({
			fileName: 'whatsapp-qr-code.png',
			mimeType: 'image/png',
			fileExtension: 'png',
		});
		const bytes = await suite.engine.binary.read(binary!.data);
		expect(bytes.subarray(0, 8)).toEqual(PNG);
	});

	it('follows the links without the secret', async () => {
		await act(suite, 'account: link', { server });
		const [create, picture] = suite.gateway.requests;
		expect(create.query.secret).toBe(suite.gateway.secret);
		expect({ ...picture.query }).toEqual({ token: token() });
		expect(JSON.stringify([picture.rawUrl, picture.headers])).not.toContain(suite.gateway.secret);
	});

	it('never follows a link to another host', async () => {
		const elsewhere = 'http://127.0.0.1:9/api/get/wa.qr?token=abc';
		suite.gateway.fault({
			kind: 'http',
			status: 200,
			body: JSON.stringify({
				status: 200,
				message: 'ok',
				data: { qrstring: '2@x', qrimagelink: elsewhere, infolink: elsewhere },
			}),
		});
		const { error } = await act(suite, 'account: link', { server });
		expect(suite.gateway.requests.map(({ path }) => path)).toEqual(['create/wa.link', 'get/wa.qr']);
		expect(error?.message).toBe(EXPIRED());
	});

	it('gives an answer without links as it is, when no QR code is asked for', async () => {
		const body = JSON.stringify({ status: 200, message: 'ok', data: { qrstring: '2@x' } });
		suite.gateway.fault({ kind: 'http', status: 200, body, times: 2 });
		const options = { downloadQrCode: false };
		expect(await output(suite, 'account: link', { server, options })).toEqual([
			{ qrstring: '2@x', token: null },
		]);
		const { error } = await act(suite, 'account: link', { server });
		expect(error?.message).toMatch(/^The gateway created a link, but its answer holds no token/);
	});

	it('uses the server and the field that were chosen', async () => {
		suite.gateway.state.servers.push({ id: 7, name: 'Second' });
		const parameters = { server: byId(7), options: { binaryPropertyName: 'qr' } };
		const result = await act(suite, 'account: link', parameters);
		expect(Object.keys(result.items('WatX')[0].binary ?? {})).toEqual(['qr']);
		expect(suite.gateway.requests[0].query.sid).toBe('7');
	});

	it('takes the first server where a gateway refuses to choose one', async () => {
		suite.gateway.settings.sidRequired = true;
		suite.gateway.state.servers = [{ id: 7, name: 'Seventh' }];
		const options = { downloadQrCode: false };
		await output(suite, 'account: link', { options });
		const asked = suite.gateway.requests.map(({ path, query }) => [path, query.sid]);
		expect(asked).toEqual([
			['create/wa.link', undefined],
			['get/wa.servers', undefined],
			['create/wa.link', '7'],
		]);
		suite.gateway.state.servers = [];
		const { error } = await act(suite, 'account: link', { options });
		expect(error?.message).toBe(
			'WatX could not create a QR code for linking an account: Invalid Parameters! (400)',
		);
	});

	it('says what to do with the QR code', async () => {
		const { run } = await act(suite, 'account: link', { server });
		const [{ hints = [] }] = run.data.resultData.runData.WatX;
		expect(hints).toEqual([
			{ message: expect.stringMatching(/Get Link Status/), type: 'info', location: 'outputPane' },
		]);
	});

	it('is not led astray by fields of the answer that bear the names of its own', async () => {
		const data = { qrstring: '2@x', token: 'theirs', error: 'x', linked: true };
		const body = JSON.stringify({ status: 200, message: 'ok', data });
		suite.gateway.fault({ kind: 'http', status: 200, body });
		const options = { downloadQrCode: false };
		expect(await output(suite, 'account: link', { server, options })).toEqual([
			{ qrstring: '2@x', token: null, linked: true, gatewayError: 'x' },
		]);
	});
});

describe('the status of a link', () => {
	it.each(['301', 'false', 'status'] as const)(
		'is not linked while waiting (%s)',
		async (shape) => {
			suite.gateway.settings.linkPendingShape = shape;
			const value = await newLink();
			expect(await statusOf(value)).toEqual([
				{ linked: false, expired: false, gatewayMessage: expect.any(String) },
			]);
			expect({ ...suite.gateway.requests[0].query }).toEqual({ token: value });
		},
	);

	it('is linked, with number and unique ID, once somebody has scanned the code', async () => {
		const { unique, phone } = suite.gateway.completeLink(await newLink());
		expect(await statusOf(token())).toEqual([
			{ linked: true, phone, wid: widOf(phone.slice(1)), unique },
		]);
	});

	it('tells an expired code', async () => {
		suite.gateway.expireLink(await newLink());
		expect(await statusOf(token(), { waitUntilLinked: 600 })).toEqual([
			{ linked: false, expired: true, gatewayMessage: 'Invalid token supplied!' },
		]);
	});

	it('is waited for through answers that fail', async () => {
		await newLink();
		suite.gateway.fault({ kind: '502-html' });
		atQuestion(2, () => suite.gateway.completeLink(token()));
		expect(await statusOf(token(), { waitUntilLinked: 30 })).toMatchObject([{ linked: true }]);
	});

	it('is not waited for longer than asked', async () => {
		suite.gateway.settings.linkLifetimeSeconds = Infinity;
		await newLink();
		const now = Date.now.bind(Date);
		// The time is over when the gateway is asked for the second time.
		atQuestion(2, () => jest.spyOn(Date, 'now').mockImplementation(() => now() + 600_000));
		const status = await statusOf(token(), { waitUntilLinked: 600 });
		jest.restoreAllMocks();
		expect(status).toMatchObject([{ linked: false, expired: false }]);
		expect(suite.gateway.requests).toHaveLength(2);
	});

	it('stops waiting when the execution is cancelled', async () => {
		const parameters = { token: await newLink(), options: { waitUntilLinked: 600 } };
		const node = actionNode(suite, 'account: getLinkStatus', parameters);
		const started = suite.engine.start(suite.engine.chain(node), {
			input: [{ json: {} }],
			credentials: suite.credentials(),
		});
		atQuestion(1, () => started.cancel());
		const result = await started.result;
		expect(result.items('WatX')).toEqual([]);
		expect(suite.gateway.requests).toHaveLength(1);
	});

	it.each([-1, 601, 'long'])('does not wait for %j seconds', async (waitUntilLinked) => {
		const { error } = await act(suite, 'account: getLinkStatus', {
			token: 'abc',
			options: { waitUntilLinked: `={{ ${JSON.stringify(waitUntilLinked)} }}` },
		});
		expect(error?.message).toMatch(/^"Wait for Scan \(Seconds\)" is not a number from 0 to 600/);
		expect(suite.gateway.requests).toHaveLength(0);
	});

	it.each(['500', '429', 'html-200', 'truncated'] as const)(
		'is an error when the gateway fails (%s)',
		async (kind) => {
			const value = await newLink();
			suite.gateway.fault({ kind, times: Infinity });
			const parameters = { token: value, options: { maxTries: 1 } };
			const { error } = await act(suite, 'account: getLinkStatus', parameters);
			expect(error?.message).toMatch(/^WatX could not get the status of the link: /);
		},
	);
});

describe('a token', () => {
	const ask = async (value: string) =>
		(await act(suite, 'account: getQrCode', { token: value })).error?.message;

	it.each([
		['itself', (value: string) => value],
		['the link of the picture', (value: string) => `${suite.gateway.url}/get/wa.qr?token=${value}`],
		[
			'the link of the status',
			(value: string) => `${suite.gateway.url}/get/wa.info?token=${value}`,
		],
		[
			'a link with //api',
			(value: string) => `${suite.gateway.url.replace('/api', '//api')}/get/wa.qr?token=${value}`,
		],
	])('may be given as %s', async (_name, form) => {
		expect(await ask(form(await newLink()))).toBeUndefined();
		expect(suite.gateway.requests.map(({ path }) => path)).toEqual(['get/wa.qr']);
	});

	it.each([
		['', /^"Token" is empty/],
		['https://elsewhere.example/api/get/wa.qr?token=abc', /^"Token" is a link to another host/],
		['https://elsewhere.example/', /^"Token" is neither a token nor a link/],
		['two words', /^"Token" is neither a token nor a link/],
	])('%j is refused before a request', async (value, message) => {
		expect(await ask(`={{ ${JSON.stringify(value)} }}`)).toMatch(message);
		expect(suite.gateway.requests).toHaveLength(0);
	});

	it('that is unknown is an error with the words of the gateway', async () => {
		expect(await ask('abc')).toBe(EXPIRED());
	});

	it.each(['html-200', 'redirect'] as const)('gives no picture out of %s', async (kind) => {
		const value = await newLink();
		suite.gateway.fault({ kind });
		expect(await ask(value)).toMatch(/^WatX could not get the QR code: /);
		expect(suite.gateway.requests).toHaveLength(1);
	});
});
