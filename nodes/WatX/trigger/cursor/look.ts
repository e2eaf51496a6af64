/**
 * Which rows of a list are new: (state, list) → (new rows, state), without n8n (docs/lists-and-trigger.md).
 *
 * Done is every id up to the floor, and the seen ids above it. A row that is not done is new, wherever it stands: the order
 * of the list and the order of ids are two things. `created` is never looked at to tell what is new.
 *
 * A poll asks for one row while nothing has arrived. Otherwise it reads from the newest row down to rows that are done, and
 * further down for late ones. Nothing is decided while reading: `mark` decides at the end, in one synchronous step. A state
 * that was not saved only means that the same rows are read again.
 */
import { ListReader, type FetchPage, type Reading } from '../../gateway/lists/reader';
import { byId, compareIds, listedRows, type Listed } from './ids';
import { catchUp } from './catchUp';
import { Done } from './done';
import { describeHead, isOldestFirst, isQuiet, olderHead, quickLook } from './head';
import type { CursorState } from './state';

export interface LookOptions<T> {
	/** Makes a row of an entry; undefined for an entry that is none. */
	parse: (entry: unknown) => T | undefined;
	/** Gives the time, in epoch milliseconds. */
	now: () => number;
	/** Newest rows to hand out when there is no state yet. */
	include?: number;
	/** Whether the state may be that of another inbox, unless rows it remembers are listed. */
	isDoubtful?: boolean;
	/** Whether what has arrived since the state was left counts as history. */
	isPaused?: boolean;
	/** Whether to look through the newest rows in any case: after a start it is not known how long ago that was done. */
	isDeep?: boolean;
	/** Whether there is time for another request, when no more than that share of the time is to be used. */
	goOn?: (share: number) => boolean;
	/** Waits before an empty list is looked at again. */
	wait?: () => Promise<void>;
}

/** What one poll has read, before anything is decided. */
export interface Look<T> {
	/** New rows, lowest id first. */
	fresh: T[];
	/** New rows that have to wait for the next poll. */
	left: T[];
	/** Entries that were no rows. */
	odd: number;
	/** Whether the list has started over, so that what it shows counts as history. */
	isStartedOver: boolean;
	/** The revision of the state it rests on; 0 for none. */
	basis: number;
	/** The state, but for what `mark` decides. */
	next: Omit<CursorState, 'version' | 'revision' | 'floor' | 'seen' | 'depth'>;
	done: Done;
	/** Rows that are done, and are to be remembered as they are now. */
	again: T[];
	/** Rows in the order of the list, to find the new ones again. */
	rows: T[];
	/** Rows that the next poll has to look through whatever happens. */
	depth: number;
}

/** A late row is found as long as it is among so many newest ones. */
export const WINDOW = 200;
/** Done rows that end the reading for new ones. */
const ENOUGH_DONE = 20;
/** Most rows that one poll hands out. */
export const BATCH = 1000;
const LIMITS = [250, 2500, 25_000, 250_000];
const MOST_REQUESTS = 300;
/** What share of requests and time is spent on reading from the newest row, before a gap counts as too long for that. */
const SHARE_FROM_TOP = 0.4;
/** In quiet times, one poll of so many looks at the newest rows. */
const DEEP_EVERY = 10;
/** So many polls after something arrived do so, too. */
const DEEP_AFTER_NEWS = 2;

/**
 * Reads what is new. The state is not changed.
 *
 * @param state what the last poll left, or null at the first one
 * @throws what `fetchPage` throws
 */
export async function look<T extends Listed>(
	state: CursorState | null,
	fetchPage: FetchPage,
	options: LookOptions<T>,
): Promise<Look<T>> {
	const began = options.now();
	const bounds = { mostRequests: MOST_REQUESTS, goOn: options.goOn };
	const reader = new ListReader(fetchPage, listedRows(options.parse), bounds, state?.base);
	if (!state) return await begin(reader, options);
	if (options.isPaused) {
		return { ...(await begin(reader, { ...options, include: 0 })), basis: state.revision };
	}
	const done = Done.of(state);
	const { head } = state;
	const isDue = state.quiet < DEEP_AFTER_NEWS || state.quiet % DEEP_EVERY === 0;
	const isDeep = isDue || options.isDeep === true;
	if (head && !isDeep && state.depth === 0 && !options.isDoubtful) {
		const rows = await reader.rowsOf(quickLook(head));
		if (rows && isQuiet(head, rows, (row) => done.has(row))) {
			return quietLook(state, done, began, rows);
		}
	}
	const reading = await readNews(reader, state, (row) => done.has(row), isDeep);
	const { rows } = reading;
	const isKnown = rows.some((row) => done.remembers(row));
	const isBelow = rows.every(({ id }) => compareIds(id, state.floor) <= 0);
	const isOver = reading.isSure && rows.length > 0 && isBelow;
	if (!isKnown && (options.isDoubtful || isOver)) {
		const over = await begin(reader, { ...options, include: 0 }, reading);
		return { ...over, basis: state.revision, isStartedOver: true };
	}
	return gather(state, done, reader, reading, { began, ended: options.now() });
}

