import type { INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import { documentTypes, type FileKind } from './fileKinds';
import { messageTypeField } from './message';
import { getChoice } from './values';

const withFile = { messageType: ['media', 'document'] };

export const attachmentSourceField: INodeProperties = {
	displayName: 'Attachment Source',
	name: 'attachmentSource',
	type: 'options',
	options: [
		{
			name: 'Binary Field',
			value: 'binary',
			description: 'Upload a file from the input item',
		},
		{
			name: 'URL',
			value: 'url',
			description: 'Let the gateway fetch the file from a public link',
		},
	],
	default: 'binary',
	displayOptions: { show: withFile },
	description: 'Where the file comes from',
};

// Not required for n8n: behind an expression as Message Type, an empty field would stop the workflow of a text.
export const binaryField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	hint: 'The name of the input field containing the binary file data to be uploaded',
	displayOptions: { show: { attachmentSource: ['binary'], ...withFile } },
	description:
		'Name of the binary field of the input item that holds the file, or binary data by expression. Media: jpg, png, gif, mp4, mp3 or ogg. Document: pdf, xml, xls, xlsx, doc or docx.',
};

export const urlField: INodeProperties = {
	displayName: 'Attachment URL',
	name: 'attachmentUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/offer.jpg',
	displayOptions: { show: { attachmentSource: ['url'], ...withFile } },
	description:
		'Direct http(s) link to the file, which the gateway must be able to open without logging in',
};

export const mediaTypeField: INodeProperties = {
	displayName: 'Media Type',
	name: 'mediaType',
	type: 'options',
	options: [
		{ name: 'Audio', value: 'audio' },
		{ name: 'Automatic', value: 'auto', description: 'Work it out from the ending of the link' },
		{ name: 'Image', value: 'image' },
		{ name: 'Video', value: 'video' },
	],
	default: 'auto',
	displayOptions: { show: { attachmentSource: ['url'], messageType: ['media'] } },
	description:
		'What the link leads to. Automatic needs a link that ends with .jpg, .png, .gif, .mp4, .mp3 or .ogg.',
};

export const documentNameField: INodeProperties = {
	displayName: 'Document Name',
	name: 'documentName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Invoice 2026-11.pdf',
	displayOptions: { show: { messageType: ['document'] } },
	description:
		'File name that the recipient sees. Leave empty to use the name of the file or the last part of the link.',
};

export const documentTypeField: INodeProperties = {
	displayName: 'Document Type',
	name: 'documentType',
	type: 'options',
	options: [
		{
			name: 'Automatic',
			value: 'auto',
			description: 'Work it out from the ending of the link or the document name',
		},
		...documentTypes
			.map((value) => ({ name: value.toUpperCase(), value }))
			.sort((a, b) => a.name.localeCompare(b.name)),
	],
	default: 'auto',
	displayOptions: { show: { attachmentSource: ['url'], messageType: ['document'] } },
	description: 'Format of the document behind the link',
};

/** The parameters of a message that carries a file, in the order the editor shows them. */
export const attachmentFields: INodeProperties[] = [
	attachmentSourceField,
	binaryField,
	urlField,
	mediaTypeField,
	documentNameField,
	documentTypeField,
];

/** Whether this item's message is text alone, or carries a file of which kind. */
export const getMessageType = (call: Call): 'text' | FileKind =>
	getChoice(call, messageTypeField, 'text');

/** Whether this item uploads a file: its message carries one, and not as a link. */
export const isUpload = (call: Call): boolean =>
	getMessageType(call) !== 'text' && getChoice(call, attachmentSourceField, 'binary') === 'binary';
