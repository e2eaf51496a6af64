import { tidyLink, tokenOfLink } from '../../../nodes/WatX/fields/linkToken';

const base = 'https://host.example/Install/api';

it.each([
	['https://host.example/Install//api/get/wa.qr?token=a%2Bb', 'a+b'],
	['/get/wa.info?x=1&token=abc#top', 'abc'],
	['https://host.example/get/wa.qr', undefined],
	['https://host.example/get/wa.qr?token=', undefined],
	['https://', undefined],
	[false, undefined],
	[undefined, undefined],
])('the token of %j is %j', (link, token) => {
	expect(tokenOfLink(link, base)).toBe(token);
});

it.each([
	[
		'https://host.example//api/get/wa.qr?token=a//b',
		'https://host.example/api/get/wa.qr?token=a//b',
	],
	['https://host.example/api', 'https://host.example/api'],
	['not a link', 'not a link'],
	[undefined, undefined],
])('%j is tidied to %j', (link, tidy) => {
	expect(tidyLink(link)).toBe(tidy);
});
