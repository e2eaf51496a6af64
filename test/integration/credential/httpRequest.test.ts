/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-deprecated-workflow-functions */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import NodeFormData from 'form-data';
import type { IDataObject, INodeType, IRequestOptions } from 'n8n-workflow';
import { startEmulator, type Emulator } from '../../emulator';
import { createEngine, type Engine } from '../../engine';
import { describe as describeNode } from '../../engine/builtinDescription';

/** Makes the call that n8n's HTTP Request node makes (node 4.4, read in n8n-nodes-base 2.41), with these options. */
const httpRequest = (options: () => IRequestOptions): INodeType => ({
	description: describeNode('httpRequest', 'HTTP Request', {
		credentials: [{ name: 'watXApi', required: true }],
	}),
	async execute() {
		const response = (await this.helpers.requestWithAuthentication.call(
			this,
			'watXApi',
			{
				...{ headers: {}, gzip: true, rejectUnauthorized: true, resolveWithFullResponse: true },
				...{ followRedirect: true, followAllRedirects: true, timeout: 10_000, json: true },
				...options(),
			},
			undefined,
			0,
		)) as { body: IDataObject; statusCode: number };
		const { body, statusCode } = response;
		return [[{ json: { body, statusCode } }]];
	},
});

let gateway: Emulator;
let engine: Engine;
let options: IRequestOptions;
let foreign: Server;
let reached: string[];

beforeAll(async () => {
	gateway = await startEmulator();
	engine = await createEngine({
		extraNodes: { 'n8n-nodes-base.httpRequest': httpRequest(() => options) },
	});
	foreign = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			reached.push(`${request.url} ${Buffer.concat(chunks).toString()}`);
			response.end('{}');
		});
	}).listen(0, '127.0.0.1');
	await once(foreign, 'listening');
});
beforeEach(() => {
	gateway.reset();
	reached = [];
});
afterAll(async () => {
	await engine.close();
	await gateway.close();
	foreign.closeAllConnections();
	await new Promise((resolve) => foreign.close(resolve));
});

async function ask(more: IRequestOptions) {
	options = more;
	const node = engine.node(
		{},
		{ name: 'HTTP Request', type: 'n8n-nodes-base.httpRequest', typeVersion: 1 },
	);
	const credentials = { watXApi: { baseUrl: gateway.url, secret: gateway.secret } };
	return await engine.run(engine.chain(node), { input: [{ json: {} }], credentials });
}

it('reads with the secret in the query', async () => {
	gateway.addAccount();
	const result = await ask({
		method: 'GET',
		uri: `${gateway.url}/get/wa.accounts`,
		qs: { limit: 1 },
	});
	expect(result.error).toBeUndefined();
	expect(result.items('HTTP Request')[0].json).toMatchObject({ body: { status: 200 } });
	expect(gateway.requests[0].query).toMatchObject({ limit: '1', secret: gateway.secret });
});

const fields = () => ({
	...{ account: gateway.addAccount().unique, recipient: '+919876543210' },
	...{ type: 'text', message: 'Hello + you', priority: 1 },
});
const form = () => {
	const data = new NodeFormData();
	for (const [name, value] of Object.entries(fields())) data.append(name, String(value));
	return data;
};

it.each([
	['Form Urlencoded', () => ({ form: fields() })],
	['Form-Data of older versions', () => ({ formData: fields() })],
	['Form-Data', () => ({ formData: form() })],
	['JSON of plain values', () => ({ body: fields() })],
	[
		'JSON with its header',
		() => ({ body: fields(), headers: { 'content-type': 'application/json' } }),
	],
] as Array<[string, () => IRequestOptions]>)('sends a body of the type %s', async (_name, body) => {
	const result = await ask({ method: 'POST', uri: `${gateway.url}/send/whatsapp`, ...body() });
	expect(result.error).toBeUndefined();
	expect(gateway.state.sent).toMatchObject([{ message: 'Hello + you' }]);
	expect(gateway.requests[0].rawUrl).not.toContain(gateway.secret);
});

