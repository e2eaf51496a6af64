import { parseImage } from '../../../../nodes/WatX/gateway/links/image';

const png = Buffer.from('89504e470d0a1a0a0000000d', 'hex');

it.each([
	['image/png', 'png', png],
	['image/jpeg', 'jpg', Buffer.from('ffd8ffe000104a46', 'hex')],
	['image/gif', 'gif', Buffer.from('GIF89a\x01\x00')],
	['image/webp', 'webp', Buffer.from('RIFF\x01\x02\x03\x04WEBPVP8 ')],
	['image/bmp', 'bmp', Buffer.from('424d3600000000000000', 'hex')],
	['image/svg+xml', 'svg', Buffer.from('<?xml version="1.0"?>\n<svg xmlns="x"></svg>')],
	['image/svg+xml', 'svg', Buffer.from('\ufeff<!-- QR --><svg></svg>')],
])('recognises %s', (mimeType, extension, bytes) => {
	expect(parseImage(bytes)).toEqual({ bytes, mimeType, extension });
});

it('unwraps a data link', () => {
	const bytes = Buffer.from(`data:image/jpeg;base64,${png.toString('base64')}`);
	expect(parseImage(bytes)).toEqual({ bytes: png, mimeType: 'image/png', extension: 'png' });
});

it.each(['', '{"status":404}', '<html><svg></svg></html>', 'PNG'])('%j is no picture', (text) => {
	expect(parseImage(Buffer.from(text))).toBeUndefined();
});
