import type { Call } from './call';
import type { Upload } from '../gateway/form';
import { openBinary } from './binary';
import {
	acceptedExtensions,
	factsOfUrl,
	toAcceptedFile,
	type FileFacts,
	type FileKind,
	type AcceptedFile,
} from './fileKinds';

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
	const kind = call.param<'text' | FileKind>('messageType');
	if (kind === 'text') return { fields: {}, files: {} };
	if (kind !== 'media' && kind !== 'document') {
		return call.refuse(
			`"Message Type" is ${JSON.stringify(kind)}, which WatX does not know`,
			'Use text, media or document.',
		);
	}
	return call.param('attachmentSource') === 'url'
		? getLinkedFile(call, kind)
		: await getBinaryFile(call, kind);
}

async function getBinaryFile(call: Call, kind: FileKind): Promise<Attachment> {
	const field = call.param('binaryPropertyName');
	const binary = await openBinary(call, field);
	const fitted = toAcceptedFile(kind, withDocumentName(call, kind, binary));
	if (!fitted) return refuseFile(call, kind, `The file in "${field}"`, binary);
	const { fileName, mimeType } = fitted;
	const { size, open } = binary;
	return { fields: {}, files: { [`${kind}_file`]: { fileName, mimeType, size, open } } };
}

function getLinkedFile(call: Call, kind: FileKind): Attachment {
	const url = call.param('attachmentUrl').trim();
	if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
		return call.refuse(
			`${JSON.stringify(url)} in "Attachment URL" is no link`,
			'Enter a direct link that begins with http:// or https://.',
		);
	}
	const facts = factsOfUrl(url);
	return {
		fields: kind === 'media' ? mediaUrl(call, url, facts) : documentUrl(call, url, facts),
		files: {},
	};
}

function mediaUrl(call: Call, url: string, facts: FileFacts): Record<string, string> {
	const chosen = call.param('mediaType');
	const mediaType = chosen === 'auto' ? toAcceptedFile('media', facts)?.mediaType : chosen;
	if (!mediaType) {
		return call.refuse(
			`The ending of the link in "Attachment URL" does not tell what it leads to`,
			'Choose Image, Audio or Video as "Media Type".',
		);
	}
	return { media_url: url, media_type: mediaType };
}

function documentUrl(call: Call, url: string, facts: FileFacts): Record<string, string> {
	const chosen = call.param('documentType');
	const named = withDocumentName(call, 'document', facts);
	const fitted: AcceptedFile | undefined =
		chosen === 'auto'
			? (toAcceptedFile('document', named) ??
				toAcceptedFile('document', { ...named, fileExtension: extensionOf(facts) }))
			: toAcceptedFile('document', { fileName: asType(named.fileName, chosen) });
	if (!fitted) {
		return call.refuse(
			`Neither "Document Name" nor the link in "Attachment URL" tells the format of the document`,
			`Choose the "Document Type", or give a name that ends with one of: ${acceptedExtensions('document')}.`,
		);
	}
	return { document_url: url, document_name: fitted.fileName, document_type: fitted.extension };
}

/** The user's document name in place of the file's own, which still tells the format. */
function withDocumentName(call: Call, kind: FileKind, facts: FileFacts): FileFacts {
	const name = kind === 'document' ? call.param('documentName').trim() : '';
	if (name === '') return facts;
	const { mimeType } = facts;
	return { fileName: name, mimeType, fileExtension: extensionOf(facts) ?? facts.fileExtension };
}

const extensionOf = ({ fileName = '' }: FileFacts) => /\.([^.]+)$/.exec(fileName)?.[1];

const asType = (fileName = '', type: string) =>
	fileName.toLowerCase().endsWith(`.${type}`) ? fileName : `${fileName || 'document'}.${type}`;

function refuseFile(call: Call, kind: FileKind, what: string, facts: FileFacts): never {
	const name = facts.fileName
		? ` ("${facts.fileName}"${facts.mimeType ? `, ${facts.mimeType}` : ''})`
		: '';
	const other = kind === 'media' ? 'document' : 'media';
	const advice = toAcceptedFile(other, facts)
		? `Choose "${other === 'media' ? 'Media' : 'Document'}" as "Message Type" to send this file.`
		: 'Convert the file, or send a link to it as text.';
	return call.refuse(
		`${what}${name} cannot be sent as ${kind}: accepted are ${acceptedExtensions(kind)}`,
		advice,
	);
}
