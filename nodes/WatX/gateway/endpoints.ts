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
	| 'delete_wa_account'
	| 'get_unsubscribed';

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
	/** The call carries the token of a QR code instead of the secret. */
	ofToken?: true;
	/** Completes "It is not known whether …"; by default "WatX did" and the task. */
	outcome?: string;
	/** Tells how to find out, as a sentence. */
	check?: string;
}

type Describe = (
	path: string,
	task: string,
	data: AnswerData,
	permission: Permission,
	more?: Pick<Endpoint, 'ofAccount' | 'ofToken' | 'outcome' | 'check'>,
) => Endpoint;

/** What sends is a POST; everything else, deletes too, is a GET (contract: Endpoints). */
const endpoint =
	(effect: Effect): Describe =>
	(path, task, data, permission, more) => ({
		method: effect === 'send' ? 'POST' : 'GET',
		...{ path, task, effect, data, permission, ...more },
	});

const read = endpoint('read');
const send = endpoint('send');
const change = endpoint('change');

/** The calls of the wire contract that carry the secret (contract: Endpoints 1 to 14). */
export const endpoints = {
	sendMessage: send('send/whatsapp', 'send the message', 'optional', 'wa_send', {
		outcome: 'the message was sent',
		check: 'Check Get Sent before sending it again.',
	}),
	sendBulk: send('send/whatsapp.bulk', 'create the bulk campaign', 'optional', 'wa_send_bulk', {
		outcome: 'the bulk campaign was created',
		check: 'Check Campaign: Get Many and Get Sent before sending it again.',
	}),
	validatePhone: read('get/wa.phone', 'check the phone number', 'object', 'validate_wa_phone'),
	validatePhoneElsewhere: read(
		'validate/whatsapp',
		'check the phone number',
		'object',
		'validate_wa_phone',
	),
	createLink: change(
		'create/wa.link',
		'create a QR code for linking an account',
		'object',
		'create_whatsapp',
	),
	relinkAccount: change(
		'create/wa.relink',
		'create a QR code for linking the account again',
		'object',
		'create_whatsapp',
	),
	getAccounts: read('get/wa.accounts', 'list the accounts', 'rows', 'get_wa_accounts'),
	getSent: read('get/wa.sent', 'list the sent messages', 'rows', 'get_wa_sent'),
	getReceived: read('get/wa.received', 'list the received messages', 'rows', 'get_wa_received'),
	getPending: read('get/wa.pending', 'list the pending messages', 'rows', 'get_wa_pending'),
	getSentMessage: read('get/wa.message', 'get the sent message', 'object', 'get_wa_sent'),
	getReceivedMessage: read(
		'get/wa.message',
		'get the received message',
		'object',
		'get_wa_received',
	),
	deleteSent: change('delete/wa.sent', 'delete the sent message', 'none', 'delete_wa_sent'),
	deleteReceived: change(
		'delete/wa.received',
		'delete the received message',
		'none',
		'delete_wa_received',
	),
	getCampaigns: read('get/wa.campaigns', 'list the campaigns', 'rows', 'get_wa_campaigns'),
	startCampaign: change('remote/start.chats', 'start the campaign', 'none', 'start_wa_campaign'),
	stopCampaign: change('remote/stop.chats', 'stop the campaign', 'none', 'stop_wa_campaign'),
	// The permission is the one of deleting sent messages.
	deleteCampaign: change('delete/wa.campaign', 'delete the campaign', 'none', 'delete_wa_sent'),
	getGroups: read('get/wa.groups', 'list the groups', 'rows', 'get_wa_groups', { ofAccount: true }),
	getGroupContacts: read(
		'get/wa.group.contacts',
		'list the contacts of the group',
		'rows',
		'get_wa_groups',
		{ ofAccount: true },
	),
	getServers: read('get/wa.servers', 'list the servers', 'rows', 'create_whatsapp'),
	getUnsubscribed: read(
		'get/unsubscribed',
		'list the unsubscribed contacts',
		'rows',
		'get_unsubscribed',
	),
	deleteAccount: change('delete/wa.account', 'delete the account', 'none', 'delete_wa_account'),
};

/** The calls that carry the token of a QR code instead of the secret (contract: Endpoints 4a and 4b). */
export const linkEndpoints = {
	getQrCode: read('get/wa.qr', 'get the QR code', 'none', 'create_whatsapp', { ofToken: true }),
	getLinkStatus: read('get/wa.info', 'get the status of the link', 'object', 'create_whatsapp', {
		ofToken: true,
	}),
};
