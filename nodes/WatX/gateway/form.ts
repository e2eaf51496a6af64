import { TextForm } from './textForm';

/** A file to upload: its size is known and its bytes are opened when they are sent, once per attempt. */
export interface Upload {
	fileName: string;
	mimeType: string;
	/** In bytes; becomes part of the Content-Length that PHP front ends insist on. */
	size: number;
	/** Opens the bytes afresh. */
	open(): Promise<AsyncIterable<Uint8Array>>;
}

/** A part whose bytes are streamed while the request is sent, so that memory stays flat whatever the size. */
class StreamPart extends File {
	readonly #size: number;

	readonly #chunks: AsyncIterable<Uint8Array>;

	constructor(file: Upload, chunks: AsyncIterable<Uint8Array>) {
		super([], file.fileName, { type: file.mimeType });
		this.#size = file.size;
		this.#chunks = chunks;
	}

	override get size(): number {
		return this.#size;
	}

	override stream(): ReturnType<Blob['stream']> {
		// The HTTP helper only iterates over it.
		return this.#chunks as unknown as ReturnType<Blob['stream']>;
	}
}

/**
 * Builds a multipart form (contract: endpoints 1 and 2), in one piece when it holds no file.
 *
 * Beside a file, a plain string part would have its line breaks rewritten to CRLF, so text travels as a part without a file
 * name, which PHP reads as an ordinary field, byte for byte.
 */
export async function multipartForm(
	fields: Record<string, string>,
	files: Record<string, Upload> = {},
): Promise<FormData | TextForm> {
	if (Object.keys(files).length === 0) return new TextForm(fields);
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) {
		if (/[\r\n]/.test(value))
			form.append(name, new File([value], '', { type: 'text/plain; charset=utf-8' }));
		else form.append(name, value);
	}
	for (const [name, file] of Object.entries(files)) {
		form.append(name, new StreamPart(file, await file.open()));
	}
	return form;
}
