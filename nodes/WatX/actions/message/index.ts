import type { Resource } from '../operation';
import { send } from './send';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	description: 'Send WhatsApp messages and read what was sent and received',
	operations: [send],
};
