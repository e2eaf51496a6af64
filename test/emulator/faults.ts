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
	| 'http'
	| 'page'
	| 'failed-after'
	| 'garbage'
	| 'nested'
	| 'status-object'
	| 'http-after';

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
	/** redirect (default 302), status (the envelope's code, default 500), http (503), page (403), http-after (403). */
	status?: number;
	/** page: its title. */
	title?: string;
	/** redirect: where to; by default another host with the same path and query. */
	location?: string;
	/** status: the envelope's text and data. */
	message?: string;
	data?: unknown;
	/** http: what is answered. */
	body?: string;
	headers?: Record<string, string>;
}

/** Each way in which a call that was carried out ends without a word that says so. */
export const UNCERTAIN: Record<string, FaultRule> = {
	'an envelope of 500': { kind: 'failed-after' },
	'no answer': { kind: 'cut-after' },
	'a reset': { kind: 'cut-after', reset: true },
	'half an answer': { kind: 'cut-body' },
	'half the JSON': { kind: 'truncated' },
	garbage: { kind: 'garbage' },
	'nothing in the body': { kind: 'empty', process: true },
	'an envelope in an envelope': { kind: 'nested' },
	'a status that is an object': { kind: 'status-object' },
	'HTTP 403 with a sound envelope': { kind: 'http-after', status: 403 },
	'HTTP 500 with a sound envelope': { kind: 'http-after', status: 500 },
	'HTTP 301 with a sound envelope': { kind: 'http-after', status: 301 },
	'a gateway timeout of a proxy': {
		kind: 'page',
		status: 504,
		title: 'Gateway Time-out',
		process: true,
	},
	'a page with HTTP 200': { kind: 'html-200', process: true },
};

/** What a proxy, a firewall, a login or a web server answers in the gateway's place. */
export const PROXY_PAGES: Record<string, FaultRule> = {
	'a login page': { kind: 'page', status: 200, title: 'Sign in' },
	'a login that is asked for': { kind: 'page', status: 401, title: 'Authorization Required' },
	'a firewall': { kind: 'page', status: 403, title: 'Attention Required! | Firewall' },
	'a filter of the web server': { kind: 'page', status: 406, title: 'Not Acceptable' },
	'a web server without this path': { kind: 'page', status: 404, title: 'Not Found' },
	'too many requests': { kind: 'page', status: 429, title: 'Too Many Requests' },
	'a broken server': { kind: 'page', status: 500, title: 'Internal Server Error' },
	'a proxy without a server': { kind: 'page', status: 502, title: 'Bad Gateway' },
	maintenance: { kind: 'page', status: 503, title: 'Service Unavailable' },
};

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
	'failed-after',
	'garbage',
	'nested',
	'status-object',
	'http-after',
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
