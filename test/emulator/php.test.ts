import fc from 'fast-check';
import FormData from 'form-data';
import { createHash } from 'node:crypto';

import { envelopeOf } from './client';
import { useEmulator } from './fixture';
import { parseUrlencoded } from './php-form';

const fixture = useEmulator('mended');

async function sendBody(message: string): Promise<string> {
	const { client, gateway, text } = fixture;
	const fields = new URLSearchParams(text({ secret: gateway.secret }));
	fields.delete('message');
	const answer = await client.postText('send/whatsapp', `${fields.toString()}&${message}`);
	expect(envelopeOf(answer).status).toBe(200);
	return gateway.state.sent[0].message;
}

describe('urlencoded forms', () => {
	test('a plus is a space and %2B is a plus', async () => {
		expect(await sendBody('message=1+1%2B1')).toBe('1 1+1');
	});

	test('the last one of a repeated name wins', async () => {
		expect(await sendBody('message=first&message=second')).toBe('second');
	});

	test('an unencoded + before a number makes it no number', async () => {
		const { client, gateway, text } = fixture;
		const fields = new URLSearchParams(text({ secret: gateway.secret, recipient: '+1' }));
		const body = `${fields.toString()}&recipient=+919876543210`;
		const answer = await client.postText('send/whatsapp', body);
		expect(envelopeOf(answer)).toMatchObject({ status: 400, data: false });
		expect(gateway.requests[0].fields.recipient).toBe(' 919876543210');
	});

	test.each([
		['a[b]=c&a[d][e]=f', { a: { b: 'c', d: { e: 'f' } } }],
		['a[]=x&a[]=y', { a: { 0: 'x', 1: 'y' } }],
		['a[5]=x&a[]=y', { a: { 5: 'x', 6: 'y' } }],
		['a=x&a[b]=c', { a: { b: 'c' } }],
		['a.b=1&c d=2&e[f=3', { a_b: '1', c_d: '2', e_f: '3' }],
		['a&b=&=c&[x]=y', { a: '', b: '' }],
		['a=%zz%41%', { a: '%zzA%' }],
		['a=caf%C3%A9%20%F0%9F%8E%89', { a: 'café 🎉' }],
		['__proto__=x&a=1', JSON.parse('{"__proto__":"x","a":"1"}')],
	])('%s', (text, expected) => {
		expect(JSON.parse(JSON.stringify(parseUrlencoded(text)))).toEqual(expected);
	});

	test('whatever URLSearchParams writes is read back', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (value) => {
				const { value: read } = parseUrlencoded(new URLSearchParams({ value }).toString());
				expect(read).toBe(value);
			}),
			{ numRuns: 300 },
		);
	});

	test('a thousand variables are read and no more', () => {
		const body = Array.from({ length: 1200 }, (_, index) => `v${index}=1`).join('&');
		expect(Object.keys(parseUrlencoded(body))).toHaveLength(1000);
	});
});

