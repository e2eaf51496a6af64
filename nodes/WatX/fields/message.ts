import type { INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import { getChoice, getExactText } from './values';

export const messageTypeField: INodeProperties = {
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
};

// Not required for n8n, because a file needs no caption; a text without words is refused when it is sent.
const messageField: INodeProperties = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. Hi Asha, your membership ends on Friday.',
	description:
		'Text of the message, or the caption under a file, which may be empty. {Hi|Hello} sends one of the words at random.',
};

/** Kind and text of a message; shared by single and bulk sending. */
export const messageFields: INodeProperties[] = [messageTypeField, messageField];

/** The text of this item's message, exactly as it is to arrive; empty only as the caption of a file (contract: endpoint 1). */
export function getMessage(call: Call): string {
	const text = getExactText(call, messageField);
	if (text.trim() !== '') return text;
	if (getChoice(call, messageTypeField, 'text') !== 'text') return '';
	return call.refuse(
		'"Message" is empty',
		'Enter a text, or check the expression in "Message" for this item. Only a file can go without one.',
	);
}
