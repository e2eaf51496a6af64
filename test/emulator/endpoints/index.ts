import { deleteAccount, getAccounts } from './accounts';
import { bulk } from './bulk';
import { deleteCampaign, getCampaigns, startCampaign, stopCampaign } from './campaigns';
import type { Endpoint } from './endpoint';
import { getGroupContacts, getGroups } from './groups';
import { createLink, createRelink, getInfo, getQr } from './link';
import {
	deleteReceived,
	deleteSent,
	getMessage,
	getPending,
	getReceived,
	getSent,
} from './messages';
import { send } from './send';
import { getServers } from './servers';
import { getUnsubscribed } from './unsubscribed';
import { getPhone, validateWhatsApp } from './validate';

/** Every path of the contract, in its order; the last three are not in [S]. */
export const ENDPOINTS: readonly Endpoint[] = [
	send,
	bulk,
	getPhone,
	validateWhatsApp,
	createLink,
	getQr,
	getInfo,
	getAccounts,
	getSent,
	getReceived,
	getPending,
	getMessage,
	deleteSent,
	deleteReceived,
	getCampaigns,
	startCampaign,
	stopCampaign,
	getGroups,
	getGroupContacts,
	getServers,
	deleteAccount,
	createRelink,
	deleteCampaign,
	getUnsubscribed,
];

export const ENDPOINT_BY_PATH: ReadonlyMap<string, Endpoint> = new Map(
	ENDPOINTS.map((endpoint) => [endpoint.path, endpoint]),
);
