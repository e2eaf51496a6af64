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

/** The accepted extensions of a kind, for sentences: `jpg, png, …`. */
export const acceptedExtensions = (kind: FileKind): string =>
	formats[kind].map(({ extension }) => extension).join(', ');

export const documentTypes = formats.document.map(({ extension }) => extension);

/** What n8n knows about a file. */
export interface FileFacts {
	fileName?: string;
	mimeType?: string;
	fileExtension?: string;
}

/** A file as the gateway wants to see it. */
export interface AcceptedFile {
	/** Ends with the accepted extension. */
	fileName: string;
	mimeType: string;
	extension: string;
	mediaType?: MediaType;
}

/**
 * Works out from name, extension and mime type which accepted format a file has.
 *
 * The name decides before the mime type, because the gateway looks at the name.
 *
 * @returns the file's name with the right extension and its mime type, or undefined when no accepted format fits
 */
export function toAcceptedFile(kind: FileKind, facts: FileFacts): AcceptedFile | undefined {
	const name = bareName(facts.fileName ?? '');
	const fromName = extensionOf(name);
	const mimeType = (facts.mimeType ?? '').split(';')[0].trim().toLowerCase();
	const byExtension = (extension: string) =>
		formats[kind].find((f) => f.extension === extension || f.aliases?.includes(extension));
	const format =
		byExtension(fromName) ??
		formats[kind].find((f) => f.mimeTypes.includes(mimeType)) ??
		byExtension((facts.fileExtension ?? '').replace(/^\./, '').toLowerCase());
	if (!format) return undefined;
	const { extension, mediaType } = format;
	const known = fromName === extension || format.aliases?.includes(fromName);
	const stem = known ? name.slice(0, -fromName.length - 1) : name;
	return {
		fileName: `${stem || 'file'}.${extension}`,
		mimeType: format.mimeTypes[0],
		extension,
		mediaType,
	};
}

/** The facts that a link gives away: the last part of its path. */
export function factsOfUrl(url: string): FileFacts {
	const path = new URL(url).pathname;
	try {
		return { fileName: decodeURIComponent(path.split('/').pop() ?? '') };
	} catch {
		return { fileName: path.split('/').pop() };
	}
}

const extensionOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1].toLowerCase() ?? '';

/** The name without folders and without what would break the header it travels in. */
const bareName = (path: string): string =>
	(path.split(/[\\/]/).pop() ?? '')
		.replace(/\p{Cc}/gu, '')
		.replaceAll('"', "'")
		.trim();
