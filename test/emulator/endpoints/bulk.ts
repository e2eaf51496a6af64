import { fail, ok } from '../envelope';
import { idOf } from '../lists';
import { recipientOf } from '../phone';
import { textOf } from '../php-form';
import { accountOf, insertRow, nextId, unixNow } from '../state';
import { attachmentOf } from './attachment';
import type { Endpoint } from './endpoint';
import { newRow, quotaExceeded, takeQuota, unknownAccount } from './send';

/**
 * Endpoint 2: a campaign over a comma list of recipients. Its messages wait in the queue. Entries
 * that are no numbers are left out without a word, repeated ones get the message repeatedly.
 */
export const bulk: Endpoint = {
	path: 'send/whatsapp.bulk',
	method: 'POST',
	permission: 'wa_send_bulk',
	required: ['account', 'campaign', 'recipients', 'type', 'message'],
	run(call) {
		const { state, settings, parameters } = call;
		const account = accountOf(state, textOf(parameters, 'account') ?? '');
		if (!account) return unknownAccount();
		const recipients = (textOf(parameters, 'recipients') ?? '')
			.split(',')
			.map((entry) => recipientOf(entry, settings.countryCode))
			.filter((recipient) => recipient !== undefined);
		if (recipients.length === 0) return fail(400, 'No valid recipients!');
		const attachment = attachmentOf(call);
		if ('error' in attachment) return attachment.error;
		if (!takeQuota(call, recipients.length)) return quotaExceeded();

		const campaign = insertRow(state.campaigns, {
			id: nextId(state, 'campaign'),
			account: account.phone,
			type: textOf(parameters, 'type') ?? '',
			status: 'running',
			name: textOf(parameters, 'campaign') ?? '',
			contacts: recipients.length,
			created: unixNow(),
		});
		const messageIds = recipients.map((recipient) => {
			const row = newRow(call, account, recipient, attachment.url);
			insertRow(state.pending, { ...row, campaignId: campaign.id });
			return idOf(row.id, settings);
		});
		const data = { campaignId: idOf(campaign.id, settings), messageIds };
		return ok('WhatsApp chats have been queued for sending!', settings.oldVersion ? false : data);
	},
};
