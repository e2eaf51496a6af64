import type { Resource } from '../operation';
import { getContacts } from './getContacts';
import { getMany } from './getMany';

export const group: Resource = {
	name: 'Group',
	value: 'group',
	description: 'List the WhatsApp groups of an account and their members',
	operations: [getMany, getContacts],
};
