import type { Upload } from '../gateway/form';
import {
	binaryField,
	documentNameField,
	documentTypeField,
	getMessageType,
	isUpload,
	mediaTypeField,
	urlField,
} from './attachment';
import { getBinary, openBinary } from './binary';
import type { Call } from './call';
import {
	acceptedExtensions,
	factsOfUrl,
	otherKind,
	toAcceptedFile,
	type AcceptedFile,
	type FileFacts,
	type FileKind,
	type MediaType,
	type Rejected,
} from './fileKinds';
import { getFileLink } from './link';
import { getChoice, getText, quote } from './values';

/** What a message's file adds to the request: plain fields, or a file to upload (contract: endpoint 1). */
export interface Attachment {
	fields: Record<string, string>;
	files: Record<string, Upload>;
}

/**
 * Reads the attachment parameters of an item and checks the file before anything is uploaded.
 *
 * @returns the fields or the file to add to the form; both empty for a text message
 */
export async function getAttachment(call: Call): Promise<Attachment> {
	const kind = getMessageType(call);
	if (kind === 'text') return { fields: {}, files: {} };
	if (isUpload(call)) return await getBinaryFile(call, kind);
	const url = getFileLink(call, urlField);
	return { fields: kind === 'media' ? mediaUrl(call, url) : documentUrl(call, url), files: {} };
}

async function getBinaryFile(call: Call, kind: FileKind): Promise<Attachment> {
	const binary = await openBinary(call, binaryField, getBinary(call, binaryField));
	const { size, open, ...facts } = binary;
	const accepted = toAcceptedFile(kind, { ...facts, documentName: getDocumentName(call, kind) });
	if (typeof accepted === 'string') return refuseFile(call, kind, facts, accepted);
	const { fileName, mimeType } = accepted;
	return { fields: {}, files: { [`${kind}_file`]: { fileName, mimeType, size, open } } };
}

function mediaUrl(call: Call, url: string): Record<string, string> {
	const facts = factsOfUrl(url);
	const chosen = getChoice<MediaType | 'auto'>(call, mediaTypeField, 'auto');
	const accepted = toAcceptedFile('media', facts);
	if (accepted === 'other') return refuseFile(call, 'media', facts, accepted);
	const own = accepted === 'unknown' ? undefined : accepted.mediaType;
	if (chosen !== 'auto' && own !== undefined && own !== chosen) {
		return call.refuse(
			`The link in "Attachment URL" leads to ${own}, but "Media Type" is ${chosen}`,
			'Choose Automatic as "Media Type", or check the link.',
		);
	}
	const mediaType = chosen === 'auto' ? own : chosen;
	if (mediaType) return { media_url: url, media_type: mediaType };
	return call.refuse(
		`The ending of the link in "Attachment URL" does not tell what it leads to`,
		'Choose Image, Audio or Video as "Media Type".',
	);
}

function documentUrl(call: Call, url: string): Record<string, string> {
	const facts = factsOfUrl(url);
	const type = getChoice<string>(call, documentTypeField, 'auto');
	const documentName = getDocumentName(call, 'document');
	const own = toAcceptedFile('document', facts);
	if (own === 'other') return refuseFile(call, 'document', facts, own);
	if (type !== 'auto' && own !== 'unknown' && own.extension !== type) {
		return call.refuse(
			`The link in "Attachment URL" leads to a file that ends with .${own.extension}, but "Document Type" is ${type.toUpperCase()}`,
			'Choose Automatic as "Document Type", or check the link.',
		);
	}
	const fileExtension = type === 'auto' ? undefined : type;
	const accepted = toAcceptedFile('document', { ...facts, fileExtension, documentName });
	if (typeof accepted !== 'string') return toFields(url, accepted);
	return accepted === 'other'
		? refuseFile(call, 'document', { fileName: documentName }, accepted)
		: call.refuse(
				`Neither "Document Name" nor the link in "Attachment URL" tells the format of the document`,
				'Choose the "Document Type", or give it a "Document Name" that ends with .pdf, or with the ending it has.',
			);
}

const toFields = (url: string, { fileName, extension }: AcceptedFile): Record<string, string> => ({
	document_url: url,
	document_name: fileName,
	document_type: extension,
});

const getDocumentName = (call: Call, kind: FileKind): string =>
	kind === 'document' ? getText(call, documentNameField) : '';

function refuseFile(call: Call, kind: FileKind, facts: FileFacts, why: Rejected): never {
	const { fileName = '', mimeType = '' } = facts;
	const type = mimeType === '' ? '' : `, ${mimeType.slice(0, 80)}`;
	const named = fileName === '' ? type.slice(2) : `${quote(fileName)}${type}`;
	return call.refuse(
		`The file${named === '' ? '' : ` (${named})`} cannot be sent as ${kind}: accepted are ${acceptedExtensions(kind)}`,
		adviceOn(kind, facts, why),
	);
}

function adviceOn(kind: FileKind, facts: FileFacts, why: Rejected): string {
	const other = otherKind(kind);
	if (typeof toAcceptedFile(other, facts) !== 'string') {
		return `Choose "${other === 'media' ? 'Media' : 'Document'}" as "Message Type" to send this file.`;
	}
	if (why === 'other') return 'Convert the file, or send a link to it as text.';
	return kind === 'document'
		? 'Nothing tells what the file is. Give it a "Document Name" that ends with .pdf, or with the ending it has.'
		: 'Nothing tells what the file is. Give it a file name that ends with .jpg, or with the ending it has, in the node that makes it.';
}
