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
const MAYBE = /^The message may have been sent: check Get Sent before repeating\. /;

const table: Array<[string, FaultRule, Expected]> = [
	[
		'an error hidden in an HTTP 200',
		{ kind: 'status', status: 400, message: 'Invalid Parameters!' },
		{
			message: /^WatX could not send the message: Invalid Parameters! \(400\)$/,
			advice: /^Check the values of this item/,
			httpCode: '400',
		},
	],
	[
		'a missing account',
		{ kind: 'status', status: 404, message: 'Account does not exist!' },
		{ message: /Account does not exist! \(404\)$/, advice: /Choose the account/, httpCode: '404' },
	],
	[
		'a fault of the gateway in an envelope',
		{ kind: 'status', status: 500, message: 'Something broke' },
		{ message: /Something broke \(500\)$/, advice: MAYBE, httpCode: '500' },
	],
	[
		'HTML with HTTP 200',
		{ kind: 'html-200' },
		{ message: /a web page instead of JSON.*\(HTTP 200\)$/, advice: MAYBE, httpCode: null },
	],
	[
		"a proxy's error page",
		{ kind: '502-html' },
		{ message: /a web page instead of JSON.*\(HTTP 502\)$/, advice: MAYBE, httpCode: '502' },
	],
	[
		'truncated JSON',
		{ kind: 'truncated' },
		{ message: /the answer breaks off in the middle/, advice: MAYBE, httpCode: null },
	],
	[
		'an empty body',
		{ kind: 'empty' },
		{ message: /the answer is empty/, advice: MAYBE, httpCode: null },
	],
	[
		'an array instead of an envelope',
		{ kind: 'array' },
		{ message: /JSON, but not of a WatX gateway/, advice: MAYBE, httpCode: null },
	],
	[
		'a redirect',
		{ kind: 'redirect', status: 301 },
		{
			message: /redirects to another address \(HTTP 301\)/,
			advice: /final address as Base URL/,
			httpCode: '301',
		},
	],
	[
		'a redirect that keeps the method',
		{ kind: 'redirect', status: 307 },
		{
			message: /redirects to another address \(HTTP 307\)/,
			advice: /not followed/,
			httpCode: '307',
		},
	],
	[
		'HTTP 500',
		{ kind: '500' },
		{ message: /\(HTTP 500\)|\(500\)/, advice: MAYBE, httpCode: '500' },
	],
	[
		'a connection cut before the answer',
		{ kind: 'cut-after' },
		{
			message: /the connection to the gateway was cut before it answered/,
			advice: MAYBE,
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
		expect(error.message).toMatch(/did not answer within 1 seconds?$/);
		expect(error.description).toMatch(MAYBE);
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
