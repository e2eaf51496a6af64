import type { INodeProperties } from 'n8n-workflow';

/** Whether a message must have a file. */
export const attachmentField: INodeProperties = {
	displayName: 'Attachment',
	name: 'attachment',
	type: 'options',
	default: 'with',
	description: 'Whether the message comes with a file',
	options: [
		{ name: 'Any', value: 'any' },
		{ name: 'With Attachment', value: 'with' },
		{ name: 'Without Attachment', value: 'without' },
	],
};

/** Where a message must come from. */
export const chatTypeField: INodeProperties = {
	displayName: 'Chat Type',
	name: 'chatType',
	type: 'options',
	default: 'direct',
	description:
		'Whether the message comes from a person, from a group, or from a status update, broadcast list or channel',
	options: [
		{ name: 'All', value: 'all' },
		{ name: 'Broadcast', value: 'broadcast' },
		{ name: 'Direct', value: 'direct' },
		{ name: 'Group', value: 'group' },
	],
};

/** How a text is compared. */
export const conditionField: INodeProperties = {
	displayName: 'Condition',
	name: 'condition',
	type: 'options',
	default: 'contains',
	description: 'How the message is compared with the words or phrases',
	options: [
		{ name: 'Begins With', value: 'beginsWith' },
		{ name: 'Contains', value: 'contains' },
		{ name: 'Is', value: 'is' },
	],
};

/** Which messages start the workflow; shared by both triggers. */
export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'Only messages that pass every filter start the workflow',
	options: [
		attachmentField,
		chatTypeField,
		{
			displayName: 'Not From',
			name: 'notFrom',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Sender' },
			default: [],
			placeholder: 'e.g. +919876543210',
			description:
				'Phone numbers or group addresses whose messages are left out, for example those of another robot, so that two robots cannot answer each other for ever. Several can also stand in one field, with commas between them.',
		},
		{
			displayName: 'Sender',
			name: 'sender',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Sender' },
			default: [],
			placeholder: 'e.g. +919876543210',
			description:
				'Phone numbers or group addresses of which one must be the sender. Several can also stand in one field, with commas between them.',
		},
		{
			displayName: 'Text',
			name: 'text',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Condition' },
			placeholder: 'Add Condition',
			default: { conditions: [{ condition: 'contains', phrases: '' }] },
			description:
				'What the message must say, in upper or lower case, with or without accents. One condition that is true is enough. For regular expressions let a Filter node follow.',
			options: [
				{
					displayName: 'Condition',
					name: 'conditions',
					values: [
						conditionField,
						{
							displayName: 'Words or Phrases',
							name: 'phrases',
							type: 'string',
							typeOptions: { rows: 2 },
							default: '',
							placeholder: 'e.g. renew',
							description:
								'One or several words or phrases, each in a line of its own. One of them is enough.',
						},
					],
				},
			],
		},
	],
};

/** Whether files may come from anywhere. */
export const attachmentsFromOtherHostsOption: INodeProperties = {
	displayName: 'Attachments From Other Hosts',
	name: 'attachmentsFromOtherHosts',
	type: 'boolean',
	default: true,
	description:
		'Whether to download attachments also from hosts other than that of the gateway. The secret is never sent along.',
};

/** Whether files are downloaded. */
export const downloadAttachmentsOption: INodeProperties = {
	displayName: 'Download Attachments',
	name: 'downloadAttachments',
	type: 'boolean',
	default: true,
	description: 'Whether to download the file of a message into a binary field',
};

/** How large they may be. */
export const maxAttachmentSizeOption: INodeProperties = {
	displayName: 'Maximum Attachment Size',
	name: 'maxAttachmentSize',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 32,
	description:
		'How many megabytes a downloaded file may have. A message with a larger one comes without the file and says why.',
};

/** Where they are put. */
export const outputFieldOption: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	hint: 'The name of the output binary field to put the file in',
};

/** Options of both triggers about files. */
export const fileOptions: INodeProperties[] = [
	attachmentsFromOtherHostsOption,
	downloadAttachmentsOption,
	maxAttachmentSizeOption,
	outputFieldOption,
];

/** Whether a burst becomes one item. */
export const combineMessagesOption: INodeProperties = {
	displayName: 'Combine Messages',
	name: 'combineMessages',
	type: 'options',
	default: 'perSender',
	description:
		'Whether the messages of one chat that come shortly after one another become one item, so that a burst is answered once. Its "message" holds all texts, "messages" each one, and files are in data_0, data_1 and so on.',
	options: [
		{ name: 'Off', value: 'off' },
		{ name: 'Per Sender and Account', value: 'perSender' },
	],
};

/** When a burst has ended. */
export const quietTimeOption: INodeProperties = {
	displayName: 'Quiet Time (Seconds)',
	name: 'quietTime',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 60 },
	displayOptions: { show: { combineMessages: ['perSender'] } },
	default: 20,
	description:
		'How long a chat must have been quiet before its messages leave. It is held until then, in case the sender goes on writing.',
};

/** Options of both triggers about bursts. */
export const combineOptions: INodeProperties[] = [combineMessagesOption, quietTimeOption];
