import { fail, ok, type Envelope } from './envelope';
import type { Call } from './endpoints/endpoint';
import { textOf } from './php-form';
import type { Settings } from './settings';
import type { ListName } from './types';

/**
 * One page of a list: `limit` (clamped) and `page` as PHP casts them, in the list's order. Costs
 * as much as the page is long, however long the list is.
 */
export function pageOf<T>(rows: readonly T[], list: ListName, call: Call): T[] {
	const { settings } = call;
	const limit = Math.min(intOf(call, 'limit') ?? settings.defaultLimit, settings.maxLimit);
	let start = ((intOf(call, 'page') ?? 1) - 1) * limit;
	if (start >= rows.length && settings.repeatPages && rows.length > 0) {
		start = Math.floor((rows.length - 1) / limit) * limit;
	}
	if (orderOf(settings, list) === 'oldest') return rows.slice(start, start + limit);
	const last = rows.length - start;
	return rows.slice(Math.max(last - limit, 0), Math.max(last, 0)).reverse();
}

/** Answers rows, or their absence in the shape that is switched on. */
export function listEnvelope(message: string, data: unknown[], settings: Settings): Envelope {
	if (data.length > 0 || settings.emptyList === '[]') return ok(message, data);
	return fail(404, 'Nothing found!');
}

/** The answer for an id that does not exist; `data` is what an unsuspecting 200 would hold. */
export function unknownId(what: string, settings: Settings, data: unknown = false): Envelope {
	if (settings.unknownId === 'empty') return ok(`${what} has been processed!`, data);
	return fail(Number(settings.unknownId), `${what} doesn't exist!`);
}

/** An id and a time as this installation writes them. */
export function idOf(id: number, settings: Settings): number | string {
	return settings.idsAsStrings ? String(id) : id;
}

export function createdOf(created: number, settings: Settings): number | string {
	return settings.createdAsStrings ? String(created) : created;
}

/** A parameter cast as PHP does (leading digits count); undefined when that is less than 1. */
function intOf(call: Call, name: string): number | undefined {
	const value = Number.parseInt(textOf(call.parameters, name) ?? '', 10);
	return value >= 1 ? value : undefined;
}

function orderOf({ listOrder }: Settings, list: ListName): 'newest' | 'oldest' {
	return typeof listOrder === 'string' ? listOrder : (listOrder[list] ?? 'newest');
}
