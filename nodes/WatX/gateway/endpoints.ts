/** The permissions a WatX API key can carry, as the gateway spells them (contract: Every call). */
export type Permission =
	| 'wa_send'
	| 'wa_send_bulk'
	| 'validate_wa_phone'
	| 'create_whatsapp'
	| 'get_wa_accounts'
	| 'get_wa_sent'
	| 'get_wa_received'
	| 'get_wa_pending'
	| 'get_wa_campaigns'
	| 'get_wa_groups'
	| 'start_wa_campaign'
	| 'stop_wa_campaign'
	| 'delete_wa_sent'
	| 'delete_wa_received'
	| 'delete_wa_account';

/**
 * What a repetition of a call can do: `read` may be repeated freely; `send` only when it surely did not reach the
 * gateway; `change` (deletes, start, stop, link) never.
 */
export type Effect = 'read' | 'send' | 'change';

/** What a successful answer must hold: `rows` a list, `object` a record, `optional` a record or false, `none` nothing. */
export type AnswerData = 'rows' | 'object' | 'optional' | 'none';

/** One call of the wire contract. `task` completes the sentence "WatX could not …". */
export interface Endpoint {
	method: 'GET' | 'POST';
	path: string;
	task: string;
	effect: Effect;
	data: AnswerData;
	permission: Permission;
	/** The list belongs to one account, so that a 404 can also mean that the account is missing. */
	ofAccount?: true;
}

/** The calls of the wire contract that carry the secret (contract: Endpoints 1 to 14). */
export const endpoints = {
	sendMessage: {
		method: 'POST',
		path: 'send/whatsapp',
		task: 'send the message',
		effect: 'send',
		data: 'optional',
		permission: 'wa_send',
	},
	sendBulk: {
		method: 'POST',
		path: 'send/whatsapp.bulk',
		task: 'create the bulk campaign',
		effect: 'send',
		data: 'optional',
		permission: 'wa_send_bulk',
	},
	validatePhone: {
		method: 'GET',
		path: 'get/wa.phone',
		task: 'check the phone number',
		effect: 'read',
		data: 'object',
		permission: 'validate_wa_phone',
	},
	validatePhoneElsewhere: {
		method: 'GET',
		path: 'validate/whatsapp',
		task: 'check the phone number',
		effect: 'read',
		data: 'object',
		permission: 'validate_wa_phone',
	},
	createLink: {
		method: 'GET',
		path: 'create/wa.link',
		task: 'create a QR code for linking an account',
		effect: 'change',
		data: 'object',
		permission: 'create_whatsapp',
	},
	getAccounts: {
		method: 'GET',
		path: 'get/wa.accounts',
		task: 'list the accounts',
		effect: 'read',
		data: 'rows',
		permission: 'get_wa_accounts',
	},
	getSent: {
		method: 'GET',
		path: 'get/wa.sent',
		task: 'list the sent messages',
		effect: 'read',
		data: 'rows',
		permission: 'get_wa_sent',
	},
	getReceived: {
		method: 'GET',
		path: 'get/wa.received',
		task: 'list the received messages',
		effect: 'read',
		data: 'rows',
		permission: 'get_wa_received',
	},
	getPending: {
		method: 'GET',
		path: 'get/wa.pending',
		task: 'list the pending messages',
		effect: 'read',
		data: 'rows',
		permission: 'get_wa_pending',
	},
	getSentMessage: {
		method: 'GET',
		path: 'get/wa.message',
		task: 'get the sent message',
		effect: 'read',
		data: 'object',
		permission: 'get_wa_sent',
	},
	getReceivedMessage: {
		method: 'GET',
		path: 'get/wa.message',
		task: 'get the received message',
		effect: 'read',
		data: 'object',
		permission: 'get_wa_received',
	},
	deleteSent: {
		method: 'GET',
		path: 'delete/wa.sent',
		task: 'delete the sent message',
		effect: 'change',
		data: 'none',
		permission: 'delete_wa_sent',
	},
	deleteReceived: {
		method: 'GET',
		path: 'delete/wa.received',
		task: 'delete the received message',
		effect: 'change',
		data: 'none',
		permission: 'delete_wa_received',
	},
	getCampaigns: {
		method: 'GET',
		path: 'get/wa.campaigns',
		task: 'list the campaigns',
		effect: 'read',
		data: 'rows',
		permission: 'get_wa_campaigns',
	},
	startCampaign: {
		method: 'GET',
		path: 'remote/start.chats',
		task: 'start the campaign',
		effect: 'change',
		data: 'none',
		permission: 'start_wa_campaign',
	},
	stopCampaign: {
		method: 'GET',
		path: 'remote/stop.chats',
		task: 'stop the campaign',
		effect: 'change',
		data: 'none',
		permission: 'stop_wa_campaign',
	},
	getGroups: {
		method: 'GET',
		path: 'get/wa.groups',
		task: 'list the groups',
		effect: 'read',
		data: 'rows',
		permission: 'get_wa_groups',
		ofAccount: true,
	},
	getGroupContacts: {
		method: 'GET',
		path: 'get/wa.group.contacts',
		task: 'list the contacts of the group',
		effect: 'read',
		data: 'rows',
		permission: 'get_wa_groups',
		ofAccount: true,
	},
	getServers: {
		method: 'GET',
		path: 'get/wa.servers',
		task: 'list the servers',
		effect: 'read',
		data: 'rows',
		permission: 'create_whatsapp',
	},
	deleteAccount: {
		method: 'GET',
		path: 'delete/wa.account',
		task: 'delete the account',
		effect: 'change',
		data: 'none',
		permission: 'delete_wa_account',
	},
} as const satisfies Record<string, Endpoint>;

/** The calls that carry the token of a QR code instead of the secret (contract: Endpoints 4a and 4b). */
export const linkEndpoints = {
	getQrCode: {
		method: 'GET',
		path: 'get/wa.qr',
		task: 'get the QR code',
		effect: 'read',
		data: 'none',
		permission: 'create_whatsapp',
	},
	getLinkStatus: {
		method: 'GET',
		path: 'get/wa.info',
		task: 'get the status of the link',
		effect: 'read',
		data: 'object',
		permission: 'create_whatsapp',
	},
} as const satisfies Record<string, Endpoint>;
