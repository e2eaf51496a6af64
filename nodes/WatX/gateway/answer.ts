import type { IDataObject } from 'n8n-workflow';
import type { AnswerData } from './endpoints';
import { parseJson } from './json';

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

export type Id = string | number;

/**
 * Finds the envelope in a body. PHP may print warnings before the JSON: a message that was sent must not look failed for
 * that, so the text from a `{"status":` on is tried too.
 *
 * @returns the envelope, or undefined when the body holds none
 */
export function parseEnvelope(body: unknown): Envelope | undefined {
	const text =
		typeof body === 'string' ? body.replace(/^\uFEFF/, '').trim() : JSON.stringify(body ?? null);
	const whole = parseJson(text);
	if (whole !== undefined) return asEnvelope(whole);
	for (const start of beginnings(text)) {
		const part = asEnvelope(parseJson(text.slice(start)));
		if (part) return part;
	}
	return undefined;
}

const BEGINNING = /\{\s{0,9}"status"\s{0,9}:/g;

/** So many places are tried: a warning that quotes an envelope is rare, and each try costs time. */
const MOST_TRIES = 5;

function beginnings(text: string): number[] {
	const places: number[] = [];
	for (const { index } of text.matchAll(BEGINNING)) {
		// The last one is tried in any case.
		places[Math.min(places.length, MOST_TRIES)] = index;
	}
	return places;
}

function asEnvelope(value: unknown): Envelope | undefined {
	if (!isRecord(value)) return undefined;
	const { status, message, data } = value;
	const code = typeof status === 'number' || typeof status === 'string' ? String(status) : '';
	if (!/^[1-5]\d\d$/.test(code)) return undefined;
	return { status: Number(code), message: typeof message === 'string' ? message : '', data };
}

/** Data that was looked at, and how many rows were left out because they are no records. */
export interface CheckedData {
	data: unknown;
	leftOut: number;
}

/**
 * Checks that an answer holds the data its endpoint promises.
 *
 * @returns `rows` as an array of records, `object` and `optional` as a record whose ids are ids; undefined when data that is
 * needed is missing
 */
export function parseData(kind: AnswerData, data: unknown): CheckedData | undefined {
	if (kind === 'rows') return parseRows(data);
	if (kind === 'none') return { data: isRecord(data) ? tame(data) : {}, leftOut: 0 };
	// PHP may put a single record into a list.
	const record = isRecord(data) && !isPhpList(data) ? data : asList(data)?.find(isRecord);
	if (kind === 'object') return record && { data: tame(record), leftOut: 0 };
	return { data: record ? withIds(tame(record)) : {}, leftOut: 0 };
}

function parseRows(data: unknown): CheckedData | undefined {
	const isNothing = data === false || data === null;
	const list = isNothing ? [] : asList(data);
	if (!list) return undefined;
	// Keyed by id, JavaScript sorts an object by its keys: the lowest id, the oldest row, first.
	const isKeyedById =
		isRecord(data) &&
		Object.entries(data).every(([key, row]) => isRecord(row) && String(row.id) === key);
	if (isKeyedById) list.reverse();
	const rows = list.filter(isRecord).map(tame);
	return { data: rows, leftOut: list.length - rows.length };
}

/** A list as it is, or as PHP encodes an array with gaps: an object with numbers for keys. */
function asList(data: unknown): unknown[] | undefined {
	if (Array.isArray(data)) return data;
	return isRecord(data) && isPhpList(data) ? Object.values(data) : undefined;
}

const isPhpList = (record: IDataObject): boolean =>
	Object.keys(record).every((key) => /^\d+$/.test(key));

export const isRecord = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** n8n takes an item with a field `error` for one that failed, and may run the node again for it. */
function tame(record: IDataObject): IDataObject {
	if (!('error' in record)) return record;
	const { error, ...rest } = record;
	return { ...rest, gatewayError: error };
}

/** What a send gives, each id a number or a text, and nothing else in its place. */
function withIds(record: IDataObject): IDataObject {
	const { messageIds, campaignId } = idsOf(record);
	const ids: IDataObject = { ...record };
	if ('messageId' in ids && !isId(ids.messageId)) delete ids.messageId;
	if ('campaignId' in ids) delete ids.campaignId;
	if (campaignId !== undefined) ids.campaignId = campaignId;
	if ('messageIds' in ids) ids.messageIds = messageIds;
	return ids;
}

/** The ids of what a call has stored, whether it succeeded or failed (contract: What the gateway says). */
export function idsOf(data: unknown): { messageIds: Id[]; campaignId?: Id } {
	if (!isRecord(data)) return { messageIds: [] };
	const list = asList(data.messageIds) ?? [];
	const messageIds = (list.length > 0 ? list : [data.messageId]).filter(isId);
	return isId(data.campaignId) ? { messageIds, campaignId: data.campaignId } : { messageIds };
}

const isId = (value: unknown): value is Id =>
	typeof value === 'number' || (typeof value === 'string' && /^[\w-]{1,64}$/.test(value));
