import type { IDataObject } from 'n8n-workflow';
import type { AnswerData } from './endpoints';

/** The gateway's envelope with its status as a number (contract: Every call). */
export interface Envelope {
	status: number;
	message: string;
	data: unknown;
}

/** What came over HTTP, before it is understood. */
export interface RawAnswer {
	statusCode: number;
	body: unknown;
	headers: IDataObject;
}

/**
 * Finds the envelope in a body. PHP may print warnings before the JSON: a message that was sent must not look failed for
 * that, so the text from the last `{"status"` on is tried too.
 *
 * @returns the envelope, or undefined when the body holds none
 */
export function parseEnvelope(body: unknown): Envelope | undefined {
	const text =
		typeof body === 'string' ? body.replace(/^\uFEFF/, '').trim() : JSON.stringify(body ?? null);
	const whole = parseJson(text);
	if (whole !== undefined) return asEnvelope(whole);
	const start = text.search(LAST_STATUS);
	return start > 0 ? asEnvelope(parseJson(text.slice(start))) : undefined;
}

const LAST_STATUS = /\{\s*"status"\s*:(?![\s\S]*\{\s*"status"\s*:)/;

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function asEnvelope(value: unknown): Envelope | undefined {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
	const { status, message, data } = value as IDataObject;
	if (!/^\d{3}$/.test(String(status))) return undefined;
	return { status: Number(status), message: typeof message === 'string' ? message : '', data };
}

/**
 * Checks that an answer holds the data its endpoint promises.
 *
 * @returns the data (`rows` always as an array), or undefined when data that is needed is missing
 */
export function parseData(kind: AnswerData, data: unknown): unknown {
	const isRecord = typeof data === 'object' && data !== null && !Array.isArray(data);
	if (kind === 'rows') {
		if (Array.isArray(data)) return data;
		// PHP encodes an array with gaps as an object; `false` means "nothing to return".
		return isRecord ? Object.values(data) : data === false || data === null ? [] : undefined;
	}
	if (kind === 'object') return isRecord ? data : undefined;
	return isRecord ? data : {};
}
