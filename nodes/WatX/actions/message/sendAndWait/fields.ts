import type { IDisplayOptions, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

/** An execution that waits in chat holds its place in n8n all the time. */
export const LONGEST_CHAT_WAIT_MINUTES = 10;

/** What the person who answers may do; names and values are those of n8n's own Send and Wait nodes. */
export const responseFields: INodeProperties[] = [
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Shall we refund order 4711?',
		description:
			'The question. How to answer is written below it: the links, or the words to reply with.',
	},
	{
		displayName: 'Response Type',
		name: 'responseType',
		type: 'options',
		options: [
			{ name: 'Approval', value: 'approval', description: 'The person approves or declines' },
			{ name: 'Free Text', value: 'freeText', description: 'The person answers with a text' },
		],
		default: 'approval',
		description: 'What kind of answer to wait for',
	},
	{
		displayName: 'Approval Options',
		name: 'approvalOptions',
		type: 'fixedCollection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: { responseType: ['approval'] } },
		description: 'Which answers there are, and what they are called',
		options: [
			{
				displayName: 'Values',
				name: 'values',
				values: [
					{
						displayName: 'Type of Approval',
						name: 'approvalType',
						type: 'options',
						options: [
							{ name: 'Approve Only', value: 'single' },
							{ name: 'Approve and Disapprove', value: 'double' },
						],
						default: 'double',
						description: 'Whether the person can decline, or only approve',
					},
					{
						displayName: 'Approve Button Label',
						name: 'approveLabel',
						type: 'string',
						default: 'Approve',
						displayOptions: { show: { approvalType: ['single', 'double'] } },
						description: 'What approving is called in the message and on the page',
					},
					{
						displayName: 'Disapprove Button Label',
						name: 'disapproveLabel',
						type: 'string',
						default: 'Decline',
						displayOptions: { show: { approvalType: ['double'] } },
						description: 'What declining is called in the message and on the page',
					},
				],
			},
		],
	},
	{
		displayName: 'Answer By',
		name: 'answerBy',
		type: 'options',
		options: [
			{
				name: 'Chat',
				value: 'chat',
				description: `The person replies in WhatsApp, within ${LONGEST_CHAT_WAIT_MINUTES} minutes at most; n8n needs no public address`,
			},
			{
				name: 'Link',
				value: 'link',
				description:
					'The person opens a link to a page of n8n and presses a button there; may take days, and n8n needs an address that the phone can open',
			},
		],
		default: 'link',
		description: 'How the person answers',
	},
];

const inChat: IDisplayOptions = { show: { '/answerBy': ['chat'] } };

/** Members of the "options" collection of this operation. */
export const responseOptions: INodeProperties[] = [
	{
		displayName: 'Limit Wait Time',
		name: 'limitWaitTime',
		type: 'fixedCollection',
		default: {
			values: {
				limitType: 'afterTimeInterval',
				resumeAmount: LONGEST_CHAT_WAIT_MINUTES,
				resumeUnit: 'minutes',
			},
		},
		description: `How long to wait for the answer. By link without a limit unless this is set, and at the limit the input item goes on unchanged. In chat 5 minutes unless this is set, at most ${LONGEST_CHAT_WAIT_MINUTES}, and at the limit the output says "answered": false.`,
		options: [
			{
				displayName: 'Values',
				name: 'values',
				values: [
					{
						displayName: 'Limit Type',
						name: 'limitType',
						type: 'options',
						options: [
							{ name: 'After Time Interval', value: 'afterTimeInterval' },
							{ name: 'At Specified Time', value: 'atSpecifiedTime' },
						],
						default: 'afterTimeInterval',
						description: 'Whether the limit is a span of time or a date',
					},
					{
						displayName: 'Amount',
						name: 'resumeAmount',
						type: 'number',
						typeOptions: { minValue: 0, numberPrecision: 2 },
						default: LONGEST_CHAT_WAIT_MINUTES,
						displayOptions: { show: { limitType: ['afterTimeInterval'] } },
						description: 'How many units of time to wait',
					},
					{
						displayName: 'Unit',
						name: 'resumeUnit',
						type: 'options',
						options: [
							{ name: 'Days', value: 'days' },
							{ name: 'Hours', value: 'hours' },
							{ name: 'Minutes', value: 'minutes' },
						],
						default: 'minutes',
						displayOptions: { show: { limitType: ['afterTimeInterval'] } },
						description: 'Unit of the amount',
					},
					{
						displayName: 'Max Date and Time',
						name: 'maxDateAndTime',
						type: 'dateTime',
						default: '',
						displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
						description: 'When to stop waiting',
					},
				],
			},
		],
	},
	{
		displayName: 'No Words',
		name: 'noWords',
		type: 'string',
		default: 'no, n, decline, cancel, 👎, ❌',
		displayOptions: inChat,
		description:
			'In chat: replies that decline, separated by commas, in upper or lower case. The label of declining always does.',
	},
	{
		displayName: 'Reply Code',
		name: 'replyCode',
		type: 'boolean',
		default: true,
		displayOptions: inChat,
		description:
			'Whether to ask in chat for a short code in the reply. Needed where two questions wait for the same person, and where the reply may come from another number or a hidden ID of the person.',
	},
	{
		displayName: 'Yes Words',
		name: 'yesWords',
		type: 'string',
		default: 'yes, y, ok, okay, approve, confirm, 👍, ✅',
		displayOptions: inChat,
		description:
			'In chat: replies that approve, separated by commas, in upper or lower case. The label of approving always does.',
	},
];

const named = (list: INodeProperties[]) => (name: string) =>
	list.find((field) => field.name === name)!;

/** One of the parameters above, for its reader. */
export const responseField = named(responseFields);

/** One of the options above, for its reader. */
export const responseOption = named(responseOptions);

const valuesIn = ({ options }: INodeProperties): INodeProperties[] =>
	(options as INodePropertyCollection[])[0].values;

/** One of the values of "Approval Options", for its reader. */
export const approvalOption = named(valuesIn(responseField('approvalOptions')));

/** The values of "Limit Wait Time". */
export const limitOptions = valuesIn(responseOption('limitWaitTime'));

/** One of them, for its reader. */
export const limitOption = named(limitOptions);
