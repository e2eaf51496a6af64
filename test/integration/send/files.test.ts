/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startSuite, type Suite } from '../suite';

const to = '+919876543210';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const bytes = (size: number) => Buffer.alloc(size, 'watx ');

describe.each(['default', 'filesystem', 'database'] as const)(
	'uploads, binary mode %s',
	(binaryMode) => {
		let suite: Suite;
		beforeAll(async () => {
			suite = await startSuite({ binaryMode });
		});
		beforeEach(() => suite.reset());
		afterAll(async () => await suite.close());

		const upload = async (
			parameters: INodeParameters,
			file: { fileName?: string; mimeType?: string; content?: Buffer },
		) => {
			const { content = bytes(1000), fileName, mimeType } = file;
			const data = await suite.engine.binary.write(content, { fileName, mimeType });
			const node = suite.sendNode(parameters);
			return await suite.run(node, [{ json: { to, text: 'Look:\nhere' }, binary: { data } }]);
		};

		it.each([
			['media', 'photo.jpg', 'image/jpeg', 'photo.jpg', 'image/jpeg'],
			['media', 'photo.JPEG', 'image/jpeg', 'photo.jpg', 'image/jpeg'],
			['media', 'no-ending', 'image/png', 'no-ending.png', 'image/png'],
			['media', 'voice.bin', 'audio/ogg; codecs=opus', 'voice.bin.ogg', 'audio/ogg'],
			['media', 'song.mp3', 'application/octet-stream', 'song.mp3', 'audio/mpeg'],
			['media', 'clip.mp4', 'video/mp4', 'clip.mp4', 'video/mp4'],
			['media', 'photo.png', 'image/jpeg', 'photo.png', 'image/png'],
			['document', 'list.xlsx', 'application/pdf', 'list.xlsx', XLSX],
			['media', 'wave.gif', 'image/gif', 'wave.gif', 'image/gif'],
			[
				'document',
				'Rechnung für März.pdf',
				'application/pdf',
				'Rechnung für März.pdf',
				'application/pdf',
			],
			['document', 'a "quoted" name.xml', 'text/xml', "a 'quoted' name.xml", 'application/xml'],
		])('sends %s %s as %s', async (messageType, fileName, mimeType, sentName, sentType) => {
			const content = bytes(100_000);
			const result = await upload({ messageType }, { fileName, mimeType, content });
			expect(result.error).toBeUndefined();
			const [request] = suite.gateway.requests;
			expect(request.headers['content-length']).toMatch(/^\d+$/);
			expect(request.headers['transfer-encoding']).toBeUndefined();
			expect(request.fields).toMatchObject({
				type: messageType,
				message: 'Look:\nhere',
				recipient: to,
			});
			expect(request.files).toEqual({
				[`${messageType}_file`]: expect.objectContaining({
					filename: sentName,
					mimeType: sentType,
					size: content.length,
					sha256: sha256(content),
				}),
			});
		});

		it.each([
			['Invoice 7', 'Invoice 7.pdf'],
			['2026/07 Invoice.pdf', '2026-07 Invoice.pdf'],
			['={{ 4711 }}', '4711.pdf'],
			['={{ null }}', 'tmp123.pdf'],
		])('lets the user rename a document: %s', async (documentName, expected) => {
			await upload(
				{ messageType: 'document', documentName },
				{ fileName: 'tmp123.pdf', mimeType: 'application/pdf' },
			);
			expect(suite.gateway.requests[0].files.document_file.filename).toBe(expected);
		});

		it.each([
			[
				'media',
				'report.pdf',
				'application/pdf',
				/accepted are jpg, png, gif, mp4, mp3, ogg/,
				/Choose "Document"/,
			],
			[
				'document',
				'photo.jpg',
				'image/jpeg',
				/accepted are pdf, xml, xls, xlsx, doc, docx/,
				/Choose "Media"/,
			],
			[
				'media',
				'setup.exe',
				'application/x-msdownload',
				/cannot be sent as media/,
				/Convert the file/,
			],
		])(
			'refuses as %s the file %s before uploading',
			async (messageType, fileName, mimeType, sentence, advice) => {
				const { error } = await upload({ messageType }, { fileName, mimeType });
				expect(error?.message).toMatch(sentence);
				expect(error?.message).toContain(fileName);
				expect(error?.description).toMatch(advice);
				expect(suite.gateway.requests).toHaveLength(0);
			},
		);

		it('refuses an empty file and a missing field, naming the fields there are', async () => {
			const empty = await upload(
				{ messageType: 'media' },
				{ fileName: 'a.png', mimeType: 'image/png', content: Buffer.alloc(0) },
			);
			expect(empty.error?.message).toMatch(/binary field "data" is empty/);
			const absent = await upload(
				{ messageType: 'media', binaryPropertyName: 'photo' },
				{ fileName: 'a.png' },
			);
			expect(absent.error?.message).toMatch(/no binary field "photo"/);
			expect(absent.error?.description).toMatch(/It has "data"/);
			expect(suite.gateway.requests).toHaveLength(0);
		});

		it.each([
			['Invoice 1/2.pdf', 'tmp123.pdf', 'application/pdf', 'Invoice 1-2.pdf'],
			['Invoice.docx', 'tmp123.pdf', 'application/pdf', 'Invoice.pdf'],
			['Invoice No. 7', 'tmp123.pdf', 'application/pdf', 'Invoice No. 7.pdf'],
			['Invoice.pdf', 'tmp123', 'application/octet-stream', 'Invoice.pdf'],
			['={{ 2026 }}', 'tmp123.pdf', 'application/pdf', '2026.pdf'],
			['={{ null }}', 'in/2026\\own.pdf', 'application/pdf', 'own.pdf'],
		])('calls a document %s', async (documentName, fileName, mimeType, sentName) => {
			const parameters = { messageType: 'document', documentName };
			const { error } = await upload(parameters, { fileName, mimeType });
			expect(error).toBeUndefined();
			expect(suite.gateway.requests[0].files.document_file.filename).toBe(sentName);
		});

		it.each([
			['media', 'sticker.webp', 'image/png'],
			['media', 'clip.mov', 'video/mp4'],
			['media', 'sticker', 'image/webp'],
			['document', 'people.csv', 'application/vnd.ms-excel'],
			['document', 'letter.rtf', 'application/msword'],
			['document', 'setup.exe', 'application/pdf'],
			['document', 'bill.pdf.exe', 'application/octet-stream'],
		])(
			'refuses as %s %s of type %s, whatever it is called',
			async (messageType, fileName, mimeType) => {
				const parameters = { messageType, documentName: 'Bill.pdf' };
				const { error } = await upload(parameters, { fileName, mimeType });
				expect(error?.message).toContain(
					`"${fileName}", ${mimeType}) cannot be sent as ${messageType}`,
				);
				expect(suite.gateway.requests).toHaveLength(0);
			},
		);

		it('asks for a name where nothing tells what a file is', async () => {
			const parameters = { messageType: 'document' };
			const file = { fileName: 'tmp123', mimeType: 'application/octet-stream' };
			const { error } = await upload(parameters, file);
			expect(error?.description).toContain('Give it a "Document Name" that ends with .pdf');
			expect(suite.gateway.requests).toHaveLength(0);
		});

		it('sends a file without a caption, also when the type is an expression', async () => {
			const type = '={{ $json.text ? "text" : "media" }}';
			const data = await suite.engine.binary.write(bytes(10), { fileName: 'a.png' });
			const node = suite.sendNode({ messageType: type });
			Object.assign(suite.gateway.settings, { emptyCaption: true, minMessageBytes: 1 });
			const items = [{ json: { to, text: 'Hi' } }, { json: { to, text: '' }, binary: { data } }];
			const result = await suite.run(node, items);
			expect(result.error).toBeUndefined();
			const sent = suite.gateway.requests.map(({ fields }) => [fields.type, fields.message]);
			expect(sent).toEqual([
				['text', 'Hi'],
				['media', ''],
			]);
		});

		it('takes binary data by expression', async () => {
			const binaryPropertyName = '={{ $input.item.binary.data }}';
			const { error } = await upload(
				{ messageType: 'media', binaryPropertyName },
				{ fileName: 'a.png' },
			);
			expect(error).toBeUndefined();
			expect(suite.gateway.requests[0].files.media_file).toMatchObject({
				filename: 'a.png',
				size: 1000,
			});
		});

		it("takes a path in n8n's combined binary mode, and only there", async () => {
			const file = await suite.engine.binary.write(bytes(10), { fileName: 'a.png' });
			const node = suite.sendNode({ messageType: 'media', binaryPropertyName: 'files[0]' });
			const run = async (settings: object) =>
				await suite.engine.run(
					{ ...suite.engine.chain(node), settings },
					{
						input: [{ json: { to, text: 'x', files: [file] } as unknown as IDataObject }],
						credentials: suite.credentials(),
					},
				);
			expect((await run({})).error?.message).toMatch(/^The item has no binary field "files\[0\]"/);
			expect(suite.gateway.requests).toHaveLength(0);
			expect((await run({ binaryMode: 'combined' })).error).toBeUndefined();
			expect(suite.gateway.requests[0].files.media_file.size).toBe(10);
		});

		it('tells the content of a file from the name of a field', async () => {
			const { error } = await upload(
				{ messageType: 'media', binaryPropertyName: bytes(1_000_000).toString('base64') },
				{ fileName: 'a.png' },
			);
			expect(error?.message).toBe(
				'"Input Binary Field" holds the content of a file, not the name of a binary field',
			);
		});

		it('streams 64 MB whole', async () => {
			const chunk = Buffer.alloc(1024 * 1024, 'x');
			const hash = createHash('sha256');
			for (let i = 0; i < 64; i++) hash.update(chunk);
			const source = Readable.from(Array.from({ length: 64 }, () => chunk));
			const data = await suite.engine.binary.write(source, {
				fileName: 'long.mp4',
				mimeType: 'video/mp4',
			});
			const node = suite.sendNode({ messageType: 'media' });
			const result = await suite.run(node, [{ json: { to, text: 'x' }, binary: { data } }]);
			expect(result.error).toBeUndefined();
			const file = suite.gateway.requests[0].files.media_file;
			expect([file.size, file.sha256]).toEqual([64 * chunk.length, hash.digest('hex')]);
		});
	},
);

