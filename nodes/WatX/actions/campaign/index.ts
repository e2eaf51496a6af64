import type { Resource } from '../operation';
import { getMany } from './getMany';
import { start } from './start';
import { stop } from './stop';

export const campaign: Resource = {
	name: 'Campaign',
	value: 'campaign',
	description: 'List, start and stop bulk campaigns',
	operations: [getMany, start, stop],
};
