import type { INodeParameters } from 'n8n-workflow';
import { endpoints, linkEndpoints, type Endpoint } from '../../../nodes/WatX/gateway/endpoints';
import { byId } from '../actions/act';

/** An operation as a user sets it, and the call it stands or falls with. */
export interface Scene {
	place: string;
	parameters: INodeParameters;
	endpoint: Endpoint;
}

const account = byId('a'.repeat(72));
const scene = (place: string, endpoint: Endpoint, parameters: INodeParameters = {}): Scene => ({
	...{ place, parameters, endpoint },
});

const e = endpoints;

/** Every operation, with what it needs; the account need not exist where the answer is given. */
export const scenes: Scene[] = [
	scene('message: send', e.sendMessage, { account, recipient: '+919876543210', message: 'Hello!' }),
	scene('message: sendBulk', e.sendBulk, {
		...{ account, campaignName: 'Renewals', recipients: '+919876543210', message: 'Hello!' },
	}),
	scene('message: deleteSent', e.deleteSent, { messageId: '5' }),
	scene('message: deleteReceived', e.deleteReceived, { messageId: '5' }),
	scene('account: delete', e.deleteAccount, { account }),
	scene('account: link', e.createLink, { server: byId(1), options: { downloadQrCode: false } }),
	scene('campaign: start', e.startCampaign, { campaign: byId(5) }),
	scene('campaign: stop', e.stopCampaign, { campaign: byId(5) }),
	scene('message: get', e.getSentMessage, { direction: 'sent', messageId: '5' }),
	scene('message: getSent', e.getSent),
	scene('message: getReceived', e.getReceived),
	scene('message: getPending', e.getPending),
	scene('account: getMany', e.getAccounts),
	scene('campaign: getMany', e.getCampaigns),
	scene('group: getMany', e.getGroups, { account }),
	scene('group: getContacts', e.getGroupContacts, { account, group: byId('1203630@g.us') }),
	scene('server: getMany', e.getServers),
	scene('account: getQrCode', linkEndpoints.getQrCode, { token: 'abc' }),
	scene('account: getLinkStatus', linkEndpoints.getLinkStatus, { token: 'abc' }),
];

export const sends = scenes.slice(0, 2);
export const changes = scenes.slice(2, 8);
export const reads = scenes.slice(8);
export const ofToken = scenes.slice(-2);
