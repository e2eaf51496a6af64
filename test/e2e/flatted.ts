/**
 * Reads the format n8n's REST API returns execution data in (npm's "flatted"): a JSON array whose
 * first entry is the root and in which every string inside an object or array is the index of an
 * entry.
 */

type Entry = string | number | boolean | null | unknown[] | Record<string, unknown>;

/**
 * @param text execution data as the REST API returns it
 * @returns the same value as a tree of plain objects
 */
export function parseFlatted(text: string): unknown {
	const entries = JSON.parse(text) as Entry[];
	const done = new Map<string, unknown>();
	const resolve = (reference: unknown): unknown => {
		if (typeof reference !== 'string') return reference;
		if (done.has(reference)) return done.get(reference);
		const entry = entries[Number(reference)];
		if (entry === null || typeof entry !== 'object') return entry;
		const copy: Record<string, unknown> | unknown[] = Array.isArray(entry) ? [] : {};
		done.set(reference, copy);
		for (const [key, value] of Object.entries(entry)) {
			(copy as Record<string, unknown>)[key] = resolve(value);
		}
		return copy;
	};
	return resolve('0');
}
