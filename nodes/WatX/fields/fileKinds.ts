/** The two kinds of message that carry a file (contract: endpoint 1, `type`). */
export type FileKind = 'media' | 'document';

/** How the gateway names what a media file is (contract: endpoint 1, `media_type`). */
export type MediaType = 'image' | 'audio' | 'video';

interface Format {
	extension: string;
	mimeTypes: string[];
	mediaType?: MediaType;
	aliases?: string[];
}

/** The formats the gateway accepts; the first mime type is the one that is sent (contract: endpoint 1). */
const formats: Record<FileKind, Format[]> = {
	media: [
		{
			extension: 'jpg',
			mimeTypes: ['image/jpeg', 'image/jpg', 'image/pjpeg'],
			mediaType: 'image',
			aliases: ['jpeg', 'jpe', 'jfif'],
		},
		{ extension: 'png', mimeTypes: ['image/png', 'image/x-png'], mediaType: 'image' },
		{ extension: 'gif', mimeTypes: ['image/gif'], mediaType: 'image' },
		{ extension: 'mp4', mimeTypes: ['video/mp4'], mediaType: 'video' },
		{ extension: 'mp3', mimeTypes: ['audio/mpeg', 'audio/mp3', 'audio/mpeg3'], mediaType: 'audio' },
		{
			extension: 'ogg',
			mimeTypes: ['audio/ogg', 'application/ogg', 'audio/opus'],
			mediaType: 'audio',
			aliases: ['oga', 'opus'],
		},
	],
	document: [
		{ extension: 'pdf', mimeTypes: ['application/pdf', 'application/x-pdf'] },
		{ extension: 'xml', mimeTypes: ['application/xml', 'text/xml'] },
		{ extension: 'xls', mimeTypes: ['application/vnd.ms-excel'] },
		{
			extension: 'xlsx',
			mimeTypes: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
		},
		{ extension: 'doc', mimeTypes: ['application/msword'] },
		{
			extension: 'docx',
			mimeTypes: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
		},
	],
};

/** Endings of formats that the gateway does not take. An ending that is in no list, such as "No. 7", tells nothing. */
const refused = new Set(
	`3g2 3gp 7z aac ai aif aiff amr apk avi avif bat bmp bz2 cab caf cmd cr2 css csv db deb dmg docm dot dotm dotx dwg dxf eml
	eps epub exe flac flv gz heic heif htm html ico ics indd ini iso jar js json jsonl key log m4a m4v md mdb mid midi mjs mkv
	mobi mov mpeg mpg mpga msg msi nef numbers odg odp ods odt ogv p7m pages parquet php pkg pot potx pps ppsx ppt pptm pptx ps
	ps1 psd pub py rar raw rpm rtf sh sql svg swf sxw tar tex tgz tif tiff toml tsv txt vcf vob vsd vsdx wav weba webm webp
	wma wmv wps xhtml xlsb xlsm xlt xltm xltx xps yaml yml zip`.split(/\s+/),
);

/** Types that say nothing about what a file is. */
const NO_TYPE =
	/^$|^(?:application|binary)\/(?:octet-stream|binary|x-?download|force-download|download|save|unknown)$/;

/** The accepted extensions of a kind, for sentences: `jpg, png, …`. */
export const acceptedExtensions = (kind: FileKind): string =>
	formats[kind].map(({ extension }) => extension).join(', ');

export const documentTypes = formats.document.map(({ extension }) => extension);

/** What is known about a file. */
export interface FileFacts {
	fileName?: string;
	mimeType?: string;
	fileExtension?: string;
	/** What the user calls it. */
	documentName?: string;
}

/** A file as the gateway wants to see it. */
export interface AcceptedFile {
	/** Ends with the accepted extension. */
	fileName: string;
	mimeType: string;
	extension: string;
	mediaType?: MediaType;
}

/** Why a file is not accepted: it is something else, or nothing tells what it is. */
export type Rejected = 'other' | 'unknown';

/**
 * Works out which accepted format a file has. A file is what it is: the ending of its own name decides, then its mime type,
 * then the extension n8n gave it, and the user's name for it only where nothing else does.
 *
 * @returns the name that is to be shown with the right extension and the mime type, or why no accepted format fits
 */
export function toAcceptedFile(kind: FileKind, facts: FileFacts): AcceptedFile | Rejected {
	const ownName = bareName(facts.fileName ?? '');
	const named = (facts.documentName ?? '').replace(/[\\/]/g, '-');
	const mimeType = (facts.mimeType ?? '').split(';')[0].trim().toLowerCase();
	const format =
		byExtension(kind, extensionOf(ownName)) ??
		byMimeType(kind, mimeType) ??
		byExtension(kind, (facts.fileExtension ?? '').replace(/^\./, '').toLowerCase()) ??
		byExtension(kind, extensionOf(named)) ??
		'unknown';
	if (typeof format === 'string') return format;
	const { extension, mediaType } = format;
	return {
		fileName: withExtension(bareName(named) || ownName, format),
		mimeType: format.mimeTypes[0],
		extension,
		mediaType,
	};
}

const hasExtension = (extension: string) => (format: Format) =>
	format.extension === extension || format.aliases?.includes(extension) === true;

function byExtension(kind: FileKind, extension: string): Format | 'other' | undefined {
	const found = formats[kind].find(hasExtension(extension));
	if (found) return found;
	const isKnown = refused.has(extension) || formats[otherKind(kind)].some(hasExtension(extension));
	return isKnown ? 'other' : undefined;
}

function byMimeType(kind: FileKind, mimeType: string): Format | 'other' | undefined {
	if (NO_TYPE.test(mimeType)) return undefined;
	return formats[kind].find(({ mimeTypes }) => mimeTypes.includes(mimeType)) ?? 'other';
}

export const otherKind = (kind: FileKind): FileKind => (kind === 'media' ? 'document' : 'media');

/** A name with the ending of its format, in place of another ending that names a format. */
function withExtension(name: string, format: Format): string {
	const ending = extensionOf(name);
	const isFormat = refused.has(ending) || Object.values(formats).flat().some(hasExtension(ending));
	const stem = isFormat ? name.slice(0, -ending.length - 1) : name;
	return `${stem.trim() || 'file'}.${format.extension}`;
}

/** The facts that a link gives away: the last part of its path. */
export function factsOfUrl(url: string): FileFacts {
	const path = new URL(url).pathname;
	const last = path.slice(path.lastIndexOf('/') + 1);
	try {
		return { fileName: decodeURIComponent(last) };
	} catch {
		return { fileName: last };
	}
}

export const extensionOf = (name: string): string =>
	name.includes('.')
		? name
				.slice(name.lastIndexOf('.') + 1)
				.trim()
				.toLowerCase()
		: '';

/** The name without folders and without what would break the header it travels in. */
const bareName = (path: string): string =>
	path
		.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
		.replace(/\p{Cc}/gu, '')
		.replaceAll('"', "'")
		.trim();
