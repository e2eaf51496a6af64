/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { IncomingHttpHeaders } from 'node:http';

/** Every permission a key can carry; the names the gateway's key page uses. */
export const PERMISSIONS = [
	'wa_send',
	'wa_send_bulk',
	'validate_wa_phone',
	'create_whatsapp',
	'get_wa_accounts',
	'get_wa_sent',
	'get_wa_received',
	'get_wa_pending',
	'get_wa_campaigns',
	'get_wa_groups',
	'start_wa_campaign',
	'stop_wa_campaign',
	'delete_wa_sent',
	'delete_wa_received',
	'delete_wa_account',
	'get_unsubscribed',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** A decoded PHP form: text, or nested tables for `a[b]=c`. */
export type FormValue = string | FormTable;
export interface FormTable {
	[name: string]: FormValue;
}

/** One uploaded file; `head` is at most 64 KiB, `content` is there with `settings.keepFiles` only. */
export interface UploadedFile {
	filename: string;
	mimeType: string;
	/** Bytes received. */
	size: number;
	/** Lower-case hex digest of the bytes received. */
	sha256: string;
	head: Buffer;
	content?: Buffer;
}

export type BodyEncoding = 'none' | 'urlencoded' | 'multipart' | 'json' | 'other';

/** One request as the gateway saw it. */
export interface RecordedRequest {
	method: string;
	/** Below the base path, without a leading slash (`send/whatsapp`); outside of it with one. */
	path: string;
	query: FormTable;
	/** The decoded form body; empty when PHP would not have read it. */
	fields: FormTable;
	files: Record<string, UploadedFile>;
	headers: IncomingHttpHeaders;
	/** The request target as sent, query included. */
	rawUrl: string;
	bodyEncoding: BodyEncoding;
	/** Milliseconds since 1970 with fractions, taken when the headers had arrived. */
	startedAt: number;
	/** When the answer was handed to the socket or the connection ended; undefined until then. */
	finishedAt?: number;
	/** The HTTP status answered; 0 when the connection ended without one. */
	status: number;
}

/** A linked WhatsApp account; `unique` is 72 hex digits. */
export interface Account {
	id: number;
	phone: string;
	unique: string;
	status: 'connected' | 'disconnected' | 'connecting' | 'disconnecting' | 'unknown';
	/** Unix seconds, as in every row. */
	created: number;
}

/** What all message rows share; `account` is the own phone number, not the unique ID. */
interface ChatRow {
	id: number;
	account: string;
	/** The other side, also of a received message: a phone number or a `…@g.us` group address. */
	recipient: string;
	message: string;
	attachment: string | false;
	created: number;
}
export type ReceivedRow = ChatRow;

/** A message that waits to be sent; what follows `api` is the emulator's own and never listed. */
export interface PendingRow extends ChatRow {
	api: boolean;
	type: string;
	priority?: 1 | 2;
	campaignId?: number;
	/** What get/wa.message calls it while it waits; `queued` when left out. */
	waiting?: 'pending' | 'queued' | 'unknown';
}
export interface SentRow extends PendingRow {
	status: 'sent' | 'failed';
}

export interface Campaign {
	id: number;
	account: string;
	type: string;
	status: 'running' | 'paused' | 'completed';
	name: string;
	contacts: number;
	created: number;
}

/** A WhatsApp group of the account with the unique ID `unique`; contacts are phone numbers. */
export interface Group {
	unique: string;
	gid: string;
	name: string;
	contacts: string[];
	/** Members who are admins as well: stock leaves them out of the contacts. */
	admins?: string[];
}

export interface WhatsAppServer {
	id: number;
	name: string;
}

/** A QR code link on its way to becoming an account. */
export interface Link {
	token: string;
	qrstring: string;
	sid: number;
	status: 'pending' | 'linked' | 'expired';
	/** The account it became, when linked. */
	account?: Account;
	/** When it was made (ms on the gateway's clock); without it, it lives until `expireLink`. */
	createdAt?: number;
	/** A link of create/wa.relink never tells that it was used. */
	isRelink?: boolean;
}

/** A sender whose message began with "stop". */
export interface UnsubscribedRow {
	id: number;
	phone: string;
	created: number;
}

/** A file the emulator serves outside the base path. */
export interface ServedFile {
	bytes: Buffer;
	filename: string;
	mimeType: string;
}

/**
 * Everything the gateway knows. Tests may read and edit it at any time; rows stand in ascending
 * order of `id`, whatever order the lists are answered in.
 */
export interface State {
	accounts: Account[];
	sent: SentRow[];
	received: ReceivedRow[];
	pending: PendingRow[];
	campaigns: Campaign[];
	groups: Group[];
	servers: WhatsAppServer[];
	/** Secret → what it may do. */
	keys: Map<string, Set<Permission>>;
	/** Token → link. */
	links: Map<string, Link>;
	/** Phone numbers (E.164) that are not on WhatsApp; every other number is. */
	notOnWhatsApp: Set<string>;
	/** URL path → file served under it. */
	files: Map<string, ServedFile>;
	/** Received rows that are not listed yet; `reveal(id)` lists them. */
	hidden: ReceivedRow[];
	unsubscribed: UnsubscribedRow[];
	/** Received id → when the gateway has fetched its file (ms); until then it is not shown. */
	unfetched: Map<number, number>;
	/** How far the gateway's clock is ahead of the machine's, in ms. */
	clockOffset: number;
	/** The highest id handed out so far, per table. */
	lastIds: Record<IdTable, number>;
}

export type IdTable = 'account' | 'message' | 'received' | 'campaign' | 'server' | 'unsubscribed';
export type ListName = 'accounts' | 'sent' | 'received' | 'pending' | 'campaigns' | 'unsubscribed';
