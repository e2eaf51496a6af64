import type { RecordedRequest } from './types';

/** What can go wrong; `index.ts` says what each kind does. */
export type FaultKind =
	| 'latency'
	| 'cut-upload'
	| 'cut-before'
	| 'cut-after'
	| 'cut-body'
	| 'hang'
	| '429'
	| '500'
	| '502-html'
	| 'html-200'
	| 'php-warning'
	| 'truncated'
	| 'empty'
	| 'array'
	| 'data-false'
	| 'redirect'
	| 'status'
	| 'http';

export interface FaultMatch {
	/** Exactly this path below the base path, or a pattern for it. */
	path?: string | RegExp;
	method?: string;
	/** From the nth request on (1 = the first) that meets the other conditions. */
	nth?: number;
	/** Sees fields and files too, except for `cut-upload`, which comes before them. */
	when?: (request: RecordedRequest) => boolean;
}

export interface FaultRule {
	kind: FaultKind;
	match?: FaultMatch;
	/** How many requests it hits (default 1; Infinity for all). */
	times?: number;
	/** Whether the request is carried out all the same; the default depends on the kind. */
	process?: boolean;
	/** Extra delay before the answer (or the cut) in milliseconds. */
	ms?: number;
	/** cut-upload: how much of the body is read first. */
	afterBytes?: number;
	/** Cuts: end with a TCP reset instead of a plain end. */
	reset?: boolean;
	/** 429: seconds or an HTTP date. */
	retryAfter?: number | string | Date;
	/** redirect (default 302), status (the envelope's code, default 500), http (default 503). */
	status?: number;
	/** redirect: where to; by default another host with the same path and query. */
	location?: string;
	/** status: the envelope's text and data. */
	message?: string;
	data?: unknown;
	/** http: what is answered. */
	body?: string;
	headers?: Record<string, string>;
}

/** The handle `fault()` gives back. */
export interface ActiveFault {
	/** How many requests it has hit so far. */
	readonly hits: number;
	remove(): void;
}

/** Kinds that spoil the answer of a request that was carried out. */
const PROCESSED: ReadonlySet<FaultKind> = new Set<FaultKind>([
	'latency',
	'cut-after',
	'cut-body',
	'php-warning',
	'truncated',
	'array',
	'data-false',
]);

export function isProcessed(rule: FaultRule): boolean {
	return rule.process ?? PROCESSED.has(rule.kind);
}

interface Entry {
	rule: FaultRule;
	matched: number;
	hits: number;
}

/** The rules in force; the first one that applies to a request is used up by it. */
export class FaultQueue {
	private entries: Entry[] = [];

	add(rule: FaultRule): ActiveFault {
		const entry: Entry = { rule, matched: 0, hits: 0 };
		this.entries.push(entry);
		return {
			get hits() {
				return entry.hits;
			},
			remove: () => {
				this.entries = this.entries.filter((other) => other !== entry);
			},
		};
	}

	clear(): void {
		this.entries = [];
	}

	/** The rule for this request, if any: `cut-upload` before its body is read, the others after. */
	take(request: RecordedRequest, phase: 'upload' | 'answer'): FaultRule | undefined {
		if (this.entries.length === 0) return undefined;
		for (const entry of this.entries) {
			const { rule } = entry;
			const early = rule.kind === 'cut-upload';
			if (early !== (phase === 'upload') || !matches(rule.match, request)) continue;
			entry.matched++;
			if (entry.matched < (rule.match?.nth ?? 1)) continue;
			entry.hits++;
			if (entry.hits >= (rule.times ?? 1)) {
				this.entries = this.entries.filter((other) => other !== entry);
			}
			return rule;
		}
		return undefined;
	}
}

function matches(match: FaultMatch | undefined, request: RecordedRequest): boolean {
	if (!match) return true;
	const { path, method, when } = match;
	if (typeof path === 'string' && path !== request.path) return false;
	// `search`, not `test`: a pattern with a g flag would remember where it stopped.
	if (path instanceof RegExp && request.path.search(path) < 0) return false;
	if (method !== undefined && method !== request.method) return false;
	return when === undefined || when(request);
}
