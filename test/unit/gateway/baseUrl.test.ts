import { parseBaseUrl } from '../../../nodes/WatX/gateway/baseUrl';

describe('reading the Base URL', () => {
	it.each([
		['https://sms.upmtech.in/api', 'https://sms.upmtech.in/api'],
		['https://sms.upmtech.in/api/', 'https://sms.upmtech.in/api'],
		[' http://10.0.0.5:8080/Install/api// ', 'http://10.0.0.5:8080/Install/api'],
		['HTTPS://Host.Example', 'https://host.example'],
	])('%j → %j', (value, url) => {
		expect(parseBaseUrl(value)).toEqual({ url });
	});

	it.each([
		'',
		undefined,
		'sms.upmtech.in/api',
		'ftp://x/api',
		'https://',
		'https:host',
		'javascript:1',
		'http://u:p@x/api',
		'https://x/api?secret=1',
	])('refuses %j in a sentence', (value) => {
		expect(parseBaseUrl(value)).toEqual({
			problem: expect.stringMatching(/Base URL .*\. Enter the address/),
		});
	});
});
