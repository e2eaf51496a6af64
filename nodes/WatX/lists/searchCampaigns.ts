import { endpoints } from '../gateway/endpoints';
import { pagedChoices, wordsOf } from './choices';

/** The campaign list of the editor (contract: endpoint 11); the ID tells apart campaigns of one name. */
export const searchCampaigns = pagedChoices(
	endpoints.getCampaigns,
	({ id, name }) => ({
		name: wordsOf(name) && `${wordsOf(name)} (#${wordsOf(id)})`,
		value: wordsOf(id),
	}),
	{
		withoutPermission:
			'You can still choose "By ID" and enter the number "campaignId" that Message: Send Bulk returned for the campaign.',
	},
);
