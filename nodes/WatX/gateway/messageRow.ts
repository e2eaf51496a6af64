import type { IDataObject } from 'n8n-workflow';
import { parseTime } from './rowTime';

/** A message row of a list or a webhook, understood (contract: endpoints 6 to 9, Webhooks). */
export interface MessageRow {
	/** Digits without leading zeros: ids may be too large for a number. */
	id: string;
	/** Own phone number, as `parseContact` writes it. */
	account: string;
	/** The other side, recipient or sender, as `parseContact` writes it. */
	contact: string;
	/** As it was written, not as the gateway escaped it. */
	message: string;
	/** The link to the file; null for none. */
	attachment: string | null;
	/** ISO 8601, as the gateway says it; null when it says no usable time. */
	createdAt: string | null;
	/** Milliseconds since 1970, for decisions; null when the gateway's clock is evidently wrong. */
	trustedTime: number | null;
	/** The row as the gateway gave it. */
	raw: IDataObject;
}

const LONGEST_ID = 40;
const LONGEST_CONTACT = 200;

/**
 * Understands a message row: text is decoded once, a missing file is null, times and addresses have one form.
 *
 * @param raw what stands in the list; a webhook's fields have to be named as in a row
 * @param now in milliseconds; what tells a time in the future
 * @returns undefined when it is no record, or has no id to tell it from others
 */
export function parseMessageRow(raw: unknown, now = Date.now()): MessageRow | undefined {
	if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined;
	const row = raw as IDataObject;
	const id = parseId(row.id);
	if (id === undefined) return undefined;
	return {
		id,
		account: parseContact(row.account),
		contact: parseContact(row.recipient),
		message: decodeEntities(plain(row.message)),
		attachment: parseAttachment(row.attachment),
		...parseTime(row.created, now),
		raw: row,
	};
}

/**
 * Reads an id of the gateway: a whole number of up to 40 digits, as a number or as text.
 *
 * @returns the digits without leading zeros, or undefined when the value is no id
 */
export function parseId(value: unknown): string | undefined {
	const text = plain(value).trim();
	if (text.length > 2 * LONGEST_ID) return undefined;
	const digits = /^0*([1-9]\d*)$/.exec(text)?.[1];
	return digits !== undefined && digits.length <= LONGEST_ID ? digits : undefined;
}

/** An id for an item: a number where it fits into one, so that lists and webhooks give the same. */
export const idValue = (id: string): number | string =>
	Number.isSafeInteger(Number(id)) ? Number(id) : id;

const ENTITIES: Record<string, string> = {
	'&amp;': '&',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#039;': "'",
};

/** Undoes the gateway's HTML escaping, once: what a person wrote as an entity stays one. */
export const decodeEntities = (text: string): string =>
	text.replace(/&(?:amp|lt|gt|quot|#039);/g, (entity) => ENTITIES[entity]);

/** The link of an attachment; null for the gateway's many words for none. */
function parseAttachment(value: unknown): string | null {
	const link = plain(value).trim();
	return ['', '0', 'false', 'null'].includes(link.toLowerCase()) ? null : link;
}

/**
 * An address as WatX takes it for a recipient: `+` and digits for a person, `…@g.us` for a group.
 *
 * @returns what is neither (a hidden ID `…@lid`, a channel, `status@broadcast`) as the gateway wrote it
 */
export function parseContact(value: unknown): string {
	const written = plain(value).trim().slice(0, LONGEST_CONTACT);
	const at = written.indexOf('@');
	const name = at < 0 ? written : written.slice(0, at);
	const server = at < 0 ? '' : written.slice(at).toLowerCase();
	if (!['', '@s.whatsapp.net', '@c.us'].includes(server)) {
		// The server puts + before every address, a group's too.
		return `${name.replace(/^\+/, '')}${server}`;
	}
	// Behind the colon stands the device.
	const digits = /^\+?([1-9]\d{6,14})(?::\d+)?$/.exec(name)?.[1];
	return digits === undefined ? written : `+${digits}`;
}

const plain = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';