/** Reads down to rows that are done, and where rows may be hidden deeper, as deep as they can be. */
async function readNews<T extends Listed>(
	reader: ListReader<T>,
	{ depth }: CursorState,
	isDone: (row: T) => boolean,
	isDeep: boolean,
): Promise<Reading<T>> {
	const countNew = (rows: T[]) => rows.filter((row) => !isDone(row)).length;
	const wanted = (least: number) => (rows: T[]) => {
		if (isOldestFirst(rows)) return Infinity;
		const enough = least + countNew(rows);
		// A second that was seen before can have got new rows, and hides them while it is not read as a whole.
		const seen = rows.find(isDone)?.second;
		const isWhole = seen === undefined || seen !== rows.at(-1)?.second;
		return isWhole ? enough : Math.max(enough, rows.length + 1);
	};
	const news = await reader.read({
		wanted: wanted(ENOUGH_DONE),
		limits: LIMITS,
		share: SHARE_FROM_TOP,
	});
	const isReached = countNew(news.rows) + ENOUGH_DONE <= news.rows.length;
	if (news.end === 'bounds' && !isReached) return await catchUp(reader, news, isDone, BATCH);
	// What arrives pushes late rows further down.
	const isDue = isDeep || depth > 0 || countNew(news.rows) > 0;
	const wantedDeep = wanted(Math.max(WINDOW, depth));
	const isDeepEnough = !isDue || news.end === 'end' || news.rows.length >= wantedDeep(news.rows);
	if (news.isSure && isDeepEnough) return news;
	const deep = await reader.readOn({ wanted: wantedDeep, limits: LIMITS });
	return deep.end === 'bounds' ? { ...news, isSure: false } : deep;
}

/** The first look of all: what is listed is history, but for the newest `include` rows. */
async function begin<T extends Listed>(
	reader: ListReader<T>,
	{ now, include = 0, wait }: LookOptions<T>,
	read?: Reading<T>,
): Promise<Look<T>> {
	const wanted = (rows: T[]) => {
		if (isOldestFirst(rows)) return Infinity;
		const least = Math.max(WINDOW, include);
		// Of the last second all rows have to be known: one that comes into sight later would seem new.
		const isWhole = rows.length > least && rows.at(-1)?.second !== rows[least - 1].second;
		return isWhole || rows.some(({ second }) => second === undefined) ? least : rows.length + 1;
	};
	let reading = read ?? (await reader.read({ wanted, limits: LIMITS }));
	if (reading.rows.length === 0 && wait) {
		await wait();
		reading = await reader.read({ wanted, limits: LIMITS });
	}
	const rows = [...reading.rows].sort(byId);
	const fresh = include > 0 ? rows.slice(-include) : [];
	const history = rows.slice(0, rows.length - fresh.length);
	const isAll = reading.end === 'end' && reading.isSure;
	const ended = now();
	const edge = isAll ? '0' : historyEdge(reading, history);
	const done = Done.history(edge, history).with([], fresh);
	const next = {
		base: baseOf(reader, reading),
		head: describeHead(reading.rows, isAll, undefined, { began: ended, ended }),
		quiet: DEEP_AFTER_NEWS,
		readAt: ended,
		emptyAt: rows.length === 0 ? ended : undefined,
	};
	const { odd } = reading;
	return {
		...{ basis: 0, fresh, left: [], odd, isStartedOver: false, next, done, again: [] },
		...{ rows: reading.rows, depth: 0 },
	};
}

/** How pages are numbered, for the next poll. Rows that arrive while a list is read can make its pages look like others. */
const baseOf = <T>(
	{ provenBase }: ListReader<T>,
	{ isSure }: Reading<T>,
	before?: CursorState['base'],
): CursorState['base'] => (isSure || provenBase === before ? provenBase : undefined);

