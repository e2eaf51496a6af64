import { fail } from './envelope';

/**
 * What the gateway says (contract: What the gateway says): the code and the words of each refusal.
 * The endpoints speak with it, and `gateway.say(name)` makes any call answer so.
 */
export const WORDS = {
	noSuchCall: fail(400, 'Invalid API Endpoint!'),
	invalidParameters: fail(400, 'Invalid Parameters!'),
	invalidSecret: fail(401, 'Invalid API secret!'),
	notPermitted: fail(403, 'This API key is not allowed to do this!'),
	invalidToken: fail(401, 'Invalid token supplied!'),
	waitingForInformation: fail(301, 'Waiting for WhatsApp information!'),
	accountDisconnected: fail(500, 'WhatsApp account is disconnected!'),
	accountMissing: fail(404, "WhatsApp account doesn't exist!"),
	alreadyConnected: fail(400, 'WhatsApp account is already connected!'),
	serverMissing: fail(404, "WhatsApp server doesn't exist!"),
	invalidPhone: fail(400, 'Invalid phone number!'),
	notOnWhatsApp: fail(404, 'WhatsApp phone number does not exist!'),
	messageTooShort: fail(400, 'Message is too short!'),
	messageTooLong: fail(400, 'Message is too long!'),
	campaignTooShort: fail(400, 'Campaign name is too short!'),
	noChatsQueued: fail(400, 'No chats were queued for sending!'),
	maximumChats: fail(403, 'Maximum number of allowed chats has been reached!'),
	notSubscribed: fail(403, 'You are not subscribed to any package!'),
	subscriptionExpired: fail(403, 'Your subscription has expired!'),
	noPermissionToUse: fail(403, 'You have no permission to use this feature!'),
	serversUnreachable: fail(500, 'Unable to connect to WhatsApp servers!'),
	priorityFailed: fail(500, 'Failed sending priority WhatsApp chat!'),
	somethingWrong: fail(500, 'Something went wrong!'),
};

export type Saying = keyof typeof WORDS;
