import { fail, ok } from '../envelope';
import { createdOf, idOf, listEnvelope, nothingToDelete, pageOf, unknownId } from '../lists';
import { textOf } from '../php-form';
import { indexOfId } from '../state';
import type { Call, Endpoint } from './endpoint';

/** Endpoint 11. */
export const getCampaigns: Endpoint = {
	path: 'get/wa.campaigns',
	method: 'GET',
	permission: 'get_wa_campaigns',
	required: [],
	run: (call) => {
		const { state, settings } = call;
		const data = pageOf(state.campaigns, 'campaigns', call).map((campaign) => ({
			id: idOf(campaign.id, settings),
			account: campaign.account,
			type: campaign.type,
			status: campaign.status,
			name: campaign.name,
			contacts: campaign.contacts,
			created: createdOf(campaign.created, settings),
		}));
		return listEnvelope('WhatsApp Campaigns', data, settings);
	},
};

/** Endpoint 11: a completed campaign stays completed. */
export const startCampaign: Endpoint = {
	path: 'remote/start.chats',
	method: 'GET',
	permission: 'start_wa_campaign',
	required: ['campaign'],
	run: (call) => setStatus(call, 'running', 'WhatsApp campaign has been started!'),
};

export const stopCampaign: Endpoint = {
	path: 'remote/stop.chats',
	method: 'GET',
	permission: 'stop_wa_campaign',
	required: ['campaign'],
	run: (call) => setStatus(call, 'paused', 'WhatsApp campaign has been stopped!'),
};

/** Not in [S]: the campaign goes, and with it what it has not sent. */
export const deleteCampaign: Endpoint = {
	path: 'delete/wa.campaign',
	method: 'GET',
	permission: 'delete_wa_sent',
	required: ['id'],
	run: ({ state, settings, parameters }) => {
		const index = indexOfId(state.campaigns, textOf(parameters, 'id') ?? '');
		if (index < 0) return nothingToDelete('WhatsApp campaign', settings);
		const [{ id }] = state.campaigns.splice(index, 1);
		state.pending = state.pending.filter(({ campaignId }) => campaignId !== id);
		return ok('WhatsApp campaign has been deleted!');
	},
};

function setStatus(
	{ state, settings, parameters }: Call,
	status: 'running' | 'paused',
	message: string,
) {
	const index = indexOfId(state.campaigns, textOf(parameters, 'campaign') ?? '');
	if (index < 0) {
		return unknownId('WhatsApp campaign', settings, fail(400, "WhatsApp campaign doesn't exist!"));
	}
	const campaign = state.campaigns[index];
	if (campaign.status !== 'completed') campaign.status = status;
	return ok(message);
}
