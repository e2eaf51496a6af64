import { createHash } from 'crypto';
import type { Attachment } from '../../fields/attachmentFile';
import { decodeEntities } from '../../gateway/messageRow';

/** A message as it is about to be sent: everything is read and checked. */
export interface Outgoing extends Attachment {
	account: string;
	recipient: string;
	type: string;
	message: string;
}

/** What a file of a message is, for outputs; null without one. */
export function attachmentFacts({ fields, files }: Attachment) {
	const [file] = Object.values(files);
	if (file) return { fileName: file.fileName, mimeType: file.mimeType, fileSize: file.size };
	const url = fields.media_url ?? fields.document_url;
	if (url === undefined) return null;
	const { media_type: mediaType, document_name: fileName } = fields;
	return { url, ...(mediaType ? { mediaType } : {}), ...(fileName ? { fileName } : {}) };
}

/** Makes texts equal that people see as the same one, whether the gateway has escaped them or not. */
export const comparable = (text: string): string =>
	decodeEntities(decodeEntities(text)).replace(/\r\n?/g, '\n').normalize('NFC').trim();

/** The same for messages of a run that are the same to the person who gets them: person, text and content of the file. */
export async function identityOf(outgoing: Outgoing): Promise<string> {
	const { recipient, type, message, fields, files } = outgoing;
	const parts = [recipient, type, comparable(message), fields, attachmentFacts(outgoing)];
	const hash = createHash('sha256').update(JSON.stringify(parts));
	for (const file of Object.values(files)) {
		for await (const chunk of await file.open()) hash.update(chunk);
	}
	return hash.digest('base64');
}
