import type { Call } from '../../fields/call';

/** Parameters of a campaign, with the names users see. */
const shared: Record<string, string> = {
	account: 'Account',
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
export function requireSame(calls: Call[]): void {
	const [first] = calls;
	for (const call of calls.slice(1)) {
		for (const [name, displayName] of Object.entries(shared)) {
			if (JSON.stringify(call.param(name)) === JSON.stringify(first.param(name))) continue;
			call.refuse(
				`"${displayName}" differs between item ${first.itemIndex} and item ${call.itemIndex}, but a campaign sends one message to all`,
				'Nothing was sent. Make it the same for all items, or use Send, which sends each item a message of its own.',
			);
		}
		const file = describeFile(call);
		if (file === undefined || file === describeFile(first)) continue;
		call.refuse(
			`The file in "Input Binary Field" differs between item ${first.itemIndex} and item ${call.itemIndex}, but a campaign sends one file to all`,
			'Nothing was sent. Put the same file into all items, or into the first one alone, or use Send.',
		);
	}
}

/** What tells files apart without reading them; undefined when the item carries none that would be sent. */
function describeFile(call: Call): string | undefined {
	if (call.param('messageType') === 'text' || call.param('attachmentSource') !== 'binary') {
		return undefined;
	}
	const { context, itemIndex } = call;
	const file = context.getInputData()[itemIndex]?.binary?.[call.param('binaryPropertyName')];
	return file && JSON.stringify([file.fileName, file.mimeType, file.fileSize, file.bytes]);
}
