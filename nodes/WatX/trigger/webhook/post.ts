import { createHash, timingSafeEqual } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

/** What the gateway posts for a received message (contract: Webhooks). */
export interface Post {
	secret: string;
	/** `whatsapp` for a message. */
	type: string;
	/** The message in the names of a list's row. */
	row: IDataObject;
	/** The message as it was posted. */
	data: IDataObject;
}

/** In bytes; the longest message that WhatsApp takes is far shorter. */
export const LONGEST_POST = 1024 * 1024;

/**
 * Reads a post: a form in PHP's style (`data[id]=2`), taken apart or not, or JSON.
 *
 * @param body as n8n's server has parsed it, or text that it could not parse
 * @returns undefined for anything else
 */
export function parsePost(body: unknown): Post | undefined {
	const fields = fieldsOf(body);
	if (!fields) return undefined;
	const data = dataOf(fields);
	if (!data) return undefined;
	const { id, wid, phone, message, attachment, timestamp } = data;
	const row = { id, account: wid, recipient: phone, message, attachment, created: timestamp };
	return { secret: text(fields.secret), type: text(fields.type), row, data };
}

/** Compares in a time that tells nothing about the secret, its length included. */
export function isSecret(given: string, expected: string): boolean {
	const digest = (value: string) => createHash('sha256').update(value).digest();
	return timingSafeEqual(digest(given), digest(expected)) && expected !== '';
}

function fieldsOf(body: unknown): IDataObject | undefined {
	const written = Buffer.isBuffer(body) ? body.toString('utf8') : body;
	if (typeof written === 'string') {
		if (written.length > LONGEST_POST) return undefined;
		return parseJson(written) ?? Object.fromEntries(new URLSearchParams(written));
	}
	if (!isRecord(written)) return undefined;
	// n8n puts the fields of a multipart form into `data`.
	return written.secret === undefined && isRecord(written.data) && 'secret' in written.data
		? written.data
		: written;
}

function dataOf(fields: IDataObject): IDataObject | undefined {
	if (isRecord(fields.data)) return fields.data;
	if (typeof fields.data === 'string') return parseJson(fields.data);
	const entries = Object.entries(fields).flatMap(([name, value]) => {
		const key = /^data\[(\w{1,40})\]$/.exec(name)?.[1];
		return key === undefined ? [] : [[key, value] as const];
	});
	return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function parseJson(written: string): IDataObject | undefined {
	if (!written.trimStart().startsWith('{')) return undefined;
	try {
		const parsed: unknown = JSON.parse(written);
		return isRecord(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}

const isRecord = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';
