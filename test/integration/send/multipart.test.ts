import NodeFormData from 'form-data';
import { request } from 'undici';
import { startSuite, type Suite } from '../suite';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
afterAll(async () => await suite.close());

const content = Buffer.from([0, 13, 10, 45, 45, 255, 254]);
const text = 'a\nb\r\nc "quoted" + & = % ü 👍\n--\r\n';

const lastAsParsed = () => {
	const { fields, files, bodyEncoding } = suite.gateway.requests.at(-1)!;
	return { fields, files, bodyEncoding };
};

const to = '+919876543210';

/** What the parser makes of a form of the package form-data. */
async function parsed(fields: Record<string, string>, addFile?: (form: NodeFormData) => void) {
	const form = new NodeFormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	addFile?.(form);
	const url = `${suite.gateway.url}/send/whatsapp`;
	await request(url, { method: 'POST', headers: form.getHeaders(), body: form.getBuffer() });
	return lastAsParsed();
}

describe("the node's multipart form reads to the parser as the one of form-data, field by field", () => {
	const fieldsOf = (type: string) => ({
		account: suite.account.unique,
		recipient: to,
		type,
		message: text,
		priority: '1',
		secret: suite.gateway.secret,
	});

	it('with a file', async () => {
		const file = { fileName: 'phöto 1.png', mimeType: 'image/png' };
		const data = await suite.engine.binary.write(content, file);
		const node = suite.sendNode({ messageType: 'media', options: { priority: 1 } });
		await suite.run(node, [{ json: { to, text }, binary: { data } }]);
		const ours = lastAsParsed();
		const { fileName: filename, mimeType: contentType } = file;
		const theirs = await parsed(fieldsOf('media'), (form) =>
			form.append('media_file', content, { filename, contentType }),
		);
		expect(ours).toEqual(theirs);
		expect(ours.fields).toEqual(fieldsOf('media'));
	});

	it('without one, and with a Content-Length', async () => {
		await suite.run(suite.sendNode({ options: { priority: 1 } }), [{ to, text }]);
		const ours = lastAsParsed();
		const { headers } = suite.gateway.requests.at(-1)!;
		expect(Number(headers['content-length'])).toBeGreaterThan(text.length);
		expect(headers['transfer-encoding']).toBeUndefined();
		expect(ours).toEqual(await parsed(fieldsOf('text')));
		expect(ours.fields).toEqual(fieldsOf('text'));
	});
});
