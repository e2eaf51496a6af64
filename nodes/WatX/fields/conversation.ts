import type { INodeProperties } from 'n8n-workflow';
import { parseContact } from '../gateway/messageRow';
import { accountField } from './account';
import type { Call } from './call';
import { locator } from './locator';
import { pagingFields } from './paging';
import { requirePhone } from './recipient';

/** The own side of a conversation; rows name it by its phone number. */
export const ownSideField: INodeProperties = {
	...locator({
		displayName: 'Account',
		name: 'account',
		description:
			'The own account whose conversation to return. Leave it empty for the messages of all linked accounts.',
		builderHint: accountField.builderHint,
		search: 'searchAccountPhones',
		listPlaceholder: 'All accounts',
		idPlaceholder: 'e.g. 3f1c… (72 hexadecimal digits)',
		phonePlaceholder: 'e.g. +919876543210',
	}),
	required: false,
};

/** The other side of a conversation. */
export const contactField: INodeProperties = {
	displayName: 'Contact',
	name: 'contact',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +919876543210',
	hint: 'With + and country code, e.g. +919876543210, or a group address',
	description:
		'The other side: a phone number with "+" and country code, or the address of a group, which ends with @g.us. The field "sender" of the WatX Trigger fits.',
};

/** As for every list; a conversation is mostly read for what was said last. */
export const lastMessagesFields: INodeProperties[] = pagingFields.map((field) =>
	field.name === 'limit' ? { ...field, default: 20 } : field,
);

/** The other side in the form that rows have. */
export const getContact = (call: Call): string =>
	parseContact(requirePhone(call, contactField, { groups: true }));
