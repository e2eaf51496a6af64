import NodeFormData from 'form-data';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { WatXApi } from '../../../credentials/WatXApi.credentials';
import { TextForm } from '../../../nodes/WatX/gateway/textForm';

const credentials = { baseUrl: 'https://host.example/Install/api/', secret: ' s3cr+t ' };
const url = 'https://host.example/Install/api/send/whatsapp';
/** Redirects are off in every request that carries the secret. */
const STAY = { disableFollowRedirect: true, maxRedirects: 0 };
const authenticate = async (request: IHttpRequestOptions) => {
	const { authenticate: place } = new WatXApi();
	return await place(credentials, await place(credentials, request));
};

describe('placing the secret, twice in a row', () => {
	it('goes into the query of a GET', async () => {
		const request = await authenticate({ method: 'GET', url, qs: { limit: 1 } });
		expect(request).toEqual({ method: 'GET', url, qs: { limit: 1, secret: 's3cr+t' }, ...STAY });
	});

	it.each([
		['URLSearchParams', new URLSearchParams({ a: '1' })],
		['FormData', new FormData()],
	])('goes into the form of a POST: %s', async (_name, body) => {
		const request = await authenticate({ method: 'POST', url, body });
		expect((request.body as URLSearchParams).getAll('secret')).toEqual(['s3cr+t']);
		expect(request.qs).toBeUndefined();
		expect(request.url).toBe(url);
	});

	it('goes into a form of texts, which is then written down', async () => {
		const body = new TextForm({ a: 'b+c\n' });
		const headers = { 'x-a': '1' };
		const request = await authenticate({ method: 'POST', url, headers, body });
		const [, boundary] = /^multipart\/form-data; boundary=([\w-]{20,70})$/.exec(
			String(request.headers?.['content-type']),
		)!;
		const part = (name: string, value: string) =>
			`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
		expect(request.body).toBe(
			`${part('a', 'b+c\n')}${part('secret', 's3cr+t')}--${boundary}--\r\n`,
		);
		expect(request.headers).toMatchObject(headers);
	});

	it('ends the parts of each form in a way of its own', () => {
		const form = new TextForm({ a: '1' });
		expect(form.encode().contentType).not.toBe(form.encode().contentType);
	});

	it('turns a plain or missing body into a form', async () => {
		const plain = await authenticate({ method: 'POST', url, body: { a: 'b+c' } });
		expect(String(plain.body)).toBe('a=b%2Bc&secret=s3cr%2Bt');
		const missing = await authenticate({ method: 'POST', url });
		expect(String(missing.body)).toBe('secret=s3cr%2Bt');
	});

	it.each(['form', 'formData'])("goes into the %s of n8n's HTTP Request node", async (key) => {
		const request = await authenticate({
			method: 'POST',
			url,
			[key]: { a: '1' },
		} as IHttpRequestOptions);
		expect(request).toEqual({ method: 'POST', url, [key]: { a: '1', secret: 's3cr+t' }, ...STAY });
	});

	it("is appended once to the form-data form of n8n's HTTP Request node", async () => {
		const formData = new NodeFormData();
		formData.append('a', '1');
		const request = { method: 'POST', url, formData } as unknown as IHttpRequestOptions;
		expect(await authenticate(request)).toEqual(request);
		const parts = formData
			.getBuffer()
			.toString()
			.match(/name="[^"]+"\r\n\r\n[^\r]*/g);
		expect(parts).toEqual(['name="a"\r\n\r\n1', 'name="secret"\r\n\r\ns3cr+t']);
	});

	it.each([
		'https://host.example@evil.example/api',
		'https://host.example.evil.example/api',
		'https://host.example:8443/Install/api/send/whatsapp',
		'http://host.example/Install/api/send/whatsapp',
	])('refuses an address that begins like its own: %s', async (address) => {
		await expect(authenticate({ method: 'GET', url: address })).rejects.toThrow(/only sent to/);
	});

	it('refuses a Base URL of the request that leads elsewhere', async () => {
		const request = { method: 'GET', baseURL: 'https://evil.example/x/', url: 'a' } as const;
		await expect(authenticate(request)).rejects.toThrow(/only sent to/);
	});

	it('refuses to go to another host', async () => {
		const elsewhere = { method: 'GET', url: 'https://evil.example/api/get/wa.accounts' } as const;
		await expect(authenticate(elsewhere)).rejects.toThrow(/only sent to https:\/\/host\.example/);
		const other = { method: 'GET', baseURL: 'http://host.example', url: '/api' } as const;
		await expect(authenticate(other)).rejects.toThrow(/only sent to/);
	});
});
