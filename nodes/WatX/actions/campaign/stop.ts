import { campaignField, getCampaign } from '../../fields/campaign';
import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';

/** Stops a campaign (contract: endpoint 11). */
export const stop: Operation = {
	name: 'Stop',
	value: 'stop',
	action: 'Stop campaign',
	description: 'Pause a campaign: its waiting messages stay in the queue until it is started again',
	fields: [campaignField],
	async run(call) {
		const campaign = getCampaign(call);
		await call.request(endpoints.stopCampaign, { campaign });
		return [{ json: { success: true, campaign } }];
	},
};
