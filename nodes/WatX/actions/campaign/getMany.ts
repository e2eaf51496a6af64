import { pagingFields } from '../../fields/paging';
import { getSimplify, simplifyField } from '../../fields/simplify';
import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';
import { getPagedRows } from '../rows';
import { campaignOutput, simplifyCampaign } from '../simplify';

/** Lists campaigns (contract: endpoint 11). */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many WhatsApp campaigns',
	description: 'List the bulk campaigns with name, status and number of contacts',
	fields: [...pagingFields, simplifyField],
	calls: [endpoints.getCampaigns],
	output: campaignOutput,
	run: async (call) =>
		await getPagedRows(call, endpoints.getCampaigns, {
			toJson: getSimplify(call) ? simplifyCampaign : undefined,
		}),
};
