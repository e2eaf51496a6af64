import type { INodeProperties } from 'n8n-workflow';
import { foldText } from '../gateway/foldText';
import { parseContact, type MessageRow } from '../gateway/messageRow';
import type { Call } from './call';
import { parseMoment } from './moment';
import { parsePhone } from './phone';
import { getChoice, getText, membersOf, quote, type Source } from './values';

const account: INodeProperties = {
	displayName: 'Account',
	name: 'account',
	type: 'string',
	default: '',
	placeholder: 'e.g. +919876543210',
	description:
		'Own phone number, with "+" and country code, of the account whose messages to return',
};

const contact: INodeProperties = {
	displayName: 'Contact',
	name: 'contact',
	type: 'string',
	default: '',
	placeholder: 'e.g. +919876543210',
	description:
		'The other side: a phone number with "+" and country code, or the address of a group, which ends with @g.us',
};

const contains: INodeProperties = {
	displayName: 'Contains',
	name: 'contains',
	type: 'string',
	default: '',
	placeholder: 'e.g. invoice',
	description:
		'Text that the message must contain, in upper or lower case, with or without accents',
};

const since: INodeProperties = {
	displayName: 'Since',
	name: 'since',
	type: 'dateTime',
	default: '',
	description:
		'Return messages from this moment on. The gateway tells times by its own clock, which may be hours off: choose an earlier moment to be sure.',
};

const status: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Any', value: 'any' },
		{ name: 'Failed', value: 'failed' },
		{ name: 'Sent', value: 'sent' },
	],
	default: 'failed',
	description: 'What became of the message: sent means handed to WhatsApp, not delivered',
};

/** Which messages a list returns. @param more filters besides the ones of every list */
const filtersField = (...more: INodeProperties[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'Only messages that pass every filter are returned. The limit counts these.',
	options: [account, contact, contains, since, ...more],
});

export const filtersOfAll = filtersField();
export const filtersOfSent = filtersField(status);

/** The filters of an item, read. */
export interface MessageFilters {
	passes(row: MessageRow): boolean;
	/** Milliseconds since 1970; what is older is not wanted. */
	since?: number;
}

/** This item's filters; undefined when there are none. What can never match is refused. */
export function getMessageFilters(call: Call): MessageFilters | undefined {
	const source = membersOf(call, filtersOfAll);
	const own = getAddress(source, account);
	const other = getAddress(source, contact);
	const phrase = foldText(getText(source, contains));
	const from = getSince(source, call.context.getTimezone());
	const wanted = getChoice(source, status, 'any');
	const tests: Array<(row: MessageRow) => boolean> = [];
	if (own !== '') tests.push((row) => row.account === own);
	if (other !== '') tests.push((row) => row.contact === other);
	if (phrase !== '') tests.push((row) => foldText(row.message).includes(phrase));
	if (wanted !== 'any') tests.push(({ raw }) => raw.status === wanted);
	// A row without a time cannot be shown to be too old.
	if (from !== undefined) tests.push(({ createdAt }) => !(Date.parse(createdAt ?? '') < from));
	if (tests.length === 0) return undefined;
	return { passes: (row) => tests.every((test) => test(row)), since: from };
}

/** One address in the form that rows have; empty when none is given. */
function getAddress(source: Source, field: INodeProperties): string {
	const typed = getText(source, field);
	if (typed === '') return '';
	const phone = parsePhone(typed, { groups: field === contact });
	if ('address' in phone) return parseContact(phone.address);
	return source.refuse(`${quote(typed)} in "${field.displayName}" ${phone.problem}`, phone.advice);
}

function getSince(source: Source, zone: string): number | undefined {
	const value: unknown = source.param(since.name);
	if (value === undefined || value === null || value === '') return undefined;
	const moment = parseMoment(value, zone);
	if (moment !== undefined) return moment;
	return source.refuse(
		`${quote(value)} in "Since" is not a date`,
		'Choose a date and time, or write it as 2026-11-25T09:00.',
	);
}
