import { campaignField, getCampaign } from '../../fields/campaign';
import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';

/** Starts a campaign (contract: endpoint 11). */
export const start: Operation = {
	name: 'Start',
	value: 'start',
	action: 'Start campaign',
	description: 'Start or resume a campaign: its waiting messages go out',
	fields: [campaignField],
	async run(call) {
		const campaign = getCampaign(call);
		await call.request(endpoints.startCampaign, { campaign });
		return [{ json: { success: true, campaign } }];
	},
};
