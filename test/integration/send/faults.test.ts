import type { NodeApiError } from 'n8n-workflow';
import type { FaultRule } from '../../emulator';
import { startSuite, type Suite } from '../suite';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

const items = [{ to: '+919876543210', text: 'Hello' }];
const send = async (secret?: string, timeout = 20) =>
	await suite.run(suite.sendNode({ options: { timeout } }), items, secret);

interface Expected {
	message: RegExp;
	advice: RegExp;
	httpCode: string | null;
}
/** What may have gone out says so in its message: nothing else of an error reaches an alert or a model. */
const MAYBE = (reason: string) =>
	new RegExp(
		`^It is not known whether the message was sent: ${reason}\\. Check Get Sent before sending it again\\.$`,
	);
const LATER = /Try again later\.$/;

const table: Array<[string, FaultRule, Expected]> = [
	[
		'an error hidden in an HTTP 200',
		{ kind: 'status', status: 400, message: 'Invalid Parameters!' },
		{
			message: /^WatX could not send the message: Invalid Parameters! \(400\)$/,
			advice: /Check the values/,
			httpCode: '400',
		},
	],
	[
		'a missing account',
		{ kind: 'status', status: 404, message: 'Account does not exist!' },
		{
			message: /Account does not exist! \(404\)$/,
			advice: /Look up the ID again/,
			httpCode: '404',
		},
	],
	[
		'a fault of the gateway in an envelope',
		{ kind: 'status', status: 500, message: 'Something broke' },
		{ message: MAYBE('Something broke \\(500\\)'), advice: LATER, httpCode: '500' },
	],
	[
		'HTML with HTTP 200',
		{ kind: 'html-200' },
		{
			message: MAYBE('.*a web page instead of JSON.*\\(HTTP 200\\)'),
			advice: /does not come from the WatX gateway/,
			httpCode: null,
		},
	],
	[
		"a proxy's error page",
		{ kind: '502-html' },
		{
			message: MAYBE('.*a web page instead of JSON.*\\(HTTP 502\\)'),
			advice: LATER,
			httpCode: '502',
		},
	],
	[
		'truncated JSON',
		{ kind: 'truncated' },
		{
			message: MAYBE('the answer breaks off in the middle.*'),
			advice: /Check the Base URL/,
			httpCode: null,
		},
	],
	[
		'an empty body',
		{ kind: 'empty' },
		{ message: MAYBE('the answer is empty.*'), advice: /Check the Base URL/, httpCode: null },
	],
	[
		'an array instead of an envelope',
		{ kind: 'array' },
		{
			message: MAYBE('.*JSON, but not of a WatX gateway.*'),
			advice: /Check the Base URL/,
			httpCode: null,
		},
	],
	[
		'a redirect',
		{ kind: 'redirect', status: 301 },
		{
			message: MAYBE('the gateway redirects to another address \\(HTTP 301\\)'),
			advice: /final address as Base URL/,
			httpCode: '301',
		},
	],
	[
		'a redirect that keeps the method',
		{ kind: 'redirect', status: 307 },
		{
			message: MAYBE('the gateway redirects to another address \\(HTTP 307\\)'),
			advice: /not followed/,
			httpCode: '307',
		},
	],
	[
		'HTTP 500',
		{ kind: '500' },
		{ message: MAYBE('.*\\(HTTP 500\\)'), advice: LATER, httpCode: '500' },
	],
	[
		'a connection cut before the answer',
		{ kind: 'cut-after' },
		{
			message: MAYBE('the connection to the gateway was cut before it answered'),
			advice: /^Try again in a moment/,
			httpCode: null,
		},
	],
];

