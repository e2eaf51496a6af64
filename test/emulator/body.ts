/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { IncomingMessage } from 'node:http';

import { htmlPage, type Reply } from './envelope';
import { drained, readMultipart, type ParsedForm } from './multipart';
import { emptyTable, parseUrlencoded } from './php-form';
import type { Settings } from './settings';
import type { BodyEncoding } from './types';

export type Body = ParsedForm & { encoding: BodyEncoding; refusal?: Reply };

/**
 * Reads a request's body as nginx and PHP would: chunked and oversized bodies are refused (411,
 * 413) or lose their fields (post_max_size), JSON is not read, a GET has no form.
 * Gives undefined when the client went away before the end.
 */
export async function readBody(
	req: IncomingMessage,
	settings: Settings,
): Promise<Body | undefined> {
	const empty: Body = { fields: emptyTable(), files: {}, encoding: encodingOf(req) };
	const length = Number(req.headers['content-length'] ?? 0);
	const chunked = req.headers['transfer-encoding'] !== undefined;
	if (length === 0 && !chunked) return { ...empty, encoding: 'none' };

	const gone = new Promise<undefined>((resolve) => {
		req.on('close', () => req.readableEnded || resolve(undefined));
		req.on('error', () => resolve(undefined));
	});
	return await Promise.race([readWhole(req, settings, empty, { length, chunked }), gone]);
}

async function readWhole(
	req: IncomingMessage,
	settings: Settings,
	empty: Body,
	{ length, chunked }: { length: number; chunked: boolean },
): Promise<Body> {
	// Refusals wait for the body to end, so that the client is there to read them.
	if (chunked && !settings.acceptChunked) {
		return await drained(req, { ...empty, refusal: htmlPage(411, 'Length Required') });
	}
	if (length > settings.clientMaxBodySize) {
		return await drained(req, { ...empty, refusal: htmlPage(413, 'Request Entity Too Large') });
	}
	const unread = req.method !== 'POST' || length > settings.postMaxSize;
	if (unread || empty.encoding === 'json' || empty.encoding === 'other') {
		return await drained(req, empty);
	}
	if (empty.encoding === 'multipart') {
		return { ...empty, ...(await readMultipart(req, settings.keepFiles)) };
	}
	return { ...empty, fields: parseUrlencoded(await readText(req)) };
}

function encodingOf(req: IncomingMessage): BodyEncoding {
	const type = (req.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
	if (type === 'application/x-www-form-urlencoded') return 'urlencoded';
	if (type === 'multipart/form-data') return 'multipart';
	return type === 'application/json' ? 'json' : 'other';
}

async function readText(req: IncomingMessage): Promise<string> {
	return await new Promise((resolve) => {
		const chunks: Buffer[] = [];
		req.on('data', (chunk: Buffer) => chunks.push(chunk));
		req.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
	});
}
