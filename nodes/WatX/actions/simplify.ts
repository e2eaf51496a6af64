import type { IDataObject } from 'n8n-workflow';
import { idValue, parseContact, parseId } from '../gateway/messageRow';
import { parseTime } from '../gateway/rowTime';
import { count, id, text, textOrNull, type OutputFields } from './output';

/** Makes the item of a row in clear words. */
export type Simplify = (row: IDataObject) => IDataObject;

export const accountOutput: OutputFields = {
	id: id('Number of the row; the other operations use the unique ID'),
	phone: text('Own phone number with +'),
	unique: text('Unique ID of the account'),
	status: text('"connected", "disconnected", "connecting", "disconnecting" or "unknown"'),
	createdAt: textOrNull('When it was linked, ISO 8601, by the clock of the gateway'),
};

/** An account in clear words (contract: endpoint 5). */
export const simplifyAccount: Simplify = ({ phone, unique, status, ...row }) => ({
	id: rowId(row),
	phone: parseContact(phone),
	unique,
	status,
	createdAt: createdAt(row),
});

export const campaignOutput: OutputFields = {
	id: id('ID of the campaign'),
	name: text('Name of the campaign'),
	account: text('Own phone number that sends'),
	status: text('"running", "paused" or "completed"'),
	messageType: text('"text", "media" or "document"'),
	contacts: count('How many people it goes to'),
	createdAt: textOrNull('When it was created, ISO 8601, by the clock of the gateway'),
};

/** A campaign in clear words (contract: endpoint 11). */
export const simplifyCampaign: Simplify = ({ name, account, status, type, contacts, ...row }) => ({
	id: rowId(row),
	name,
	account: parseContact(account),
	status,
	messageType: type,
	contacts: Number(contacts) || 0,
	createdAt: createdAt(row),
});

export const unsubscribedOutput: OutputFields = {
	id: id('Number of the row'),
	phone: text('Phone number with +, as Send takes it for a recipient'),
	createdAt: textOrNull('When the person unsubscribed, ISO 8601, by the clock of the gateway'),
};

/** Somebody who unsubscribed (contract: Endpoint 17). */
export const simplifyUnsubscribed: Simplify = (row) => ({
	id: rowId(row),
	phone: parseContact(row.phone),
	createdAt: createdAt(row),
});

/** The ID as it is where it is none. */
function rowId({ id: raw }: IDataObject): IDataObject[string] {
	const digits = parseId(raw);
	return digits === undefined ? raw : idValue(digits);
}

const createdAt = ({ created }: IDataObject): string | null =>
	parseTime(created, Date.now()).createdAt;
