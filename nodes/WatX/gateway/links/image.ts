/** A picture whose kind was read from its own bytes. */
export interface Image {
	bytes: Buffer;
	mimeType: string;
	/** Without a dot. */
	extension: string;
}

const kinds: Array<[mimeType: string, extension: string, begins: RegExp]> = [
	['image/png', 'png', /^\x89PNG\r\n/],
	['image/jpeg', 'jpg', /^\xff\xd8\xff/],
	['image/gif', 'gif', /^GIF8[79]a/],
	['image/webp', 'webp', /^RIFF[\s\S]{4}WEBP/],
	['image/bmp', 'bmp', /^BM[\s\S]{4}\0\0\0\0/],
	[
		'image/svg+xml',
		'svg',
		/^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i,
	],
];

/** So many bytes tell the kind of a picture. */
const HEAD = 1024;

/**
 * Recognises a picture by its first bytes, because the Content-Type of the QR code is not established (contract: Not
 * established). A `data:` link around it is unwrapped.
 *
 * @returns undefined when the bytes are no picture
 */
export function parseImage(bytes: Buffer): Image | undefined {
	const head = bytes.toString('latin1', 0, HEAD);
	const wrapped = /^\s*data:image\/[\w.+-]+;base64,/i.exec(head);
	const content = wrapped
		? Buffer.from(bytes.toString('latin1', wrapped[0].length), 'base64')
		: bytes;
	// One wrapping is all there is: another one would be no picture of a gateway.
	const begin = content.toString('latin1', 0, HEAD);
	const kind = kinds.find(([, , begins]) => begins.test(begin));
	return kind && { bytes: content, mimeType: kind[0], extension: kind[1] };
}
