import type { IBinaryData } from 'n8n-workflow';
import { binaryField, isUpload } from '../../fields/attachment';
import { findBinary, getBinary, isBinary, isSameFile } from '../../fields/binary';
import type { Call } from '../../fields/call';

/** Parameters of a campaign, with the names users see. */
const shared: Record<string, string> = {
	account: 'From',
	campaignName: 'Campaign Name',
	recipientsFrom: 'Recipients From',
	messageType: 'Message Type',
	message: 'Message',
	attachmentSource: 'Attachment Source',
	binaryPropertyName: 'Input Binary Field',
	attachmentUrl: 'Attachment URL',
	mediaType: 'Media Type',
	documentName: 'Document Name',
	documentType: 'Document Type',
};

/**
 * Refuses items that want different messages: a campaign sends one message to all, and nobody is to get what was written
 * for somebody else.
 */
export async function requireSame(calls: Call[]): Promise<void> {
	const [first] = calls;
	for (const call of calls.slice(1)) {
		for (const [name, displayName] of Object.entries(shared)) {
			if (!isSame(call.param(name), first.param(name))) {
				refuseOther(first, call, `"${displayName}"`, 'message');
			}
		}
		if (!isUpload(first) || (await hasFile(call, getBinary(first, binaryField)))) continue;
		refuseOther(first, call, `The file in "${binaryField.displayName}"`, 'file');
	}
}

/** Files by expression are told apart by what is in them. */
const isSame = (a: unknown, b: unknown): boolean =>
	(isBinary(a) && isBinary(b)) || JSON.stringify(a) === JSON.stringify(b);

/** Whether an item carries that file too, or none at all. */
async function hasFile(call: Call, file: IBinaryData): Promise<boolean> {
	const own = findBinary(call, binaryField);
	return own === undefined || (await isSameFile(call, file, own));
}

function refuseOther(first: Call, call: Call, what: string, noun: 'message' | 'file'): never {
	return call.refuse(
		`${what} differs between item ${first.itemIndex} and item ${call.itemIndex}, but a campaign sends one ${noun} to all`,
		noun === 'file'
			? 'Nothing was sent. Put the same file into all items, or into the first one alone, or use Send.'
			: 'Nothing was sent. Make it the same for all items, or use Send, which sends each item a message of its own.',
	);
}
