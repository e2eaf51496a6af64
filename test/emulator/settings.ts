import type { ListName, RecordedRequest } from './types';

type ListOrder = 'newest' | 'oldest';

/** ok, or stored: kept for later though the call fails, or failed: tried at once and given up. */
export type SendOutcome = 'ok' | 'stored' | 'failed';

/**
 * The switches: which of the gateway's possible faces is shown. All may change at any time; the
 * profiles (profiles.ts) are named sets of them.
 */
export interface Settings {
	// TIME
	/**
	 * Delay of every answer in milliseconds, or a function of the request; a promise holds the
	 * request until it is settled.
	 */
	latencyMs: number | ((request: RecordedRequest) => number | Promise<number>);
	/** Where that delay falls: before the request is carried out, or between that and the answer. */
	latencyAt: 'processing' | 'answer';
	/** get/wa.accounts asks a server for each account's status: so many milliseconds per account. */
	accountStatusMs: number;

	// LISTS
	/** Rows in a page when no (or no sensible) `limit` is asked for, and the most there ever are. */
	defaultLimit: number;
	maxLimit: number;
	/** Page p from 2 on begins at row p × limit (skipping), or at row (p-1) × limit (normal). */
	pageStart: 'skipping' | 'normal';
	/** By `created`, those of one second shuffled anew for each limit and change, or by `id`. */
	sortBy: 'date' | 'id';
	/** Another one shuffles otherwise. */
	seed: number;
	/** For all lists, or per list (a list left out is newest first). */
	listOrder: ListOrder | Partial<Record<ListName, ListOrder>>;
	/** A proxy that drops the parameter: every page has the default limit, or is the first one. */
	ignoreLimit: boolean;
	ignorePage: boolean;
	/** A page beyond the end repeats the last one instead of being empty. */
	repeatPages: boolean;
	/** Rows in an array, or in an object under their ids (or positions). */
	rowsAs: 'array' | 'object';
	/** No rows: `data: []`, an envelope 404 with `data: false`, or that for wa.servers alone. */
	emptyList: '[]' | '404' | '404 for servers';

	// ROWS
	/** Answer ids / `created` as numeric strings. */
	idsAsStrings: boolean;
	createdAsStrings: boolean;
	/** Unix seconds, milliseconds, or text as a database writes it (UTC). */
	createdAs: 'seconds' | 'milliseconds' | 'text';
	/** Hours by which the `created` that is answered is wrong. */
	createdShiftHours: number;
	/** Which texts are HTML-escaped and trimmed. */
	escapedText: 'received' | 'all' | 'none';
	/** Milliseconds until a received row shows its file; Infinity: until `fetchAttachment(id)`. */
	attachmentDelayMs: number;
	/** The date of a message that arrives late: WhatsApp's (up to 3.8.6) or of insertion (3.9.5). */
	receivedDate: 'whatsapp' | 'insertion';
	/** `data` of wa.message: the row, an array that holds it, or an object with a gap before it. */
	messageDataAs: 'row' | 'array' | 'object';
	/** messageIds of a bulk call is an object when a recipient was dropped before others. */
	phpGaps: boolean;
	/** Contacts of a group lack its admins. */
	omitAdmins: boolean;

	// CALLS
	/** The path that validates a phone number; the other one does not exist. */
	validateEndpoint: 'get/wa.phone' | 'validate/whatsapp' | 'both';
	/** Further paths this installation lacks. */
	missingEndpoints: string[];
	/** A path it lacks: "Invalid API Endpoint!", HTTP 404 with a page, or an envelope 404. */
	unknownEndpoint: 'words' | 'html' | 'envelope';
	/** The envelope's code for a number that is not on WhatsApp. */
	notOnWhatsAppStatus: number;
	/** An id that does not exist: 500 on deletes, 400 on remote/*, 404 elsewhere (mixed), or one code, or a 200 as if nothing were wrong. */
	unknownId: 'mixed' | '404' | '400' | 'empty';
	/** Old versions answer send and bulk with `data: false`. */
	oldVersion: boolean;