it.each([
	['text', 'account=1'],
	['JSON as text', '{"a":1}'],
	['bytes', Buffer.from('a=1')],
	['a stream', Readable.from(['a=1'])],
	['a list', [1, 2]],
	['nested values', { a: { b: 1 } }],
] as Array<[string, never]>)('refuses a body that is %s', async (_name, body) => {
	const { error } = await ask({ method: 'POST', uri: `${gateway.url}/send/whatsapp`, body });
	expect(error?.message).toMatch(/reads form fields only/);
	expect(gateway.requests).toHaveLength(0);
});

it.each([301, 302, 303, 307, 308])(
	'follows no redirect (%i), with a GET or a POST',
	async (status) => {
		const { port } = foreign.address() as AddressInfo;
		const location = `http://127.0.0.1:${port}/elsewhere`;
		gateway.fault({ kind: 'redirect', status, location, times: Infinity });
		await ask({ method: 'POST', uri: `${gateway.url}/send/whatsapp`, form: fields() });
		await ask({
			method: 'POST',
			uri: `${gateway.url}/send/whatsapp`,
			form: fields(),
			maxRedirects: 21,
		});
		await ask({ method: 'GET', uri: `${gateway.url}/get/wa.accounts` });
		await ask({ uri: `${gateway.url}/get/wa.accounts`, simple: false });
		expect(gateway.requests).toHaveLength(4);
		expect(reached).toEqual([]);
	},
);

describe('an address elsewhere', () => {
	const spellings = () => {
		const { port } = foreign.address() as AddressInfo;
		const { host, port: own } = new URL(gateway.url);
		const evil = `127.0.0.1:${port}`;
		return [
			`http://${evil}/a`,
			`http://${host}@${evil}/a`,
			`http://${host}%40x@${evil}/a`,
			`http://user:pass@${evil}/`,
			`HTTP://${evil}/a`,
			`http:\\\\${evil}/a`,
			`http:/${evil}/a`,
			`http:${evil}/a`,
			`http:////${evil}/a`,
			`//${evil}/a`,
			`\\\\${evil}/a`,
			`/\\${evil}/a`,
			` http://${evil}/a`,
			`\thttp://${evil}/a`,
			`ht\ntp://${evil}/a`,
			`http://127.0.0.1:${own}.${evil}/a`,
			`http://${host}.elsewhere.invalid/a`,
			`http://${host}#@${evil}/a`.replace('#', '%23'),
			`http://127.1:${port}/a`,
			`http://2130706433:${port}/a`,
			`http://0x7f.1:${port}/a`,
			`http://[::ffff:127.0.0.1]:${port}/a`,
			`http://localhost:${port}/a`,
			`https://${host}/a`,
			'file:///etc/hosts',
			'data:text/plain,a',
			'javascript:1',
			'',
		];
	};

	it('never gets the secret, however it is spelled and joined', async () => {
		const { port } = foreign.address() as AddressInfo;
		const bases = [undefined, gateway.url, `http://127.0.0.1:${port}`, `//127.0.0.1:${port}`];
		for (const address of spellings()) {
			for (const baseURL of bases) {
				for (const key of ['uri', 'url']) {
					const { error } = await ask({
						method: 'GET',
						[key]: address,
						...(baseURL && { baseURL }),
					} as never);
					expect(error?.message ?? '').not.toContain(gateway.secret);
				}
			}
		}
		expect(reached.filter((text) => text.includes(gateway.secret))).toEqual([]);
		for (const { query } of gateway.requests) expect(query.secret).toBe(gateway.secret);
	}, 120_000);

	it('is refused when there is none at all', async () => {
		expect((await ask({ method: 'GET' })).error?.message).toMatch(/only sent to/);
		expect(gateway.requests).toHaveLength(0);
	});

	it('is not chosen by the base of a request', async () => {
		const { port } = foreign.address() as AddressInfo;
		const baseURL = `http://127.0.0.1:${port}/api`;
		await ask({ method: 'GET', uri: 'get/wa.accounts', baseURL });
		await ask({ method: 'GET', uri: `${gateway.url}/get/wa.accounts`, baseURL });
		expect(reached).toEqual([]);
		expect(gateway.requests.map(({ path }) => path)).toEqual(['get/wa.accounts']);
	});
});
