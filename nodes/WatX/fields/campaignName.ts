import type { INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import { getText } from './values';

/** What a bulk campaign is called (contract: endpoint 2). */
export const campaignNameField: INodeProperties = {
	displayName: 'Campaign Name',
	name: 'campaignName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Renewals November',
	description: 'Name under which the campaign appears in WatX and in Campaign: Get Many',
};

/** The name of this item's campaign. */
export function getCampaignName(call: Call): string {
	const name = getText(call, campaignNameField);
	if (name !== '') return name;
	return call.refuse(
		'"Campaign Name" is empty',
		'Enter a name by which you will find the campaign in WatX.',
	);
}