	// LINKING
	/** create/wa.link without `sid` is refused. */
	sidRequired: boolean;
	/** Links of create/wa.link hold `//api`. */
	doubleSlashLinks: boolean;
	/** get/wa.info while waiting: status 301, status 200 with `data: false`, or status 400. */
	linkPendingShape: '301' | 'false' | 'status';
	/** `wid` of get/wa.info: `digits:device@s.whatsapp.net`, or the digits alone. */
	widAs: 'jid' | 'digits';
	/** How long a token is good, on the gateway's clock (`advanceClock`). */
	linkLifetimeSeconds: number;
	/** The envelope's code for a token that is unknown or expired. */
	unknownTokenStatus: 401 | 404;
	/** The Content-Type of get/wa.qr, whose bytes are always a PNG. */
	qrContentType: string;
	/** Milliseconds after create/wa.relink until the account is connected; null: `completeRelink`. */
	relinkAfterMs: number | null;

	// SENDING
	/** What a send without `priority` counts as. */
	defaultPriority: 1 | 2;
	/** Bytes a text may have; characters a campaign's name needs. */
	minMessageBytes: number;
	maxMessageBytes: number;
	minCampaignLength: number;
	/** A file may go without a caption. */
	emptyCaption: boolean;
	/** Digits alone: a `+` is put before them, or they are numbers of the country `countryCode`. */
	localNumbers: 'plus' | 'country';
	/** The calling code put before local numbers, without `+`. */
	countryCode: string;
	/** A send from a disconnected account: queued (200), failed (500, a failed row), refused (500). */
	disconnectedSend: 'queue' | 'fail' | 'refuse';
	/** What becomes of each send and bulk call (failed: for priority 1 alone). */
	sendOutcome: SendOutcome | ((request: RecordedRequest) => SendOutcome);
	/** The WhatsApp server is down: sends are stored, groups are [], accounts unknown, no number exists. */
	serverDown: boolean;
	/** The plan: another one refuses each call that needs a secret with 403. */
	plan: 'active' | 'none' | 'expired' | 'forbidden';
	/** Messages the plan still allows; each accepted one takes one away; null is no limit. */
	quota: number | null;
	/** Recipients of a bulk call over the quota: dropped in silence, or the call is refused. */
	bulkOverQuota: 'drop' | 'refuse';

	// HTTP
	/** HTTP status of an envelope error: always 200, or the envelope's code. */
	httpStatusMode: 'always200' | 'matching';
	/** The Content-Type of envelopes. */
	jsonContentType: string;
	/** Bodies over this many bytes lose all fields and files, as with PHP's post_max_size. */
	postMaxSize: number;
	/** Bodies over this many bytes are refused with HTTP 413, as with nginx' client_max_body_size. */
	clientMaxBodySize: number;
	/** Accept `Transfer-Encoding: chunked` (refused with HTTP 411 otherwise). */
	acceptChunked: boolean;
	/** Serve attachments without a Content-Length. */
	chunkedAttachments: boolean;
	/** Fault pages quote the request with its secret, as a PHP stack trace does. */
	echoSecret: boolean;

	// WEBHOOK
	/** Where each received message is POSTed; null: nowhere. */
	webhookUrl: string | null;
	/** The webhook's own secret. */
	webhookSecret: string;
	/** The gateway waits without a limit; a test may set one. */
	webhookTimeoutMs: number;
	/** A file's address, or `0` as if there were none yet. */
	webhookAttachment: 'url' | '0';

	// THE EMULATOR ITSELF
	/** Keep the whole content of uploads (in `RecordedRequest.files` and to serve them). */
	keepFiles: boolean;
	/** Keep requests in `emulator.requests`: the newest so many, and at times up to 1,000 more. */
	record: boolean;
	recordLimit: number;
}
