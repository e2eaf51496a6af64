import { fail, ok, type Envelope } from '../envelope';
import { idOf } from '../lists';
import { recipientOf } from '../phone';
import { textOf } from '../php-form';
import { accountOf, insertRow, nextId, unixNow } from '../state';
import type { Account, PendingRow } from '../types';
import { attachmentOf } from './attachment';
import type { Call, Endpoint } from './endpoint';

/** Endpoint 1: one message, handed over at once (priority 1) or queued. */
export const send: Endpoint = {
	path: 'send/whatsapp',
	method: 'POST',
	permission: 'wa_send',
	required: ['account', 'recipient', 'type', 'message'],
	run(call) {
		const { state, settings, parameters } = call;
		const account = accountOf(state, textOf(parameters, 'account') ?? '');
		if (!account) return unknownAccount();
		const recipient = recipientOf(textOf(parameters, 'recipient') ?? '', settings.countryCode);
		if (!recipient) return fail(400, 'Invalid recipient!');
		const attachment = attachmentOf(call);
		if ('error' in attachment) return attachment.error;
		const isConnected = account.status === 'connected';
		if (!isConnected && settings.disconnectedSend === 'refuse') {
			return fail(404, 'WhatsApp account is not connected!');
		}
		if (!takeQuota(call, 1)) return quotaExceeded();

		const row = newRow(call, account, recipient, attachment.url);
		row.priority = priorityOf(call);
		const data = settings.oldVersion ? false : { messageId: idOf(row.id, settings) };
		if (!isConnected && settings.disconnectedSend === 'fail') {
			insertRow(state.sent, { ...row, status: 'failed' });
			return fail(500, 'WhatsApp chat could not be sent!', data);
		}
		if (isConnected && row.priority === 1) {
			insertRow(state.sent, { ...row, status: 'sent' });
			return ok('WhatsApp chat has been sent!', data);
		}
		insertRow(state.pending, row);
		return ok('WhatsApp chat has been queued for sending!', data);
	},
};

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
		created: unixNow(),
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

export const quotaExceeded = (): Envelope =>
	fail(403, 'Your plan does not allow more WhatsApp messages!');

export const unknownAccount = (): Envelope => fail(404, "WhatsApp account doesn't exist!");

/** Everything but 1 is the normal queue. */
function priorityOf({ settings, parameters }: Call): 1 | 2 {
	const text = textOf(parameters, 'priority') ?? String(settings.defaultPriority);
	return text === '1' ? 1 : 2;
}
