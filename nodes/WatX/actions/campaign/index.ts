import type { Resource } from '../operation';
import { deleteCampaign } from './delete';
import { getMany } from './getMany';
import { start } from './start';
import { stop } from './stop';

export const campaign: Resource = {
	name: 'Campaign',
	value: 'campaign',
	description: 'List, start, stop and delete bulk campaigns',
	operations: [getMany, start, stop, deleteCampaign],
};
