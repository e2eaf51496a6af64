/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { INodeParameters } from 'n8n-workflow';
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

		it('lets the user rename a document', async () => {
			await upload(
				{ messageType: 'document', documentName: 'Invoice 7' },
				{ fileName: 'tmp123.pdf', mimeType: 'application/pdf' },
			);
			expect(suite.gateway.requests[0].files.document_file.filename).toBe('Invoice 7.pdf');
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
