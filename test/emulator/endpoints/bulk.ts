import { ok } from '../envelope';
import { idOf } from '../lists';
import { recipientOf } from '../phone';
import { textOf } from '../php-form';
import { accountOf, insertRow, nextId, unixNow } from '../state';
import { WORDS } from '../words';
import { attachmentOf } from './attachment';
import type { Call, Endpoint } from './endpoint';
import { accountRefusal, newRow, outcomeOf, takeQuota, textRefusal } from './send';

interface Recipient {
	/** Its place in the list that was sent. */
	index: number;
	recipient: string;
}

/**
 * Endpoint 2: a campaign over a comma list of recipients. Its messages wait in the queue. Entries
 * that are no numbers are left out without a word, repeated ones get the message repeatedly.
 */
export const bulk: Endpoint = {
	path: 'send/whatsapp.bulk',
	method: 'POST',
	permission: 'wa_send_bulk',
	required: ['account', 'campaign', 'recipients', 'type'],
	run(call) {
		const { state, settings, parameters } = call;
		const account = accountOf(state, textOf(parameters, 'account') ?? '');
		if (!account) return WORDS.accountMissing;
		const name = textOf(parameters, 'campaign') ?? '';
		if ([...name].length < settings.minCampaignLength) return WORDS.campaignTooShort;
		const valid = recipientsOf(call);
		if (valid.length === 0) return WORDS.noChatsQueued;
		const attachment = attachmentOf(call);
		if ('error' in attachment) return attachment.error;
		const refusal = textRefusal(call, attachment.url) ?? accountRefusal(call, account);
		if (refusal) return refusal;
		const allowed = settings.bulkOverQuota === 'drop' ? (settings.quota ?? Infinity) : Infinity;
		const accepted = valid.slice(0, allowed);
		if (accepted.length === 0 || !takeQuota(call, accepted.length)) return WORDS.maximumChats;

		const campaign = insertRow(state.campaigns, {
			id: nextId(state, 'campaign'),
			account: account.phone,
			type: textOf(parameters, 'type') ?? '',
			status: 'running',
			name,
			contacts: accepted.length,
			created: unixNow(state),
		});
		const isStored = outcomeOf(call, account) === 'stored';
		const ids = accepted.map(({ index, recipient }) => {
			const row = newRow(call, account, recipient, attachment.url);
			const waiting = isStored ? 'pending' : 'queued';
			insertRow(state.pending, { ...row, campaignId: campaign.id, waiting });
			return [index, idOf(row.id, settings)] as const;
		});
		const messageIds = messageIdsOf(ids, settings.phpGaps);
		const campaignId = idOf(campaign.id, settings);
		const data = settings.oldVersion ? false : { campaignId, messageIds };
		if (isStored) return { ...WORDS.serversUnreachable, data };
		return ok('WhatsApp chats have been queued for sending!', data);
	},
};

function recipientsOf({ settings, parameters }: Call): Recipient[] {
	return (textOf(parameters, 'recipients') ?? '').split(',').flatMap((entry, index) => {
		const recipient = recipientOf(entry, settings);
		return recipient === undefined ? [] : [{ index, recipient }];
	});
}

/** PHP writes an array with a gap as an object. */
function messageIdsOf(ids: ReadonlyArray<readonly [number, number | string]>, hasGaps: boolean) {
	const isGapless = ids.every(([index], place) => index === place);
	return hasGaps && !isGapless ? Object.fromEntries(ids) : ids.map(([, id]) => id);
}
