/** How the formats that travel through WhatsApp begin; a dot stands for any byte. */
const BEGINNINGS: Array<[beginning: RegExp, mimeType: string]> = [
	[/^\xff\xd8\xff/, 'image/jpeg'],
	[/^\x89PNG\r\n/, 'image/png'],
	[/^GIF8/, 'image/gif'],
	[/^RIFF.{4}WEBP/s, 'image/webp'],
	[/^RIFF.{4}WAVE/s, 'audio/wav'],
	[/^.{4}ftypM4A/s, 'audio/mp4'],
	[/^.{4}ftyp3g/s, 'video/3gpp'],
	[/^.{4}ftyp/s, 'video/mp4'],
	[/^OggS/, 'audio/ogg'],
	[/^ID3|^\xff[\xfb\xf3\xf2]/, 'audio/mpeg'],
	[/^#!AMR/, 'audio/amr'],
	[/^%PDF-/, 'application/pdf'],
];

/** The mime type a file's first bytes give away; undefined for others. */
export function typeOfBytes(bytes: Uint8Array): string | undefined {
	const text = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
	return BEGINNINGS.find(([beginning]) => beginning.test(text))?.[1];
}

/** Whether a text is a web page rather than a file. */
export const looksLikePage = (text: string): boolean =>
	/^\s{0,100}<(?:!doctype html|html|head|body)\b/i.test(text);
