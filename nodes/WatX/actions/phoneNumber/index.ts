import type { Resource } from '../operation';
import { validate } from './validate';

export const phoneNumber: Resource = {
	name: 'Phone Number',
	value: 'phoneNumber',
	description: 'Tell whether a phone number is on WhatsApp',
	operations: [validate],
};
