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

describe("the node's multipart form", () => {
	it('reads to the parser as the one of form-data, field by field', async () => {
		const file = { fileName: 'phöto 1.png', mimeType: 'image/png' };
		const data = await suite.engine.binary.write(content, file);
		const node = suite.sendNode({ messageType: 'media', options: { priority: 1 } });
		await suite.run(node, [{ json: { to: '+919876543210', text }, binary: { data } }]);
		const ours = lastAsParsed();

		const form = new NodeFormData();
		const fields = {
			account: suite.account.unique,
			recipient: '+919876543210',
			type: 'media',
			message: text,
			priority: '1',
			secret: suite.gateway.secret,
		};
		for (const [name, value] of Object.entries(fields)) form.append(name, value);
		form.append('media_file', content, { filename: file.fileName, contentType: file.mimeType });
		const url = `${suite.gateway.url}/send/whatsapp`;
		await request(url, { method: 'POST', headers: form.getHeaders(), body: form.getBuffer() });
		expect(ours).toEqual(lastAsParsed());
		expect(ours.fields).toEqual(fields);
	});
});
