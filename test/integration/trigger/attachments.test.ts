/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { IBinaryData, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startEmulator, type Emulator } from '../../emulator';
import { profile } from '../../profile';
import { TriggerSuite } from './fixture';

const PDF = {
	bytes: Buffer.alloc(300_000, 'pdf '),
	filename: 'plan 2.pdf',
	mimeType: 'application/pdf',
};

let suite: TriggerSuite;
let other: Emulator;
beforeAll(async () => {
	suite = await TriggerSuite.start();
	other = await startEmulator({ profile });
});
beforeEach(() => {
	suite.gateway.reset();
	// Files that come after their rows are another matter.
	suite.gateway.settings.attachmentDelayMs = 0;
	other.reset();
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
	await suite.close();
	await other.close();
});

/** Receives one message with this attachment and gives the item it becomes. */
async function item(
	attachment: string | typeof PDF,
	options: INodeParameters = {},
): Promise<INodeExecutionData> {
	const poller = suite.poller({ options: { downloadAttachments: true, ...options } });
	await poller.activate();
	suite.gateway.receive({ attachment });
	const emitted = await poller.poll();
	expect(emitted?.[0]).toHaveLength(1);
	expect(await poller.poll()).toBeNull();
	return (emitted as INodeExecutionData[][])[0][0];
}

const bytesOf = async (file: IBinaryData | undefined) =>
	await suite.engine.binary.read(file as IBinaryData);

test('a file is downloaded into the binary field, with name and type and without the secret', async () => {
	const { json, binary } = await item(PDF);
	expect(binary?.data).toMatchObject({
		fileName: 'plan 2.pdf',
		fileExtension: 'pdf',
		mimeType: 'application/pdf',
	});
	expect(await bytesOf(binary?.data)).toEqual(PDF.bytes);
	expect(json.attachment).toMatch(/plan%202\.pdf$/);
	expect(json).not.toHaveProperty('attachmentError');
	const request = suite.gateway.requests.find(({ path }) => path.startsWith('/uploads/'));
	expect(JSON.stringify(request)).not.toContain(suite.gateway.secret);
	expect(JSON.stringify(binary)).not.toContain(suite.gateway.secret);
});

test('the binary field can be named', async () => {
	const { binary } = await item(PDF, { binaryPropertyName: 'file' });
	expect(Object.keys(binary ?? {})).toEqual(['file']);
});

test('files are left alone unless asked for', async () => {
	const { json, binary } = await item(PDF, { downloadAttachments: false });
	expect(binary).toBeUndefined();
	expect(json.attachment).toMatch(/^http/);
	expect(json).not.toHaveProperty('attachmentError');
});

test.each([false, true])('a file over the limit is not kept (chunked: %p)', async (isChunked) => {
	suite.gateway.settings.chunkedAttachments = isChunked;
	const large = { ...PDF, bytes: Buffer.alloc(2_000_000) };
	const { json, binary } = await item(large, { maxAttachmentSize: 1 });
	expect(binary).toBeUndefined();
	expect(json.attachmentError).toMatch(
		/larger than 1 MB\. Raise the option "Maximum Attachment Size"/,
	);
});

describe('another host', () => {
	const elsewhere = () => {
		other.receive({ attachment: PDF });
		return String(other.state.received[0].attachment);
	};

	test('is not asked unless the user says so', async () => {
		const { json } = await item(elsewhere());
		expect(json.attachmentError).toMatch(
			/another host than the gateway\. Switch on the option "Attachments From Other Hosts"/,
		);
		expect(other.stats.requests).toBe(0);
	});

	test('is asked when the user says so, without the secret', async () => {
		const { binary } = await item(elsewhere(), { attachmentsFromOtherHosts: true });
		expect(await bytesOf(binary?.data)).toEqual(PDF.bytes);
		expect(JSON.stringify(other.requests)).not.toContain(suite.gateway.secret);
	});

	test('is not reached by a redirect either', async () => {
		suite.gateway.fault({
			kind: 'redirect',
			match: { path: /^\/uploads/ },
			location: elsewhere(),
		});
		const { json } = await item(PDF);
		expect(json.attachmentError).toMatch(/another host than the gateway/);
		expect(other.stats.requests).toBe(0);
	});
});

