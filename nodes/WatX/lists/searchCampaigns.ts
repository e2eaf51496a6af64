import { endpoints } from '../gateway/endpoints';
import { pagedChoices } from './choices';

/** The campaign list of the editor: name and state of each campaign (contract: endpoint 11). */
export const searchCampaigns = pagedChoices(endpoints.getCampaigns, ({ id, name, status }) => ({
	name: `${name as string} (${status as string})`,
	value: String(id),
}));
