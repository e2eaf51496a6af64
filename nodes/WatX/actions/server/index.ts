import type { Resource } from '../operation';
import { getMany } from './getMany';

export const server: Resource = {
	name: 'Server',
	value: 'server',
	description: 'List the WhatsApp servers on which an account can be linked',
	operations: [getMany],
};
