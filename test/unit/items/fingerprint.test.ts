import { fingerprint } from '../../../nodes/WatX/items/retryGuard';

const PARAMS = { account: 'a', recipient: '+911234567', message: 'Hi' };
const pdf = { mimeType: 'application/pdf', fileName: 'a.pdf' };
const item = (binary?: object) =>
	({ json: {}, ...(binary ? { binary: { data: binary } } : {}) }) as never;
const plain = fingerprint('send/whatsapp', PARAMS, item());

describe('fingerprint', () => {
	it('is equal for equal calls, whatever the order of their fields', () => {
		const { account, recipient, message } = PARAMS;
		expect(fingerprint('send/whatsapp', { message, recipient, account }, item())).toBe(plain);
	});

	it.each([
		['path', fingerprint('send/whatsapp.bulk', PARAMS, item())],
		['text', fingerprint('send/whatsapp', { ...PARAMS, message: 'Ho' }, item())],
		['another field', fingerprint('send/whatsapp', { ...PARAMS, priority: '1' }, item())],
		[
			'moved text',
			fingerprint('send/whatsapp', { ...PARAMS, account: 'aH', message: 'i' }, item()),
		],
		['file in memory', fingerprint('send/whatsapp', PARAMS, item({ ...pdf, data: 'AAAA' }))],
		['other content', fingerprint('send/whatsapp', PARAMS, item({ ...pdf, data: 'AAAB' }))],
		['stored file', fingerprint('send/whatsapp', PARAMS, item({ ...pdf, id: 'f:1', data: 'f' }))],
		[
			'another stored file',
			fingerprint('send/whatsapp', PARAMS, item({ ...pdf, id: 'f:2', data: 'f' })),
		],
	])('differs with the %s', (_what, other) => {
		expect(other).not.toBe(plain);
	});

	it('tells files apart by content in memory and by ID in storage', () => {
		const of = (binary: object) =>
			fingerprint('send/whatsapp', PARAMS, item({ ...pdf, ...binary }));
		expect(of({ data: 'AAAA' })).toBe(of({ data: 'AAAA' }));
		expect(of({ data: 'AAAA' })).not.toBe(of({ data: 'AAAB' }));
		expect(of({ id: 'f:1', data: 'x' })).toBe(of({ id: 'f:1', data: 'x' }));
		expect(of({ id: 'f:1', data: 'x' })).not.toBe(of({ id: 'f:2', data: 'x' }));
	});
});
