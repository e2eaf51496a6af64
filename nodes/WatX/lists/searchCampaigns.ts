import { endpoints } from '../gateway/endpoints';
import { pagedChoices } from './choices';

/** The campaign list of the editor (contract: endpoint 11); the ID tells apart campaigns of one name. */
export const searchCampaigns = pagedChoices(
	endpoints.getCampaigns,
	({ id, name }) => ({ name: `${name as string} (#${String(id)})`, value: String(id) }),
	{
		withoutPermission:
			'You can still choose "By ID" and enter the number "campaignId" that Message: Send Bulk returned for the campaign.',
	},
);
