/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { parse } from 'node:querystring';
import { isSecret, parsePost } from '../../../../nodes/WatX/trigger/webhook/post';

const data = {
	id: '7',
	wid: '+919700000001',
	phone: '+919876543210',
	message: 'Tea &amp; cake + 100 %',
	attachment: '0',
	timestamp: '1700000000',
};
const form = new URLSearchParams({
	secret: 's3cret',
	type: 'whatsapp',
	...Object.fromEntries(Object.entries(data).map(([key, value]) => [`data[${key}]`, value])),
}).toString();
const nested = { secret: 's3cret', type: 'whatsapp', data };

test.each<[string, unknown]>([
	['a form as n8n parses it', { ...parse(form) }],
	['a form that was not parsed', form],
	['bytes', Buffer.from(form)],
	['a form taken apart', nested],
	['JSON', JSON.stringify(nested)],
	['JSON whose data is JSON', { ...nested, data: JSON.stringify(data) }],
	['a multipart form as n8n parses it', { data: { ...parse(form) }, files: {} }],
])('%s is a post', (_, body) => {
	expect(parsePost(body)).toEqual({
		secret: 's3cret',
		type: 'whatsapp',
		data,
		row: {
			id: '7',
			account: '+919700000001',
			recipient: '+919876543210',
			message: 'Tea &amp; cake + 100 %',
			attachment: '0',
			created: '1700000000',
		},
	});
});

test.each<[unknown]>([
	[undefined],
	[null],
	[5],
	[''],
	['x'],
	['{'],
	['[]'],
	[{}],
	[[]],
	[{ secret: 's3cret', type: 'whatsapp' }],
	[{ ...nested, data: '7' }],
	[{ ...nested, data: [data] }],
	[{ 'data[]': '7', 'data[id': '7' }],
	[`${form}&x=${'x'.repeat(1024 * 1024)}`],
])('%.40j is none', (body) => {
	expect(parsePost(body)).toBeUndefined();
});

test('a secret that is repeated or no text is none', () => {
	expect(parsePost({ ...nested, secret: ['s3cret', 's3cret'] })?.secret).toBe('');
	expect(parsePost({ ...nested, secret: { a: 1 } })?.secret).toBe('');
});

test.each([
	['s3cret', 's3cret', true],
	['s3cre', 's3cret', false],
	['s3cretx', 's3cret', false],
	['', 's3cret', false],
	['', '', false],
	['geheimnis-ü', 'geheimnis-ü', true],
])('the secret %p against %p: %p', (given, expected, is) => {
	expect(isSecret(given, expected)).toBe(is);
});
