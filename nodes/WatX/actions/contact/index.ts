import type { Resource } from '../operation';
import { getUnsubscribed } from './getUnsubscribed';

export const contact: Resource = {
	name: 'Contact',
	value: 'contact',
	description: 'List the people who no longer want messages',
	operations: [getUnsubscribed],
};
