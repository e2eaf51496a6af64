import { endpoints } from '../../../nodes/WatX/gateway/endpoints';
import { quoteWithout } from '../../../nodes/WatX/gateway/faults/quote';
import { understand } from '../../../nodes/WatX/gateway/understand';

const options = { quote: quoteWithout(''), baseUrl: 'https://host.example/api' };
const hear = (statusCode: number, body: unknown, endpoint = endpoints.sendMessage) =>
	understand(
		endpoint,
		{ statusCode, body: typeof body === 'string' ? body : JSON.stringify(body), headers: {} },
		options,
	);
const envelope = (status: unknown, message = 'Words!', data: unknown = false) => ({
	...{ status, message, data },
});
const SUCCESS = envelope(200, 'WhatsApp chat has been sent!', { messageId: 7 });

describe('what proves that a message was not sent', () => {
	it.each([
		['an envelope of 400', 200, envelope(400)],
		['an envelope of 404', 200, envelope(404)],
		['an envelope of 429', 200, envelope(429)],
		['an envelope whose status is text', 200, envelope('403')],
		['HTTP 403 with a page', 403, '<html><title>No</title></html>'],
		['HTTP 429 with nothing', 429, ''],
		['known words, although the code is 500', 200, envelope(500, 'The account is disconnected!')],
		['known words under HTTP 500', 500, envelope(500, 'Invalid API Endpoint!')],
	])('%s', (_name, http, body) => {
		expect(hear(http, body)).toMatchObject({ carriedOut: 'no' });
	});
});

describe('what does not', () => {
	it.each([
		...[100, 150, 199, 201, 204, 299, 300, 301, 302, 399, 408, 409, 425, 499, 500, 599].map(
			(status): [string, number, unknown] => [`an envelope of ${status}`, 200, envelope(status)],
		),
		...[300, 301, 307, 308, 401, 403, 404, 429, 500, 502].map((http): [string, number, unknown] => [
			`HTTP ${http} with a success`,
			http,
			SUCCESS,
		]),
		...[301, 307, 408, 409, 425, 499, 500, 502, 504].map((http): [string, number, unknown] => [
			`HTTP ${http} with a page`,
			http,
			'<html></html>',
		]),
		['a status that is an object', 200, envelope({ toString: 1, valueOf: 1 })],
		['a status that is a list', 200, envelope([400])],
		['a status of another kind', 200, envelope(true)],
		['an envelope in an envelope', 200, { response: SUCCESS }],
		['an envelope of 400 that holds an id', 200, envelope(400, 'No!', { messageId: 7 })],
		['an envelope of 400 with a campaign', 200, envelope(400, 'No!', { campaignId: 7 })],
		['an envelope of 400 that tells of a success', 200, envelope(400, 'It has been sent! But …')],
		['two envelopes', 200, `${JSON.stringify(SUCCESS)}${JSON.stringify(envelope(400))}`],
		['HTTP 403 with a page around a success', 403, `<html>${JSON.stringify(SUCCESS)}</html>`],
		['known words with an id', 200, envelope(500, 'The account is disconnected!', SUCCESS.data)],
		['no words', 200, envelope(500, '')],
		['nothing', 200, ''],
		[
			'JSON nested too deeply to be read',
			200,
			`{"status":400,"data":${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
		],
	])('%s', (_name, http, body) => {
		expect(hear(http, body)).toMatchObject({ carriedOut: 'maybe' });
	});
});

describe('an empty list', () => {
	const list = (http: number, body: unknown) => hear(http, body, endpoints.getSent);

	it.each([
		[200, envelope(200, 'Sent', [])],
		[200, envelope(200, 'Sent', {})],
		[200, envelope(404, 'Nothing found')],
		[404, envelope(404, 'Nothing found')],
	])('is an empty list: HTTP %i with %j', (http, body) => {
		expect(list(http, body)).toMatchObject({ data: [] });
	});

	it.each([
		[500, envelope(404, 'Nothing found')],
		[502, envelope(200, 'Sent', [])],
		[404, ''],
		[404, '<html></html>'],
		[200, ''],
		[200, 'false'],
		[200, envelope(404, 'Invalid API Endpoint!')],
		[200, envelope(200, 'Sent', 'text')],
		[200, envelope(200, 'Sent', { message: 'text' })],
	])('is no empty list: HTTP %i with %j', (http, body) => {
		expect(list(http, body)).toHaveProperty('reason');
	});

	it('tells how many rows are no records, and keeps the others', () => {
		const body = envelope(200, 'Sent', [null, 5, { id: 1, error: 'x' }, [], 'x', { id: 2 }]);
		expect(list(200, body)).toMatchObject({
			data: [{ id: 1, gatewayError: 'x' }, { id: 2 }],
			leftOut: 4,
		});
	});

	it('of 130,000 rows is read', () => {
		const rows = Array.from({ length: 130_000 }, (_, id) => ({ id, message: 'Hello' }));
		const { data } = list(200, envelope(200, 'Sent', rows)) as { data: unknown[] };
		expect(data).toHaveLength(130_000);
	});
});

describe('ids', () => {
	const BIG = '9007199254740993';

	it('beyond what a number holds stay as they are', () => {
		const body = `{"status":200,"message":"It\\"s 12345678901234567890 \\\\","data":{"messageId":${BIG},"messageIds":{"0":${BIG},"2":-${BIG}},"campaignId":${BIG},"share":0.12345678901234567890,"text":"\\\\\\"${BIG}"}}`;
		expect(hear(200, body, endpoints.sendBulk)).toMatchObject({
			message: 'It"s 12345678901234567890 \\',
			data: {
				...{ messageId: BIG, messageIds: [BIG, `-${BIG}`], campaignId: BIG },
				...{ share: 0.12345678901234568, text: `\\"${BIG}` },
			},
		});
	});

	it.each([{}, [], true, null, 'two words', ''])('that are %j are none', (id) => {
		const body = envelope(200, 'Sent!', { messageId: id, messageIds: [id, 7], campaignId: id });
		expect(hear(200, body)).toMatchObject({ data: { messageIds: [7] } });
		expect((hear(200, body) as { data: object }).data).not.toHaveProperty('messageId');
		expect((hear(200, body) as { data: object }).data).not.toHaveProperty('campaignId');
	});
});

describe('who said it', () => {
	const login = '<html><head><title>Sign in &amp; go</title></head></html>';

	it.each([401, 403, 404, 406, 429, 500, 503, 200])(
		'a page with HTTP %i is no word of the gateway',
		(http) => {
			const fault = hear(http, login) as { reason: string; advice: string };
			expect(fault.reason).toContain('titled "Sign in &amp; go"');
			expect(`${fault.reason} ${fault.advice}`).not.toMatch(/secret|permission|API key/);
		},
	);

	it.each([404, 200])('a Base URL without /api is told so (HTTP %i)', (http) => {
		const raw = { statusCode: http, body: login, headers: {} };
		const where = { ...options, baseUrl: 'https://host.example/Install' };
		expect(understand(endpoints.getSent, raw, where)).toMatchObject({
			advice: expect.stringContaining('Try "https://host.example/Install/api".'),
		});
	});
});
