import type { IDataObject } from 'n8n-workflow';
import type { Attachment } from '../../fields/attachmentFile';
import type { Call } from '../../fields/call';
import { NotSent } from '../notSent';
import { statusOf } from './accountCheck';
import { optional, text, textOrNull, type OutputFields } from '../output';
import { attachmentFacts, identityOf, type Outgoing } from './outgoing';

/** What a rehearsal tells of a message, besides what sending it tells. */
export const rehearsalOutput: OutputFields = {
	messageType: optional(text('With Rehearsal, the kind of message')),
	message: optional(text('With Rehearsal, the text')),
	account: optional(text('With Rehearsal, the unique ID of the account')),
	accountStatus: optional(
		textOrNull(
			'With Rehearsal, the status of the account or "not linked"; null when the key may not list accounts',
		),
	),
	attachment: {
		type: ['object', 'null'],
		description: 'With Rehearsal, name and type of the file, with its size or its link',
		optional: true,
	},
};

/** What an item would have sent, in place of sending it. */
export async function rehearse(call: Call, outgoing: Outgoing): Promise<NotSent> {
	const { account, recipient, type, message } = outgoing;
	const known = call.shared(identities);
	const identity = await identityOf(outgoing);
	const earlier = known.get(identity);
	if (earlier === undefined) known.set(identity, call.itemIndex);
	return new NotSent({
		messageId: null,
		status: 'rehearsed',
		recipient,
		gatewayMessage: null,
		messageType: type,
		message,
		...(await rehearsalFacts(call, account, outgoing)),
		...(earlier === undefined ? {} : { duplicateOf: earlier }),
	});
}

/** What a rehearsal finds out about account and file; a file is opened, to see that it can be read. */
export async function rehearsalFacts(
	call: Call,
	account: string,
	attachment: Attachment,
): Promise<IDataObject> {
	for (const file of Object.values(attachment.files)) {
		const bytes = (await file.open())[Symbol.asyncIterator]();
		await bytes.next();
		await bytes.return?.();
	}
	// Whoever may not list accounts can rehearse all the same.
	const status = await statusOf(call, account).catch(() => null);
	return {
		account,
		accountStatus: status === undefined ? 'not linked' : status,
		attachment: attachmentFacts(attachment),
	};
}

/** The first item of this run with a message, by the message's identity. */
const identities = () => new Map<string, number>();
