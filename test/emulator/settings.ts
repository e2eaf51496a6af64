import type { ListName, RecordedRequest } from './types';

type ListOrder = 'newest' | 'oldest';

/** The switches: which of the gateway's possible faces is shown. All may change at any time. */
export interface Settings {
	/**
	 * Delay of every answer in milliseconds, or a function of the request; a promise holds the
	 * request until it is settled.
	 */
	latencyMs: number | ((request: RecordedRequest) => number | Promise<number>);
	/** Where that delay falls: before the request is carried out, or between that and the answer. */
	latencyAt: 'processing' | 'answer';
	/** Rows in a page when no (or no sensible) `limit` is asked for, and the most there ever are. */
	defaultLimit: number;
	maxLimit: number;
	/** By id; for all lists, or per list (a list left out is newest first). */
	listOrder: ListOrder | Partial<Record<ListName, ListOrder>>;
	/** Answer ids / `created` as numeric strings. */
	idsAsStrings: boolean;
	createdAsStrings: boolean;
	/** Old versions answer send and bulk with `data: false`. */
	oldVersion: boolean;
	/** The path that validates a phone number; the other one does not exist. */
	validateEndpoint: 'get/wa.phone' | 'validate/whatsapp' | 'both';
	/** An unknown path: HTTP 404 with a page, or an envelope 404. */
	unknownEndpoint: 'html' | 'envelope';
	/** The envelope's code for a number that is not on WhatsApp. */
	notOnWhatsAppStatus: number;
	/** A list or a page with no rows: `data: []`, or an envelope 404 with `data: false`. */
	emptyList: '[]' | '404';
	/** A page beyond the end repeats the last one instead of being empty. */
	repeatPages: boolean;
	/** An id that does not exist: an envelope error, or a 200 as if nothing were wrong. */
	unknownId: '404' | '400' | 'empty';
	/** Links of create/wa.link hold `//api`. */
	doubleSlashLinks: boolean;
	/** get/wa.info while waiting: status 301, status 200 with `data: false`, or status 400. */
	linkPendingShape: '301' | 'false' | 'status';
	/** The Content-Type of get/wa.qr, whose bytes are always a PNG. */
	qrContentType: string;
	/** The Content-Type of envelopes. */
	jsonContentType: string;
	/** What a send without `priority` counts as. */
	defaultPriority: 1 | 2;
	/** A send from a disconnected account: queued (200), failed (500, a failed row), refused (404). */
	disconnectedSend: 'queue' | 'fail' | 'refuse';
	/** Messages the plan still allows; each accepted one takes one away; null is no limit. */
	quota: number | null;
	/** The calling code put before local numbers, without `+`. */
	countryCode: string;
	/** HTTP status of an envelope error: always 200, or the envelope's code. */
	httpStatusMode: 'always200' | 'matching';
	/** Bodies over this many bytes lose all fields and files, as with PHP's post_max_size. */
	postMaxSize: number;
	/** Bodies over this many bytes are refused with HTTP 413, as with nginx' client_max_body_size. */
	clientMaxBodySize: number;
	/** Accept `Transfer-Encoding: chunked` (refused with HTTP 411 otherwise). */
	acceptChunked: boolean;
	/** Keep the whole content of uploads (in `RecordedRequest.files` and to serve them). */
	keepFiles: boolean;
	/** Serve attachments without a Content-Length. */
	chunkedAttachments: boolean;
	/** Fault pages quote the request with its secret, as a PHP stack trace does. */
	echoSecret: boolean;
	/** Keep requests in `emulator.requests`: the newest so many, and at times up to 1,000 more. */
	record: boolean;
	recordLimit: number;
}

/** The settings an emulator starts with and `reset()` returns to. */
export function defaultSettings(): Settings {
	return {
		latencyMs: 0,
		latencyAt: 'answer',
		defaultLimit: 10,
		maxLimit: 100,
		listOrder: 'newest',
		idsAsStrings: false,
		createdAsStrings: false,
		oldVersion: false,
		validateEndpoint: 'get/wa.phone',
		unknownEndpoint: 'html',
		notOnWhatsAppStatus: 404,
		emptyList: '[]',
		repeatPages: false,
		unknownId: '404',
		doubleSlashLinks: false,
		linkPendingShape: '301',
		qrContentType: 'image/png',
		jsonContentType: 'application/json',
		defaultPriority: 1,
		disconnectedSend: 'queue',
		quota: null,
		countryCode: '91',
		httpStatusMode: 'always200',
		postMaxSize: 1024 ** 3,
		clientMaxBodySize: Infinity,
		acceptChunked: false,
		keepFiles: false,
		chunkedAttachments: false,
		echoSecret: false,
		record: true,
		recordLimit: 10_000,
	};
}
