import { campaignField, getCampaign } from '../../fields/campaign';
import { endpoints } from '../../gateway/endpoints';
import { naming } from '../naming';
import type { Operation } from '../operation';
import { flag, text } from '../output';

/** Starts a campaign (contract: endpoint 11). */
export const start: Operation = {
	name: 'Start',
	value: 'start',
	action: 'Start WhatsApp campaign',
	description: 'Start or resume a campaign: its waiting messages go out',
	fields: [campaignField],
	calls: [endpoints.startCampaign],
	output: { success: flag('Always true'), campaign: text('ID of the campaign') },
	async run(call) {
		const campaign = getCampaign(call);
		await naming(
			campaign,
			'Campaign: Get Many',
			call.request(endpoints.startCampaign, { campaign }),
		);
		return [{ json: { success: true, campaign } }];
	},
};
