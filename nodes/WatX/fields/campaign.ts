import { locator } from './locator';

/** The bulk campaign to work with (contract: endpoint 11). */
export const campaignField = locator({
	displayName: 'Campaign',
	name: 'campaign',
	description:
		'The campaign to work with. Choose it from the list, or enter its ID: the number "campaignId" that Message: Send Bulk returns, or "id" of Campaign: Get Many.',
	search: 'searchCampaigns',
	listPlaceholder: 'Select a campaign…',
	idPlaceholder: 'e.g. 123',
});
