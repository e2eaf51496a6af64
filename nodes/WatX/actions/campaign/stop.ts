import { campaignField, getCampaign } from '../../fields/campaign';
import { endpoints } from '../../gateway/endpoints';
import { naming } from '../naming';
import type { Operation } from '../operation';
import { flag, text } from '../output';

/** Stops a campaign (contract: endpoint 11). */
export const stop: Operation = {
	name: 'Stop',
	value: 'stop',
	action: 'Stop WhatsApp campaign',
	description: 'Pause a campaign: its waiting messages stay in the queue until it is started again',
	fields: [campaignField],
	calls: [endpoints.stopCampaign],
	output: { success: flag('Always true'), campaign: text('ID of the campaign') },
	async run(call) {
		const campaign = getCampaign(call);
		await naming(
			campaign,
			'Campaign: Get Many',
			call.request(endpoints.stopCampaign, { campaign }),
		);
		return [{ json: { success: true, campaign } }];
	},
};