describe('a file that n8n has removed', () => {
	it('is named, and nothing is sent', async () => {
		const suite = await startSuite({ binaryMode: 'filesystem' });
		const id = 'filesystem-v2:workflows/1/executions/2/binary_data/gone';
		const data = { id, data: 'filesystem-v2', mimeType: 'image/png', fileName: 'a.png' };
		const node = suite.sendNode({ messageType: 'media' });
		const { error } = await suite.run(node, [{ json: { to, text: 'x' }, binary: { data } }]);
		expect(error?.message).toBe('The file in the binary field "data" is no longer stored in n8n');
		expect(suite.gateway.requests).toHaveLength(0);
		await suite.close();
	});
});

describe('files by URL', () => {
	let suite: Suite;
	beforeAll(async () => {
		suite = await startSuite();
	});
	beforeEach(() => suite.reset());
	afterAll(async () => await suite.close());

	const byUrl = async (parameters: INodeParameters) =>
		await suite.run(suite.sendNode({ attachmentSource: 'url', ...parameters }), [
			{ to, text: 'x' },
		]);

	it.each([
		[
			{ messageType: 'media', attachmentUrl: 'https://example.com/a/offer.PNG?size=2' },
			{ media_url: 'https://example.com/a/offer.PNG?size=2', media_type: 'image' },
		],
		[
			{ messageType: 'media', attachmentUrl: 'https://example.com/v/42', mediaType: 'video' },
			{ media_url: 'https://example.com/v/42', media_type: 'video' },
		],
		[
			{ messageType: 'document', attachmentUrl: 'https://example.com/My%20bill.pdf' },
			{
				document_url: 'https://example.com/My%20bill.pdf',
				document_name: 'My bill.pdf',
				document_type: 'pdf',
			},
		],
		[
			{ messageType: 'media', attachmentUrl: ' https://bücher.example/Über uns/März.png ' },
			{ media_url: 'https://xn--bcher-kva.example/%C3%9Cber%20uns/M%C3%A4rz.png' },
		],
		[
			{ messageType: 'media', attachmentUrl: 'https://www.dropbox.com/s/1/a.png?dl=1' },
			{ media_type: 'image' },
		],
		[
			{ messageType: 'media', attachmentUrl: 'https://example.com/a.png', mediaType: 'Image' },
			{ media_type: 'image' },
		],
		[
			{
				messageType: 'document',
				attachmentUrl: 'https://example.com/get?id=7',
				documentName: 'Plan.xlsx',
			},
			{ document_name: 'Plan.xlsx', document_type: 'xlsx' },
		],
		[
			{ messageType: 'document', attachmentUrl: 'https://example.com/b.pdf', documentName: 'Bill' },
			{ document_name: 'Bill.pdf', document_type: 'pdf' },
		],
		[
			{
				messageType: 'document',
				attachmentUrl: 'https://example.com/get',
				documentName: 'Bill',
				documentType: 'doc',
			},
			{ document_name: 'Bill.doc', document_type: 'doc' },
		],
	])('%j', async (parameters, fields) => {
		const { error } = await byUrl(parameters);
		expect(error).toBeUndefined();
		expect(suite.gateway.requests[0].fields).toMatchObject(fields);
		expect(suite.gateway.requests[0].files).toEqual({});
	});

	it.each([
		[
			{ messageType: 'media', attachmentUrl: 'https://example.com/v/42' },
			/"Attachment URL" does not tell/,
		],
		[
			{ messageType: 'media', attachmentUrl: 'ftp://example.com/a.png' },
			/in "Attachment URL" is no link/,
		],
		[{ messageType: 'media', attachmentUrl: 'photo.png' }, /in "Attachment URL" is no link/],
		[{ messageType: 'media', attachmentUrl: '' }, /^"Attachment URL" is empty/],
		[
			{ messageType: 'media', attachmentUrl: `data:image/png;base64,${'iVBORw0KGgo'.repeat(1e4)}` },
			/^"Attachment URL" holds the content of a file, not a link to one$/,
		],
		[
			{ messageType: 'media', attachmentUrl: 'https://a.example/a.png https://a.example/b.png' },
			/holds more than one link/,
		],
		[
			{ messageType: 'media', attachmentUrl: `https://example.com/${'a\\'.repeat(5000)}.png` },
			/^"https:\/\/example\.com\/(a\\){30}…" in "Attachment URL" is no link$/,
		],
		...[
			['https://drive.google.com/file/d/1/view?usp=sharing', 'Google Drive'],
			['https://docs.google.com/document/d/1/edit', 'Google Docs'],
			['https://www.dropbox.com/s/1/a.png?dl=0', 'Dropbox'],
			['https://1drv.ms/i/s!A', 'OneDrive'],
			['https://we.tl/t-1', 'WeTransfer'],
			['https://photos.app.goo.gl/1', 'Google Photos'],
		].map(([attachmentUrl, service]): [INodeParameters, RegExp] => [
			{ messageType: 'media', attachmentUrl, mediaType: 'image' },
			new RegExp(`^The link in "Attachment URL" opens a page of ${service}, not the file itself$`),
		]),
		[
			{ messageType: 'media', attachmentUrl: 'https://example.com/a.webp', mediaType: 'image' },
			/\("a\.webp"\) cannot be sent as media/,
		],
		[
			{ messageType: 'media', attachmentUrl: 'https://example.com/a.png', mediaType: 'image/jpeg' },
			/^"Media Type" is "image\/jpeg", which is not one of its choices$/,
		],
		[
			{ messageType: 'document', attachmentUrl: 'https://example.com/a', documentType: '.pdf' },
			/^"Document Type" is "\.pdf", which is not one of its choices$/,
		],
		[
			{ messageType: 'document', attachmentUrl: 'https://example.com/a.pdf', documentType: 'xls' },
			/leads to a file that ends with \.pdf, but "Document Type" is XLS$/,
		],
		[
			{ messageType: 'document', attachmentUrl: 'https://example.com/get' },
			/Neither "Document Name" nor/,
		],
	])('refuses %j', async (parameters, sentence) => {
		const { error } = await byUrl(parameters);
		expect(error?.message).toMatch(sentence);
		expect(suite.gateway.requests).toHaveLength(0);
	});
});