test('a redirect on the same host is followed', async () => {
	suite.gateway.receive({ attachment: PDF });
	const location = String(suite.gateway.state.received[0].attachment);
	suite.gateway.fault({ kind: 'redirect', match: { path: /^\/uploads/ }, location });
	const { binary } = await item(PDF);
	expect(await bytesOf(binary?.data)).toEqual(PDF.bytes);
});

test.each([
	['500', 'HTTP 500'],
	['html-200', 'web page instead of the file'],
	['cut-before', 'connection failed'],
	['cut-body', 'connection'],
] as const)('%s does not lose the message', async (kind, reason) => {
	suite.gateway.fault({ kind, match: { path: /^\/uploads/ }, times: Infinity });
	const { json, binary } = await item(PDF);
	expect(binary).toBeUndefined();
	expect(json.attachmentError).toMatch(/^The attachment was not downloaded: .*\.$/);
	expect(json.attachmentError).toContain(reason);
});

test.each(['file:///etc/passwd', 'not an address', 'ftp://host/a.jpg'])(
	'%p is no address to download from',
	async (url) => {
		const { json } = await item(url, { attachmentsFromOtherHosts: true });
		expect(json.attachmentError).toMatch(/its address is no http\(s\) URL/);
	},
);

test('redirects in a circle end', async () => {
	suite.gateway.receive({ attachment: PDF });
	const location = String(suite.gateway.state.received[0].attachment);
	suite.gateway.fault({
		kind: 'redirect',
		match: { path: /^\/uploads/ },
		location,
		times: Infinity,
	});
	const { json } = await item(PDF);
	expect(json.attachmentError).toMatch(/redirected again and again/);
});