describe('faults of the gateway', () => {
	it.each(table)('%s becomes a NodeApiError in words', async (_name, rule, expected) => {
		const fault = suite.gateway.fault({ ...rule, times: Infinity });
		const { error } = await send();
		expect(fault.hits).toBe(1);
		const apiError = error as NodeApiError;
		expect(apiError.name).toBe('NodeApiError');
		expect(apiError.message).toMatch(expected.message);
		expect(apiError.description).toMatch(expected.advice);
		expect(apiError.httpCode).toBe(expected.httpCode);
		expect(apiError.context.itemIndex).toBe(0);
	});

	it('names the missing permission', async () => {
		const secret = suite.gateway.addKey(['get_wa_accounts']);
		const error = (await send(secret)).error as NodeApiError;
		expect(error.message).toMatch(/\(403\)$/);
		expect(error.description).toMatch(/lacks the permission "wa_send"/);
		expect(suite.gateway.state.sent).toHaveLength(0);
	});

	it.each(['always200', 'matching'] as const)(
		'tells a wrong secret, HTTP status %s, in one request',
		async (mode) => {
			suite.gateway.settings.httpStatusMode = mode;
			const error = (await send('0123456789abcdef0123456789abcdef')).error as NodeApiError;
			expect(error.httpCode).toBe('401');
			expect(error.description).toMatch(/Tools → API Keys/);
			expect(suite.gateway.requests).toHaveLength(1);
		},
	);

	it('asks to slow down on 429', async () => {
		suite.gateway.fault({ kind: '429', retryAfter: 0, times: Infinity });
		const error = (await send()).error as NodeApiError;
		expect(error.httpCode).toBe('429');
		expect(error.description).toMatch(/Wait a moment/);
		expect(suite.gateway.state.sent).toHaveLength(0);
	});

	it('tells a gateway that does not answer in time', async () => {
		suite.gateway.fault({ kind: 'hang' });
		const error = (await send(undefined, 1)).error as NodeApiError;
		expect(error.message).toMatch(MAYBE('the gateway did not answer within 1 second'));
		expect(error.description).toMatch(/raise the option "Timeout \(Seconds\)"/);
	});

	it('tells a gateway that is not there', async () => {
		const { engine } = suite;
		const credentials = {
			watXApi: { baseUrl: 'http://127.0.0.1:9/api', secret: 'never-sent-anywhere' },
		};
		const result = await engine.run(engine.chain(suite.sendNode()), {
			input: [{ json: items[0] }],
			credentials,
		});
		expect(result.error?.message).toMatch(/the gateway refused the connection$/);
		expect(result.error?.description).toMatch(/^Check the Base URL/);
	});

	it('refuses a Base URL that is no address', async () => {
		const { engine } = suite;
		const credentials = {
			watXApi: { baseUrl: 'sms.upmtech.in/api', secret: 'never-sent-anywhere' },
		};
		const result = await engine.run(engine.chain(suite.sendNode()), {
			input: [{ json: items[0] }],
			credentials,
		});
		expect(result.error?.message).toMatch(
			/Base URL of the WatX credential is no http\(s\) address/,
		);
	});
});

describe('the secret', () => {
	it('stays out of every output, error and log, and travels in the form alone', async () => {
		suite.gateway.settings.echoSecret = true;
		const secrets = [suite.gateway.secret, suite.gateway.addKey(['get_wa_accounts'])];
		const traces: string[] = [];
		for (const [, rule] of [...table, ['plain', undefined, undefined] as const]) {
			for (const secret of secrets) {
				for (const onError of [
					'stopWorkflow',
					'continueRegularOutput',
					'continueErrorOutput',
				] as const) {
					if (rule) suite.gateway.fault(rule);
					const result = await suite.run(suite.sendNode({}, { onError }), items, secret);
					traces.push(deepText(result.run), ...result.logs, deepText(result.error));
				}
			}
		}
		traces.push(...suite.engine.logs);
		const text = traces.join('\n');
		expect(text).toContain('WatX could not send the message');
		for (const secret of secrets) expect(text).not.toContain(secret);
		for (const { rawUrl, fields } of suite.gateway.requests) {
			expect(rawUrl).toBe('/api/send/whatsapp');
			expect(secrets).toContain(fields.secret);
		}
	});
});

/** All of a value as text, hidden properties of errors and their causes included. */
function deepText(value: unknown, seen = new Set<unknown>()): string {
	if (typeof value !== 'object' || value === null) return String(value);
	if (seen.has(value)) return '';
	seen.add(value);
	return Object.getOwnPropertyNames(value)
		.map((key) => `${key}: ${deepText((value as Record<string, unknown>)[key], seen)}`)
		.join('\n');
}
