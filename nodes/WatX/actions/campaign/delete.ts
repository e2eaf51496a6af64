import { campaignField, getCampaign } from '../../fields/campaign';
import { notice } from '../../fields/notice';
import { endpoints } from '../../gateway/endpoints';
import { naming } from '../naming';
import type { Operation } from '../operation';
import { flag, text } from '../output';

/** Deletes a campaign (contract: Endpoint 16). */
export const deleteCampaign: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete WhatsApp campaign',
	description:
		'Delete a campaign for good: its waiting messages and its record are lost. Not every installation of WatX offers this.',
	fields: [
		notice(
			'deleteCampaignNotice',
			'This deletes the campaign for good, with the messages of it that still wait. It cannot be undone. To pause a campaign, use Stop.',
		),
		campaignField,
	],
	calls: [endpoints.deleteCampaign],
	output: { deleted: flag('Always true'), campaign: text('ID of the campaign') },
	async run(call) {
		const campaign = getCampaign(call);
		await naming(
			campaign,
			'Campaign: Get Many',
			call.request(endpoints.deleteCampaign, { id: campaign }),
		);
		return [{ json: { deleted: true, campaign } }];
	},
};