describe('a server of its own', () => {
	let server: Server;
	let answer: (response: ServerResponse, request: IncomingMessage) => void;
	beforeAll(async () => {
		server = createServer((request, response) => answer(response, request));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	const url = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
	const from = async (path: string, options: INodeParameters = {}) =>
		await item(url(path), { attachmentsFromOtherHosts: true, ...options });

	test('that stops in the middle of a file is left, and the message comes without it', async () => {
		const controller = new AbortController();
		jest.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(controller.signal);
		answer = (response) => {
			response.writeHead(200, { 'content-type': 'image/png', 'content-length': '1000' });
			response.write('half', () => setImmediate(() => controller.abort()));
		};
		const { json } = await from('/a.png');
		expect(json.attachmentError).toMatch(/it did not arrive within 30 seconds/);
	});

	test.each([
		['/a%2Fb.png?x=1', {}, { fileName: 'b.png', mimeType: 'image/png', fileExtension: 'png' }],
		['/', { 'content-type': 'image/jpeg' }, { fileName: 'attachment', mimeType: 'image/jpeg' }],
		['/a.png', { 'content-type': 'IMAGE/PNG; q=1' }, { mimeType: 'image/png', fileType: 'image' }],
		['/%2e%2e%2f..', {}, { fileName: 'attachment' }],
		[
			'/1',
			{ 'content-disposition': 'attachment; filename="../../plan \\"A\\".pdf"' },
			{ fileName: 'plan A.pdf', mimeType: 'application/pdf', fileExtension: 'pdf' },
		],
		[
			'/1.bin',
			{ 'content-disposition': "inline; filename=x.txt; filename*=utf-8''pr%C3%BCfung.txt" },
			{ fileName: 'prüfung.txt' },
		],
		['/1.bin', { 'content-disposition': 'inline; filename=' }, { fileName: '1.bin' }],
	])('names the file of %p with %j', async (path, headers, expected) => {
		answer = (response) => response.writeHead(200, headers).end('file');
		const { binary } = await from(path);
		expect(binary?.data).toMatchObject(expected);
		expect(binary?.data).not.toHaveProperty('directory');
	});

	test.each([
		['\xff\xd8\xff\xe0jpeg', 'image/jpeg'],
		['OggS\0voice', 'audio/ogg'],
		['%PDF-1.7', 'application/pdf'],
		['\0\0\0\x18ftypmp42', 'video/mp4'],
	])('that names no type has a file that begins with %j known as %s', async (bytes, mimeType) => {
		answer = (response) => response.end(Buffer.from(bytes, 'latin1'));
		const { binary } = await from('/file');
		expect(binary?.data).toMatchObject({ mimeType });
		expect(await bytesOf(binary?.data)).toEqual(Buffer.from(bytes, 'latin1'));
	});

	test.each(['a short file', 'x'.repeat(500_000)])(
		'that compresses gives the whole file',
		async (text) => {
			const packed = gzipSync(text);
			answer = (response) =>
				response
					.writeHead(200, { 'content-encoding': 'gzip', 'content-length': String(packed.length) })
					.end(packed);
			const { binary } = await from('/a.txt');
			expect((await bytesOf(binary?.data)).toString()).toBe(text);
		},
	);

	test('that compresses cannot give more than the limit', async () => {
		const packed = gzipSync(Buffer.alloc(50_000_000));
		answer = (response) => response.setHeader('content-encoding', 'gzip').end(packed);
		const { json } = await from('/a.bin', { maxAttachmentSize: 1 });
		expect(json.attachmentError).toMatch(/larger than 1 MB/);
	});

	const envelope = '{"status":403,"message":"Your subscription has expired","data":false}';
	test.each<[string, string, RegExp]>([
		[
			'Application/JSON',
			envelope,
			/data instead of the file: "Your subscription has expired" \(403\)/,
		],
		['text/html', envelope, /instead of the file: "Your subscription has expired" \(403\)/],
		['', envelope, /instead of the file: "Your subscription has expired" \(403\)/],
		['application/json', '[]', /answered with data instead of the file\.$/],
		['Text/HTML; charset=UTF-8', 'Please log in', /a web page instead of the file\.$/],
		['image/png', '\n<!DOCTYPE HTML><title>Log in</title>', /a web page instead of the file\.$/],
		['', '<Html>', /a web page instead of the file\.$/],
	])('that answers as %p with %j gave no file', async (type, body, reason) => {
		answer = (response) => response.writeHead(200, type ? { 'content-type': type } : {}).end(body);
		const { json, binary } = await from('/a.png');
		expect(binary).toBeUndefined();
		expect(json.attachmentError).toMatch(reason);
	});

	test.each([
		['/a.json', '{"status":200,"message":"a file","data":1}'],
		['/a.html', '<!doctype html>'],
	])('that sends %p as a file gave one', async (path, body) => {
		answer = (response) => response.end(body);
		expect((await bytesOf((await from(path)).binary?.data)).toString()).toBe(body);
	});

	test.each([429, 503])('that is busy (%d) is asked once more', async (status) => {
		let requests = 0;
		answer = (response) => {
			if (++requests === 1) response.statusCode = status;
			response.end('file');
		};
		expect((await from('/a.txt')).binary).toBeDefined();
		expect(requests).toBe(2);
	});

	test.each([
		[500, 2],
		[404, 1],
	])('that goes on saying %d is asked %d times', async (status, times) => {
		let requests = 0;
		answer = (response) => {
			requests++;
			response.writeHead(status).end(envelope);
		};
		const { json } = await from('/a.txt');
		expect(json.attachmentError).toContain(
			`HTTP ${status}: "Your subscription has expired" (403).`,
		);
		expect(requests).toBe(times);
	});

	it('whose file is refused is hung up on', async () => {
		const endless = (response: ServerResponse) => {
			const more = (): void =>
				void (response.writable && response.write(Buffer.alloc(65_536), more));
			more();
		};
		const closed: Array<Promise<unknown>> = [];
		answer = (response, { url: path }) => {
			closed.push(new Promise((resolve) => response.on('close', resolve)));
			if (path === '/declared.bin') response.setHeader('content-length', '2000000000');
			if (path === '/page.png') response.setHeader('content-type', 'text/html');
			if (path === '/failed.bin') response.statusCode = 404;
			endless(response);
		};
		for (const path of ['/declared.bin', '/page.png', '/failed.bin', '/large.bin']) {
			const { json } = await from(path, { maxAttachmentSize: 1 });
			expect(json.attachmentError).toMatch(/^The attachment was not downloaded: /);
		}
		await Promise.all(closed);
		expect(closed).toHaveLength(4);
	});
});

test.each([
	['from the root', (path: string) => path],
	['from the host', (path: string, host: string) => `//${host}${path}`],
	['from where the gateway is installed', (path: string) => path.slice(1)],
])('a link that is a path, %s, is one on the gateway', async (_, shorten) => {
	const { gateway } = suite;
	gateway.receive({ attachment: PDF });
	const { pathname, host } = new URL(String(gateway.state.received[0].attachment));
	const { binary } = await item(shorten(pathname, host));
	expect(await bytesOf(binary?.data)).toEqual(PDF.bytes);
});
