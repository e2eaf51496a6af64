import type { INodeProperties } from 'n8n-workflow';
import { documentTypes } from './fileKinds';

const withFile = { messageType: ['media', 'document'] };
const fromUrl = { attachmentSource: ['url'] };

/** The parameters of a message that carries a file, in the order the editor shows them. */
export const attachmentFields: INodeProperties[] = [
	{
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
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		hint: 'The name of the input field containing the binary file data to be uploaded',
		displayOptions: { show: { ...withFile, attachmentSource: ['binary'] } },
		description:
			'Name of the binary field of the input item that holds the file. Media: jpg, png, gif, mp4, mp3 or ogg. Document: pdf, xml, xls, xlsx, doc or docx.',
	},
	{
		displayName: 'Attachment URL',
		name: 'attachmentUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/offer.jpg',
		displayOptions: { show: { ...withFile, ...fromUrl } },
		description:
			'Direct http(s) link to the file, which the gateway must be able to open without logging in',
	},
	{
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
		displayOptions: { show: { messageType: ['media'], ...fromUrl } },
		description:
			'What the link leads to. Automatic needs a link that ends with .jpg, .png, .gif, .mp4, .mp3 or .ogg.',
	},
	{
		displayName: 'Document Name',
		name: 'documentName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Invoice 2026-11.pdf',
		displayOptions: { show: { messageType: ['document'] } },
		description:
			'File name that the recipient sees. Leave empty to use the name of the file or the last part of the link.',
	},
	{
		displayName: 'Document Type',
		name: 'documentType',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'auto',
				description: 'Work it out from the document name or the ending of the link',
			},
			...documentTypes
				.map((value) => ({ name: value.toUpperCase(), value }))
				.sort((a, b) => a.name.localeCompare(b.name)),
		],
		default: 'auto',
		displayOptions: { show: { messageType: ['document'], ...fromUrl } },
		description: 'Format of the document behind the link',
	},
];
