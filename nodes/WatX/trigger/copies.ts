import type { IDataObject } from 'n8n-workflow';
import { deepCopy } from 'n8n-workflow';

/**
 * n8n's durable scheduler gives each poll a copy of the trigger's state, which it has taken some time before the poll begins;
 * what a poll makes of its copy is stored some time after the poll has ended, and not at all for one at the activation.
 */

/** What the state of a trigger was marked with when a poll emitted last, and when, by trigger. */
const marks = new Map<string, { mark: string; at: number }>();
let count = 0;
/** After so many milliseconds n8n has stored what a poll has made of its copy, or never will. */
const STORED_AFTER_MS = 30_000;

/** What the first polls of triggers have made of an empty state, by trigger. */
const beginnings = new Map<string, IDataObject>();

/**
 * Runs a poll on the state that n8n gives it.
 *
 * @param key what tells triggers apart
 * @returns null, as for nothing new, on a copy from before the last emission: the poll would emit the same again
 */
export async function onState<T>(
	key: string,
	state: IDataObject,
	work: () => Promise<T | null>,
): Promise<T | null> {
	if (isOutdated(key, state.emission)) return null;
	const isEmpty = Object.keys(state).length === 0;
	if (isEmpty) Object.assign(state, deepCopy(beginnings.get(key) ?? {}));
	else beginnings.delete(key);
	const emitted = await work();
	if (emitted) {
		const mark = `${Date.now()}.${++count}`;
		marks.set(key, { mark, at: Date.now() });
		state.emission = mark;
	} else if (isEmpty) {
		beginnings.set(key, deepCopy(state));
	}
	return emitted;
}

function isOutdated(key: string, mark: unknown): boolean {
	const last = marks.get(key);
	if (last && Date.now() - last.at > STORED_AFTER_MS) marks.delete(key);
	return marks.has(key) && last?.mark !== mark;
}
