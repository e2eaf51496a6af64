import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { fromField, getAccount } from '../../fields/account';
import { attachmentFields, getMessageType } from '../../fields/attachment';
import { campaignNameField, getCampaignName } from '../../fields/campaignName';
import { messageFields, getMessage } from '../../fields/message';
import { getAttachment } from '../../fields/attachmentFile';
import { notice } from '../../fields/notice';
import { defaultCountryCodeOption } from '../../fields/defaultCountryCode';
import { getRecipients, getRecipientsFrom, recipientsFields } from '../../fields/recipients';
import {
	isRehearsal,
	rehearsalOption,
	skipsUnsubscribed,
	skipUnsubscribedOption,
} from '../../fields/sendingOptions';
import { endpoints } from '../../gateway/endpoints';
import { multipartForm } from '../../gateway/form';
import type { Call } from '../../fields/call';
import type { Operation } from '../operation';
import { rehearsalFacts, rehearsalOutput } from './rehearsal';
import { requireSame } from './sameForAll';
import { count, id, idOrNull, list, optional, text, textOrNull } from '../output';
import { fetchUnsubscribed } from './unsubscribed';

/** Sends one message to many recipients as a campaign (contract: endpoint 2). */
export const sendBulk: Operation = {
	name: 'Send Bulk',
	value: 'sendBulk',
	action: 'Send WhatsApp message to many recipients',
	description:
		'Create a campaign that sends the same message to many phone numbers through the queue of the gateway',
	fields: [
		fromField,
		campaignNameField,
		...recipientsFields,
		{
			...notice(
				'inputItemsNotice',
				'All input items together make one campaign, with one message for all of them. Set Recipients to the number of an item, e.g. <code>{{ $json.phone }}</code>.',
			),
			displayOptions: { show: { recipientsFrom: ['items'] } },
		},
		...messageFields,
		...attachmentFields,
	],
	calls: [endpoints.sendBulk],
	output: {
		campaignId: idOrNull('ID of the campaign; null when the gateway tells none'),
		campaignName: text('Name of the campaign'),
		accepted: count('How many messages the gateway took; it drops invalid numbers in silence'),
		messageIds: list(id('ID of a message'), 'IDs of the messages'),
		duplicates: count('How many repeated numbers were left out'),
		gatewayMessage: textOrNull('The words of the gateway'),
		skipped: optional(
			list(text('Phone number with +'), 'With Skip Unsubscribed, who was left out'),
		),
		status: optional(text('"rehearsed" or "skipped", when no campaign was made')),
		recipients: optional(
			list(text('Phone number with +'), "With Input Items, the item's own recipients"),
		),
		...rehearsalOutput,
	},
	options: [defaultCountryCodeOption, rehearsalOption, skipUnsubscribedOption],
	runAll: (calls) => (getRecipientsFrom(calls[0]) === 'items' ? sendTogether(calls) : undefined),
	async run(call) {
		const [share] = await getShares([call]);
		const { campaign, messageIds, gatewayMessage } = await send(
			call,
			share.recipients,
			isRehearsal(call),
		);
		const { recipients, ...left } = share;
		const shown = campaign.status === undefined ? {} : { recipients };
		return [{ json: { ...campaign, ...shown, messageIds, ...left, gatewayMessage } }];
	},
};

/** Makes one campaign of all items; each item gets an output with its own share of it. */
async function sendTogether(calls: Call[]): Promise<INodeExecutionData[]> {
	await requireSame(calls);
	const shares = await getShares(calls);
	const all = shares.flatMap(({ recipients }) => recipients);
	const { campaign, messageIds, gatewayMessage } = await send(
		calls[0],
		all,
		calls.some(isRehearsal),
	);
	// Whose they are is only certain when there is one for each recipient.
	const isComplete = messageIds.length === all.length;
	const outputs: INodeExecutionData[] = [];
	let next = 0;
	for (const [index, share] of shares.entries()) {
		const end = next + share.recipients.length;
		const own = isComplete ? messageIds.slice(next, end) : [];
		const json = { ...campaign, ...share, messageIds: own, gatewayMessage };
		outputs.push({ json, pairedItem: { item: calls[index].itemIndex } });
		next = end;
	}
	return outputs;
}

/** An item's part of a campaign. */
interface Share {
	recipients: string[];
	/** There when people who have unsubscribed are left out: who they are. */
	skipped?: string[];
	/** How many entries were left out because the number was there already. */
	duplicates: number;
}

/** The recipients of each item, without those who are to be left out. */
async function getShares(calls: Call[]): Promise<Share[]> {
	const [first] = calls;
	const unsubscribed = skipsUnsubscribed(first) ? await fetchUnsubscribed(first) : undefined;
	return getRecipients(calls).map(({ addresses, duplicates }) => {
		if (!unsubscribed) return { recipients: addresses, duplicates };
		const skipped = addresses.filter((address) => unsubscribed.has(address));
		const recipients = addresses.filter((address) => !unsubscribed.has(address));
		return { recipients, skipped, duplicates };
	});
}

interface Sent {
	campaign: IDataObject;
	messageIds: Array<string | number>;
	gatewayMessage: string | null;
}

/** Makes the campaign: urlencoded, as the vendor wants it, and multipart only with a file. */
async function send(call: Call, recipients: string[], isRehearsed: boolean): Promise<Sent> {
	const campaignName = getCampaignName(call);
	const { fields, files } = await getAttachment(call);
	const account = getAccount(call, fromField);
	const type = getMessageType(call);
	const message = getMessage(call);
	if (recipients.length === 0 || isRehearsed) {
		const status = isRehearsed ? 'rehearsed' : 'skipped';
		const facts = isRehearsed
			? {
					messageType: type,
					message,
					...(await rehearsalFacts(call, account, { fields, files })),
				}
			: { reason: 'unsubscribed' };
		const campaign = { campaignId: null, campaignName, accepted: 0, status, ...facts };
		return { campaign, messageIds: [], gatewayMessage: null };
	}
	const form = {
		account,
		campaign: campaignName,
		recipients: recipients.join(','),
		type,
		message,
		...fields,
	};
	const hasFile = Object.keys(files).length > 0;
	const answer = await call.request<IDataObject>(
		endpoints.sendBulk,
		form,
		hasFile ? { body: async () => await multipartForm(form, files) } : {},
	);
	const messageIds = Array.isArray(answer.data.messageIds) ? answer.data.messageIds : [];
	return {
		campaign: {
			campaignId: answer.data.campaignId ?? null,
			campaignName,
			// Old versions of the gateway do not tell which messages they accepted.
			accepted: messageIds.length || recipients.length,
		},
		messageIds: messageIds as Array<string | number>,
		gatewayMessage: answer.message,
	};
}
