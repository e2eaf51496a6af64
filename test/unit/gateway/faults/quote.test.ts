import { quoteWithout } from '../../../../nodes/WatX/gateway/faults/quote';

const SECRET = `a+b/c=d&e "f'g<h>*!(i)~j\\ü`;

const axios = (text: string) => encodeURIComponent(text).replace(/%20/g, '+').replace(/%3A/gi, ':');
const strict = (text: string) =>
	encodeURIComponent(text).replace(
		/[!'()*~]/g,
		(c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
	);
const lower = (text: string) => text.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase());
const php = (text: string) =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#039;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;');
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const unicode = (text: string) =>
	[...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

const spellings: Array<[string, (text: string) => string]> = [
	['as it is', (text) => text],
	['in a query', encodeURIComponent],
	['in a query of the HTTP library', axios],
	['in a query by RFC 3986', strict],
	['in a form', (text) => new URLSearchParams({ s: text }).toString().slice(2)],
	['with small hex digits', (text) => lower(strict(text))],
	['encoded twice', (text) => encodeURIComponent(strict(text))],
	['encoded twice as a form', (text) => encodeURIComponent(axios(text))],
	['escaped for HTML', php],
	['escaped for JSON', json],
	['escaped for JSON as PHP does', (text) => json(text).replaceAll('/', '\\/')],
	['as escapes alone', unicode],
	['as numbers of HTML', (text) => [...text].map((c) => `&#${c.codePointAt(0)};`).join('')],
	[
		'as hex numbers of HTML',
		(text) => [...text].map((c) => `&#x${c.codePointAt(0)?.toString(16)};`).join(''),
	],
];

it.each(spellings)('a secret %s is not shown', (_name, spell) => {
	const quote = quoteWithout(SECRET);
	expect(quote(`Wrong: ${spell(SECRET)} (see ${spell(SECRET)})`)).toBe('Wrong: ••• (see •••)');
});

it('is not shown in part where a long text is cut', () => {
	for (const before of [280, 290, 299, 300, 9_990, 19_970, 19_990]) {
		const words = quoteWithout('0123456789abcdef')(`${'x'.repeat(before)}0123456789abcdef!`);
		expect(words).not.toMatch(/01/);
		expect(words.length).toBeLessThanOrEqual(301);
	}
	const hidden = `${'<i>'.repeat(6_660)}0123456789abcdef`;
	for (let cut = 0; cut < 30; cut++) {
		expect(quoteWithout('0123456789abcdef')('z'.repeat(cut) + hidden)).not.toMatch(/01/);
	}
});

it('leaves words alone that hold no secret', () => {
	expect(quoteWithout(SECRET)(' Invalid <b>API</b>\n Endpoint!\u0000 ')).toBe(
		'Invalid API Endpoint!',
	);
	expect(quoteWithout('')('Words')).toBe('Words');
	expect(quoteWithout('x')(undefined)).toBe('');
	expect(quoteWithout('x')('\uD800 half')).toBe('half');
});
