/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IBinaryData, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startEmulator, type Emulator } from '../../emulator';
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
	other = await startEmulator();
});
beforeEach(() => {
	suite.gateway.reset();
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
	let answer: (response: ServerResponse) => void;
	beforeAll(async () => {
		server = createServer((_request, response) => answer(response));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	const url = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

	test('that stops in the middle of a file is left, and the message comes without it', async () => {
		const controller = new AbortController();
		jest.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(controller.signal);
		answer = (response) => {
			response.writeHead(200, { 'content-type': 'image/png', 'content-length': '1000' });
			response.write('half', () => setImmediate(() => controller.abort()));
		};
		const { json } = await item(url('/a.png'), { attachmentsFromOtherHosts: true });
		expect(json.attachmentError).toMatch(/it did not arrive within 30 seconds/);
	});

	test('that names no type leaves the extension to tell', async () => {
		answer = (response) => response.end('png');
		const { binary } = await item(url('/a%2Fb.png?x=1'), { attachmentsFromOtherHosts: true });
		expect(binary?.data).toMatchObject({ mimeType: 'image/png', fileExtension: 'png' });
	});

	test('whose address names no file still gives one a name', async () => {
		answer = (response) => response.setHeader('content-type', 'image/jpeg').end('jpg');
		const { binary } = await item(url('/'), { attachmentsFromOtherHosts: true });
		expect(binary?.data).toMatchObject({ mimeType: 'image/jpeg', fileName: 'attachment' });
	});
});
