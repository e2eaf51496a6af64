import type { Call } from './endpoints/endpoint';
import { fail, ok, type Envelope } from './envelope';
import { rowsBetween } from './order';
import { textOf } from './php-form';
import type { Settings } from './settings';
import type { ListName } from './types';
import { WORDS } from './words';

/** One page of a list: `limit` (clamped) and `page` as PHP casts them, in the list's order. */
export function pageOf<T extends { id: number; created: number }>(
	rows: readonly T[],
	list: ListName,
	call: Call,
): T[] {
	const { settings } = call;
	const asked = settings.ignoreLimit ? undefined : intOf(call, 'limit');
	const limit = Math.min(asked ?? settings.defaultLimit, settings.maxLimit);
	const page = settings.ignorePage ? 1 : (intOf(call, 'page') ?? 1);
	const isSkipping = settings.pageStart === 'skipping';
	let from = page === 1 ? 0 : (isSkipping ? page : page - 1) * limit;
	if (from >= rows.length && settings.repeatPages && rows.length > 0) {
		from = Math.floor((rows.length - 1) / limit) * limit;
		if (isSkipping && from === limit) from = 0;
	}
	return rowsBetween(rows, { from, to: from + limit, limit }, list, settings);
}

/** Answers rows, or their absence, in the shapes that are switched on. */
export function listEnvelope(
	message: string,
	rows: Array<Record<string, unknown>>,
	settings: Settings,
): Envelope {
	if (rows.length === 0 && settings.emptyList === '404') return fail(404, 'Nothing found!');
	if (settings.rowsAs === 'array') return ok(message, rows);
	return ok(message, Object.fromEntries(rows.map((row, index) => [String(row.id ?? index), row])));
}

/**
 * The answer for an id that does not exist: `stock` is what a stock gateway says, `data` what an
 * unsuspecting 200 would hold.
 */
export function unknownId(
	what: string,
	settings: Settings,
	stock: Envelope = fail(404, `${what} doesn't exist!`),
	data: unknown = false,
): Envelope {
	if (settings.unknownId === 'mixed') return stock;
	if (settings.unknownId === 'empty') return ok(`${what} has been processed!`, data);
	return fail(Number(settings.unknownId), `${what} doesn't exist!`);
}

/** An unknown id of a delete (contract: endpoint 10). */
export const nothingToDelete = (what: string, settings: Settings): Envelope =>
	unknownId(what, settings, WORDS.somethingWrong);

/** An id as this installation writes it. */
export function idOf(id: number, settings: Settings): number | string {
	return settings.idsAsStrings ? String(id) : id;
}

/** A time as this installation writes it. */
export function createdOf(created: number, settings: Settings): number | string {
	const seconds = created + settings.createdShiftHours * 3600;
	if (settings.createdAs === 'text') {
		return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
	}
	const value = settings.createdAs === 'milliseconds' ? seconds * 1000 : seconds;
	return settings.createdAsStrings ? String(value) : value;
}

/** A parameter cast as PHP does (leading digits count); undefined when that is less than 1. */
function intOf(call: Call, name: string): number | undefined {
	const value = Number.parseInt(textOf(call.parameters, name) ?? '', 10);
	return value >= 1 ? value : undefined;
}
