import type { Call } from './call';
import { locator } from './locator';
import { getNumericId } from './values';

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

/** The ID of the campaign this item works with. */
export function getCampaign(call: Call): string {
	return getNumericId(call, campaignField, 'Choose a campaign from the list');
}
