import type { INodeProperties } from 'n8n-workflow';
import type { Call } from './call';

/** Kind and text of a message; shared by single and bulk sending. */
export const messageFields: INodeProperties[] = [
	{
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		options: [
			{ name: 'Document', value: 'document', description: 'A PDF, XML, Excel or Word file' },
			{ name: 'Media', value: 'media', description: 'A picture, video or sound' },
			{ name: 'Text', value: 'text', description: 'Text only' },
		],
		default: 'text',
		description:
			'Kind of message: text alone, media (a picture, video or sound) with text below, or document (a PDF, XML, Excel or Word file) with text below',
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Hi Asha, your membership ends on Friday.',
		description:
			'Text of the message, or the caption under a file. {Hi|Hello} sends one of the words at random. The gateway needs some text with a file, too.',
	},
];

/** The text of this item's message, exactly as it is to arrive. */
export function getMessage(call: Call): string {
	const value = call.param<unknown>('message');
	const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
	if (typeof text === 'string' && text.trim() !== '') return text;
	return call.refuse(
		typeof text === 'string' || text === undefined || text === null
			? '"Message" is empty'
			: '"Message" is not text',
		'WatX needs some text, with a file as its caption, too. Check the expression in "Message" for this item.',
	);
}
