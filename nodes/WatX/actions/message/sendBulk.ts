import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { fromField, getAccount } from '../../fields/account';
import { attachmentFields, getMessageType } from '../../fields/attachment';
import { campaignNameField, getCampaignName } from '../../fields/campaignName';
import { messageFields, getMessage } from '../../fields/message';
import { getAttachment } from '../../fields/attachmentFile';
import { notice } from '../../fields/notice';
import { defaultCountryCodeOption } from '../../fields/defaultCountryCode';
import {
	getRecipients,
	getRecipientsFrom,
	recipientsFields,
	type Recipients,
} from '../../fields/recipients';
import { endpoints } from '../../gateway/endpoints';
import { multipartForm } from '../../gateway/form';
import type { Call } from '../../fields/call';
import type { Operation } from '../operation';
import { requireSame } from './sameForAll';
import { count, id, idOrNull, list, optional, text } from '../output';

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
		gatewayMessage: text('The words of the gateway'),
		recipients: optional(
			list(text('Phone number with +'), "With Input Items, the item's own recipients"),
		),
	},
	options: [defaultCountryCodeOption],
	runAll: (calls) => (getRecipientsFrom(calls[0]) === 'items' ? sendTogether(calls) : undefined),
	async run(call) {
		const [recipients] = getRecipients([call]);
		const { campaign, messageIds, gatewayMessage } = await send(call, recipients.addresses);
		const { duplicates } = recipients;
		return [{ json: { ...campaign, messageIds, duplicates, gatewayMessage } }];
	},
};

/** Makes one campaign of all items; each item gets an output with its own share of it. */
async function sendTogether(calls: Call[]): Promise<INodeExecutionData[]> {
	await requireSame(calls);
	const shares = getRecipients(calls);
	const all = shares.flatMap(({ addresses }) => addresses);
	const { campaign, messageIds, gatewayMessage } = await send(calls[0], all);
	// Whose they are is only certain when there is one for each recipient.
	const isComplete = messageIds.length === all.length;
	const outputs: INodeExecutionData[] = [];
	let next = 0;
	for (const [index, { addresses, duplicates }] of shares.entries()) {
		const end = next + addresses.length;
		const own = isComplete ? messageIds.slice(next, end) : [];
		const json = {
			...campaign,
			recipients: addresses,
			messageIds: own,
			duplicates,
			gatewayMessage,
		};
		outputs.push({ json, pairedItem: { item: calls[index].itemIndex } });
		next = end;
	}
	return outputs;
}

/** Makes the campaign: urlencoded, as the vendor wants it, and multipart only with a file. */
async function send(call: Call, addresses: Recipients['addresses']) {
	const campaignName = getCampaignName(call);
	const { fields, files } = await getAttachment(call);
	const form = {
		account: getAccount(call, fromField),
		campaign: campaignName,
		recipients: addresses.join(','),
		type: getMessageType(call),
		message: getMessage(call),
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
			accepted: messageIds.length || addresses.length,
		},
		messageIds: messageIds as Array<string | number>,
		gatewayMessage: answer.message,
	};
}