describe('multipart forms', () => {
	test('text is stored exactly as it arrived', async () => {
		const { client, gateway, text } = fixture;
		const message = ' 🎉 a+b&c=d %41 "q" \n\r\n\t' + 'x'.repeat(4096);
		await client.post('send/whatsapp', text({ message }));
		expect(gateway.state.sent[0].message).toBe(message);
		expect(gateway.requests[0]).toMatchObject({ bodyEncoding: 'multipart', status: 200 });
	});

	test('uploads are measured and hashed, and all but their head is dropped', async () => {
		const { client, gateway, text } = fixture;
		const bytes = Buffer.alloc(300_000, 'watx');
		const file = { bytes, filename: 'photo ü.png' };
		await client.post('send/whatsapp', text({ type: 'media' }), { media_file: file });
		const upload = gateway.requests[0].files.media_file;
		expect(upload).toMatchObject({ filename: 'photo ü.png', mimeType: 'image/png', size: 300_000 });
		expect(upload.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
		expect(upload.head).toEqual(bytes.subarray(0, 65_536));
		expect(upload.content).toBeUndefined();
		expect(upload.head.buffer.byteLength).toBeLessThanOrEqual(65_536);
	});

	test('with keepFiles the whole upload is there and served', async () => {
		const { client, gateway, text } = fixture;
		gateway.settings.keepFiles = true;
		const bytes = Buffer.alloc(100_000, 'pdf');
		const file = { bytes, filename: 'a.pdf' };
		await client.post('send/whatsapp', text({ type: 'document' }), { document_file: file });
		expect(gateway.requests[0].files.document_file.content).toEqual(bytes);
		const served = await client.raw('GET', String(gateway.state.sent[0].attachment));
		expect(served.bytes).toEqual(bytes);
	});

	test('a part without a file name is no upload', async () => {
		const { client, gateway } = fixture;
		const part = (head: string, body: string) =>
			`--b\r\nContent-Disposition: form-data; ${head}\r\nContent-Type: application/octet-stream\r\n\r\n${body}\r\n`;
		const body = `${part('name="a[b]"', 'c')}${part('name="media_file"', 'x')}--b--\r\n`;
		const headers = { 'content-type': 'multipart/form-data; boundary=b' };
		await client.raw('POST', `${gateway.url}/send/whatsapp`, headers, body);
		expect(JSON.stringify(gateway.requests[0].fields)).toBe('{"a":{"b":"c"},"media_file":"x"}');
		expect(gateway.requests[0].files).toEqual({});
	});

	test.each(['multipart/form-data', 'multipart/form-data; boundary=other'])(
		'a body that does not fit %s has no fields',
		async (type) => {
			const { client, gateway } = fixture;
			const body = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--b--\r\n';
			const url = `${gateway.url}/send/whatsapp`;
			const answer = await client.raw('POST', url, { 'content-type': type }, body);
			expect(envelopeOf(answer).status).toBe(400);
			expect(Object.keys(gateway.requests[0].fields)).toEqual([]);
		},
	);

	test('a chunked body is refused with HTTP 411, unless accepted', async () => {
		const { client, gateway, text } = fixture;
		const sendChunked = async () => {
			const form = new FormData();
			const fields = text({ secret: gateway.secret });
			for (const [name, value] of Object.entries(fields)) form.append(name, value);
			return await client.raw('POST', `${gateway.url}/send/whatsapp`, form.getHeaders(), form);
		};
		expect((await sendChunked()).httpStatus).toBe(411);
		expect(gateway.requests[0].headers['transfer-encoding']).toBe('chunked');
		expect(gateway.state.sent).toEqual([]);
		gateway.settings.acceptChunked = true;
		expect(envelopeOf(await sendChunked()).status).toBe(200);
	});

	test('a body that is too large loses its fields (PHP) or is refused (nginx)', async () => {
		const { client, gateway, text } = fixture;
		const message = 'x'.repeat(2000);
		gateway.settings.postMaxSize = 1000;
		const emptied = await client.post('send/whatsapp', text({ message }));
		expect(envelopeOf(emptied)).toMatchObject({ status: 400, message: 'Invalid Parameters!' });
		gateway.settings.clientMaxBodySize = 1000;
		expect((await client.post('send/whatsapp', text({ message }))).httpStatus).toBe(413);
		expect(gateway.state.sent).toEqual([]);
	});
});

describe('where parameters come from', () => {
	test('a JSON body is not read', async () => {
		const { client, gateway, text } = fixture;
		const body = JSON.stringify(text({ secret: gateway.secret }));
		const headers = { 'content-type': 'application/json' };
		const answer = await client.raw('POST', `${gateway.url}/send/whatsapp`, headers, body);
		expect(envelopeOf(answer).status).toBe(400);
		expect(gateway.requests[0].bodyEncoding).toBe('json');
	});

	test("a secret in a POST's URL is not accepted", async () => {
		const { client, gateway, text } = fixture;
		const body = new URLSearchParams(text()).toString();
		const answer = await client.postText(`send/whatsapp?secret=${gateway.secret}`, body);
		expect(envelopeOf(answer).status).toBe(400);
		expect(gateway.state.sent).toEqual([]);
	});

	test("a GET's body is not read, and a wrong method gets nowhere", async () => {
		const { client, gateway } = fixture;
		const accounts = `${gateway.url}/get/wa.accounts`;
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const body = `secret=${gateway.secret}`;
		expect(envelopeOf(await client.raw('GET', accounts, headers, body)).status).toBe(400);
		expect(envelopeOf(await client.raw('POST', accounts, headers, body)).status).toBe(400);
	});
});
