/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import busboy from 'busboy';
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import { assignField, emptyTable } from './php-form';
import type { FormTable, UploadedFile } from './types';

const HEAD_BYTES = 64 * 1024;
const UNLIMITED = { fieldSize: Infinity, fileSize: Infinity, fields: 1000, files: 20 };

export interface ParsedForm {
	fields: FormTable;
	files: Record<string, UploadedFile>;
}

/**
 * Reads a multipart body while it streams in, hashing files and keeping only their first 64 KiB
 * (all of them with `keepFiles`). A malformed body has no fields at all. Never settles when the
 * client goes away in the middle: the caller watches the connection.
 */
export async function readMultipart(req: IncomingMessage, keepFiles: boolean): Promise<ParsedForm> {
	const form: ParsedForm = { fields: emptyTable(), files: {} };
	const nothing = (): ParsedForm => ({ fields: emptyTable(), files: {} });
	let parser: busboy.Busboy;
	try {
		parser = busboy({ headers: req.headers, defParamCharset: 'utf8', limits: UNLIMITED });
	} catch {
		return await drained(req, nothing());
	}
	return await new Promise((resolve) => {
		parser.on('field', (name, value) => assignField(form.fields, name, value));
		parser.on('file', (name, stream, info) => {
			// A part without a file name is no upload in PHP, whatever its content type.
			const filename = info.filename as string | undefined;
			const collector = collect(stream, filename === undefined || keepFiles);
			stream.on('end', () => {
				const { content, ...file } = collector();
				if (filename === undefined) {
					assignField(form.fields, name, content?.toString('utf8') ?? '');
				} else {
					const kept = content ? { ...file, content } : file;
					form.files[name] = { filename, mimeType: info.mimeType, ...kept };
				}
			});
		});
		parser.on('close', () => resolve(form));
		parser.on('error', () => {
			req.unpipe(parser);
			void drained(req, nothing()).then(resolve);
		});
		req.pipe(parser);
	});
}

/** Reads the rest of a body away, then gives `result`. */
export async function drained<T>(req: IncomingMessage, result: T): Promise<T> {
	if (req.readableEnded) return result;
	return await new Promise((resolve) => {
		req.on('end', () => resolve(result));
		req.resume();
	});
}

function collect(stream: NodeJS.ReadableStream, keepAll: boolean) {
	const hash = createHash('sha256');
	const kept: Buffer[] = [];
	let keptBytes = 0;
	let size = 0;
	stream.on('data', (chunk: Buffer) => {
		hash.update(chunk);
		size += chunk.length;
		const room = keepAll ? chunk.length : Math.min(chunk.length, HEAD_BYTES - keptBytes);
		if (room <= 0) return;
		// A copy: a slice would keep the whole network chunk alive.
		kept.push(Buffer.from(chunk.subarray(0, room)));
		keptBytes += room;
	});
	return () => {
		const all = Buffer.concat(kept);
		const head = all.subarray(0, HEAD_BYTES);
		return { size, sha256: hash.digest('hex'), head, content: keepAll ? all : undefined };
	};
}
