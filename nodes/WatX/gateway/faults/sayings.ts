import type { Endpoint } from '../endpoints';
import type { CarriedOut, FaultKind } from './fault';

/** What words of the gateway mean, whatever code comes with them. */
export interface Saying {
	kind: FaultKind;
	/** Found in the words, which are short and without the secret. */
	words: RegExp;
	carriedOut: CarriedOut;
	/** Put before the words where they alone would lead astray. */
	means?: (endpoint: Endpoint) => string;
	advice: string;
	/** Only said by the calls that carry a token. */
	ofToken?: true;
}

/**
 * The table of what the gateway says (contract: What the gateway says). The words tell more than the code. An answer that
 * fits no line is understood by its code.
 */
export const sayings: Saying[] = [
	{
		kind: 'noSuchCall',
		words: /\binvalid api endpoint\b/i,
		carriedOut: 'no',
		means: ({ path }) => `this WatX installation does not offer the call "${path}"`,
		advice:
			'Ask the operator of the gateway to update it. If no call works, check the Base URL in the WatX credential.',
	},
	{
		kind: 'expiredToken',
		words:
			/\b(?:invalid|expired|unknown)\b.{0,30}\b(?:token|code)\b|\b(?:token|code)\b.{0,30}\b(?:invalid|expired|not found|exist)\b/i,
		carriedOut: 'no',
		means: () => 'the code has expired: link again',
		advice:
			'Create a new link and have its QR code scanned within a minute. Nothing is wrong with the secret.',
		ofToken: true,
	},
	{
		kind: 'priorityFailed',
		words: /\bfailed sending priority\b/i,
		carriedOut: 'maybe',
		advice:
			'The gateway tried to send the message at once and marked it as failed. Check that the account is connected.',
	},
	{
		kind: 'nothingQueued',
		words: /\bno chats were queued\b/i,
		carriedOut: 'no',
		advice:
			'No recipient was left: the numbers are invalid, or the plan allows no more messages. Check the numbers, with the country code, and the plan in WatX.',
	},
	{
		kind: 'plan',
		words:
			/\bmaximum\b.{0,60}\b(?:allowed|reached|exceeded)\b|\b(?:not|n['’]t) subscribed\b|\bsubscription\b.{0,30}\bexpired\b|\bplan\b.{0,30}\b(?:not|n['’]t) (?:allow|include)|\bquota\b/i,
		carriedOut: 'no',
		advice:
			'The plan of the WatX user does not allow it; the permissions of the API key have nothing to do with it. Renew or extend the plan in WatX, then try again.',
	},
	{
		kind: 'refused',
		words: /\bno permission to use\b|\bpermission to use\b/i,
		carriedOut: 'no',
		advice:
			'The WatX user of this API key may not use it, or the plan does not include it. Use something that belongs to this user, or extend the plan in WatX.',
	},
	{
		kind: 'account',
		words:
			/\b(?:account|device|session|number)\b.{0,60}\b(?:is|was) (?:disconnected|not connected)\b/i,
		carriedOut: 'no',
		advice:
			'Wait until the account is connected, or link it again with a new QR code. Then try again.',
	},
	{
		kind: 'badNumber',
		words: /\binvalid (?:whatsapp )?(?:phone )?(?:number|recipient)\b/i,
		carriedOut: 'no',
		advice: 'Enter the phone number with its country code, for example +919876543210.',
	},
	{
		kind: 'tooShort',
		words: /\btoo short\b/i,
		carriedOut: 'no',
		advice:
			'The operator of the gateway sets the shortest text, 6 bytes unless changed, so that "OK" is refused; the name of a campaign needs 4 characters. Write a longer one.',
	},
	{
		kind: 'tooLong',
		words: /\btoo long\b/i,
		carriedOut: 'no',
		advice: 'The operator of the gateway sets the longest text. Write a shorter one.',
	},
	{
		kind: 'missing',
		words: /\b(?:does not|doesn['’]t) exist\b/i,
		carriedOut: 'no',
		advice:
			'It was deleted, or the ID is of another WatX user. Look up the ID again, and try with that.',
	},
];
