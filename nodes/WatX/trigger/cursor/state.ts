import type { Base } from '../../gateway/lists/pages';
import { parseId } from '../../gateway/messageRow';
import { compareIds } from './ids';

/** All that one poll leaves to the next; plain JSON of at most 16 KB. */
export interface CursorState {
	version: 2;
	/** Grows whenever messages are marked, so that overlapping polls notice each other. */
	revision: number;
	/** Messages up to this id are history or long done and never emitted. */
	floor: string;
	/** Ids above the floor that are done, and their marks; see `writeSeen`. */
	seen: string;
	/** How the installation numbers its pages, if that was found out. */
	base?: Base;
	/** What the newest rows looked like; undefined when the newest do not stand first. */
	head?: Head;
	/** Polls since something arrived. */
	quiet: number;
	/** Rows to look through at the next poll, because some there are new but not done, or may have been missed. */
	depth: number;
	/** When the list was last read, in epoch milliseconds. */
	readAt: number;
	/** When the list was found empty, in epoch milliseconds; until rows are found. */
	emptyAt?: number;
}

/** The rows of the newest second. */
export interface Head {
	second: string;
	/** How many they are. */
	rows: number;
	/** Whether the list holds no others. */
	isAll: boolean;
	/** When a row of that second was first seen, in epoch milliseconds. */
	since: number;
	/** Whether that second was surely over when they were last counted, so that no row can have joined them. */
	isOver: boolean;
}

/** Done ids and their marks. */
export type Seen = ReadonlyMap<string, string | undefined>;

/** Characters that remembered ids may take up in the state. */
export const SEEN_CHARACTERS = 14_000;
const MOST_SEEN = 5000;

/**
 * Writes ids and marks, lowest id first: the difference to the id before in base 36, and behind a dot the mark. Runs of
 * consecutive ids without marks become one entry: `5,1*20,3.ab_Z`.
 */
export function writeSeen(seen: Seen): string {
	const entries: string[] = [];
	let last = 0n;
	let run = 0;
	const endRun = () => {
		if (run > 0) entries.push(run === 1 ? '1' : `1*${run}`);
		run = 0;
	};
	for (const [id, mark] of [...seen].sort(([a], [b]) => compareIds(a, b))) {
		const step = BigInt(id) - last;
		last = BigInt(id);
		if (step === 1n && mark === undefined) {
			run++;
			continue;
		}
		endRun();
		entries.push(step.toString(36) + (mark === undefined ? '' : `.${mark}`));
	}
	endRun();
	return entries.join(',');
}

/** Reads what `writeSeen` wrote; undefined when it did not. */
export function readSeen(text: string): Map<string, string | undefined> | undefined {
	const seen = new Map<string, string | undefined>();
	let last = 0n;
	for (const entry of text === '' ? [] : text.split(',')) {
		const match = /^([0-9a-z]{1,30})(?:\*(\d{1,4})|\.([\w-]{1,8}))?$/.exec(entry);
		if (!match) return undefined;
		const step = [...match[1]].reduce((sum, digit) => sum * 36n + BigInt(parseInt(digit, 36)), 0n);
		for (let count = Number(match[2] ?? 1); count > 0; count--) {
			last += step;
			if (step === 0n || seen.size === MOST_SEEN) return undefined;
			seen.set(String(last), match[3]);
		}
	}
	return seen;
}

/** Checks a stored state; undefined when it is none of this version. */
export function readState(value: unknown): CursorState | undefined {
	const state = value as Partial<CursorState> | null | undefined;
	if (state?.version !== 2) return undefined;
	const { floor, seen, head, base, revision, quiet, depth, readAt, emptyAt } = state;
	const isHead =
		head === undefined ||
		(typeof head?.second === 'string' && [head.rows, head.since].every(Number.isFinite));
	const isSound =
		(floor === '0' || parseId(floor) === floor) &&
		typeof seen === 'string' &&
		readSeen(seen) !== undefined &&
		isHead &&
		(base === undefined || base === 0 || base === 1) &&
		[revision, quiet, depth, readAt, emptyAt ?? 0].every(Number.isFinite);
	return isSound ? (state as CursorState) : undefined;
}