/** The id up to which all is history, when not all of the list was read. */
function historyEdge<T extends Listed>({ rows, isSure }: Reading<T>, history: T[]): string {
	const last = rows.at(-1);
	const highest = history.at(-1)?.id ?? '0';
	if (!isSure || !last) return highest;
	// Of the last second some rows were not read; their ids are below those of the seconds before.
	const isLast = ({ id, second }: T) => id === last.id || (second ?? id) === last.second;
	const lowest = history.find((row) => !isLast(row))?.id;
	const below = lowest === undefined ? highest : String(BigInt(lowest) - 1n);
	return history
		.filter(isLast)
		.reduce((edge, { id }) => (compareIds(id, edge) > 0 ? id : edge), below);
}

/** A poll that has found nothing by one request. */
function quietLook<T extends Listed>(
	state: CursorState,
	done: Done,
	began: number,
	rows: T[],
): Look<T> {
	const { revision: basis, base, head, emptyAt, depth, quiet } = state;
	const isOlder = head && olderHead(head, began);
	const next = { base, head: isOlder, quiet: quiet + 1, readAt: began, emptyAt };
	const nothing = { fresh: [], left: [], odd: 0, again: [], isStartedOver: false };
	return { ...nothing, basis, next, done, rows, depth };
}

/** Puts together what was read. */
function gather<T extends Listed>(
	state: CursorState,
	before: Done,
	reader: ListReader<T>,
	reading: Reading<T>,
	time: { began: number; ended: number },
): Look<T> {
	const { rows, odd, end, isSure } = reading;
	const rewritten = before.rewritten(rows);
	const history = historyAfterEmpty(state, rows);
	const isNew = (row: T) => !before.has(row) && !rewritten.has(row.id) && !history.has(row.id);
	const all = rows.filter(isNew).sort(byId);
	const done =
		history.size > 0
			? Done.history(
					'0',
					rows.filter(({ id }) => history.has(id)),
				).with([], all)
			: before;
	let size = Math.min(BATCH, all.length);
	while (size > 1 && done.with(all.slice(0, size), []).write() === undefined) {
		size = Math.floor(size / 2);
	}
	const fresh = all.slice(0, size);
	const next = {
		base: baseOf(reader, reading, state.base),
		head: describeHead(rows, end === 'end' && isSure, state.head, time),
		quiet: all.length > 0 ? 0 : state.quiet + 1,
		readAt: time.ended,
		emptyAt: rows.length === 0 ? state.emptyAt : undefined,
	};
	return {
		...{ basis: state.revision, fresh, left: all.slice(size), odd, isStartedOver: false },
		...{ next, done },
		again: rows.filter((row) => rewritten.has(row.id)),
		rows,
		depth: isSure ? 0 : WINDOW + all.length,
	};
}

/** Older than this before the list was found empty is history, in milliseconds. */
const TOLERANCE = 60_000;
/** Fewer rows than that are no history that comes to light; `created` can be off by hours. */
const LEAST_HISTORY = 3;

/** Rows that must have been there when the list was found empty: most of many that are older than that. */
function historyAfterEmpty<T extends Listed>(
	{ emptyAt }: CursorState,
	rows: T[],
): ReadonlySet<string> {
	if (emptyAt === undefined) return new Set();
	const older = rows.filter(({ second }) => Number(second) * 1000 < emptyAt - TOLERANCE);
	const isHistory = older.length > Math.max(LEAST_HISTORY, rows.length / 2);
	return new Set(isHistory ? older.map(({ id }) => id) : []);
}

/**
 * Decides; synchronous, so that no other poll can come between.
 *
 * @param isHandled whether a new row is emitted or filtered out; others stay new
 * @returns the state from now on, or null when another poll has marked rows meanwhile: then nothing may be emitted
 */
export function mark<T extends Listed>(
	current: CursorState | null,
	{ basis, fresh, left, next, done, again, rows, depth, isStartedOver }: Look<T>,
	isHandled: (row: T) => boolean = () => true,
): CursorState | null {
	if ((current?.revision ?? 0) !== basis) return null;
	const handled = fresh.filter(isHandled);
	const waiting = [...fresh.filter((row) => !isHandled(row)), ...left];
	const marked = done.with([...again, ...handled], waiting);
	const isWaiting = new Set(waiting.map(({ id }) => id));
	const deepest = rows.reduce((last, { id }, index) => (isWaiting.has(id) ? index + 1 : last), 0);
	return {
		version: 2,
		...next,
		revision: basis + Number(basis === 0 || isStartedOver || handled.length > 0),
		floor: marked.floor,
		seen: marked.write() ?? '',
		depth: Math.max(depth, deepest),
	};
}
