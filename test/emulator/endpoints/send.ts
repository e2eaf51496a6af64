import { ok, type Envelope } from '../envelope';
import { idOf } from '../lists';
import { recipientOf } from '../phone';
import { textOf } from '../php-form';
import type { SendOutcome } from '../settings';
import { accountOf, insertRow, nextId, unixNow } from '../state';
import type { Account, PendingRow } from '../types';
import { WORDS } from '../words';
import { attachmentOf } from './attachment';
import type { Call, Endpoint } from './endpoint';

/** Endpoint 1: one message, handed over at once (priority 1) or queued. */
export const send: Endpoint = {
	path: 'send/whatsapp',
	method: 'POST',
	permission: 'wa_send',
	required: ['account', 'recipient', 'type'],
	run(call) {
		const { state, settings, parameters } = call;
		const account = accountOf(state, textOf(parameters, 'account') ?? '');
		if (!account) return WORDS.accountMissing;
		const recipient = recipientOf(textOf(parameters, 'recipient') ?? '', settings);
		if (!recipient) return WORDS.invalidPhone;
		const attachment = attachmentOf(call);
		if ('error' in attachment) return attachment.error;
		const refusal = textRefusal(call, attachment.url) ?? accountRefusal(call, account);
		if (refusal) return refusal;
		if (!takeQuota(call, 1)) return WORDS.maximumChats;

		const row = newRow(call, account, recipient, attachment.url);
		row.priority = priorityOf(call);
		const data = settings.oldVersion ? false : { messageId: idOf(row.id, settings) };
		const isConnected = account.status === 'connected';
		const outcome = outcomeOf(call, account);
		if (outcome === 'stored') {
			insertRow(state.pending, { ...row, waiting: 'pending' });
			return { ...WORDS.serversUnreachable, data };
		}
		const isFailed = outcome === 'failed' && row.priority === 1;
		if (isFailed || (!isConnected && settings.disconnectedSend === 'fail')) {
			insertRow(state.sent, { ...row, status: 'failed' });
			return WORDS.priorityFailed;
		}
		if (isConnected && row.priority === 1) {
			insertRow(state.sent, { ...row, status: 'sent' });
			return ok('WhatsApp chat has been sent!', data);
		}
		insertRow(state.pending, row);
		return ok('WhatsApp chat has been queued for sending!', data);
	},
};

/** Why this text is not accepted: missing without a file, or of a size the operator refuses. */
export function textRefusal(
	{ settings, parameters }: Call,
	attachment: string | false,
): Envelope | undefined {
	const text = textOf(parameters, 'message');
	if (text === undefined) {
		return attachment && settings.emptyCaption ? undefined : WORDS.invalidParameters;
	}
	const size = Buffer.byteLength(text);
	if (!attachment && size < settings.minMessageBytes) return WORDS.messageTooShort;
	return size > settings.maxMessageBytes ? WORDS.messageTooLong : undefined;
}

/** A disconnected account refuses, where that is switched on; one of unknown status does not. */
export function accountRefusal({ settings }: Call, account: Account): Envelope | undefined {
	const mayTry = account.status === 'connected' || account.status === 'unknown';
	const isRefused = settings.disconnectedSend === 'refuse' && !mayTry;
	return isRefused ? WORDS.accountDisconnected : undefined;
}

/** What is switched on; the status is unknown when the account's server is down. */
export function outcomeOf({ settings, request }: Call, account: Account): SendOutcome {
	const { sendOutcome, serverDown, disconnectedSend } = settings;
	const isUnknown = account.status === 'unknown' && disconnectedSend === 'refuse';
	if (serverDown || isUnknown) return 'stored';
	return typeof sendOutcome === 'function' ? sendOutcome(request) : sendOutcome;
}

/** A message of this call with an id of its own, not yet in any list. */
export function newRow(
	{ state, parameters }: Call,
	account: Account,
	recipient: string,
	attachment: string | false,
): PendingRow {
	return {
		id: nextId(state, 'message'),
		account: account.phone,
		api: true,
		recipient,
		message: textOf(parameters, 'message') ?? '',
		attachment,
		created: unixNow(state),
		type: textOf(parameters, 'type') ?? '',
	};
}

/** Takes `count` messages off the plan; false when it does not allow that many. */
export function takeQuota({ settings }: Call, count: number): boolean {
	if (settings.quota === null) return true;
	if (settings.quota < count) return false;
	settings.quota -= count;
	return true;
}

/** Everything but 1 is the normal queue. */
function priorityOf({ settings, parameters }: Call): 1 | 2 {
	const text = textOf(parameters, 'priority') ?? String(settings.defaultPriority);
	return text === '1' ? 1 : 2;
}
