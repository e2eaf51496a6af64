import type { INodeProperties } from 'n8n-workflow';
import { combineOptions, fileOptions, filtersField } from './messageFields';

/** What starts the workflow. */
export const eventField: INodeProperties = {
	displayName: 'Event',
	name: 'event',
	type: 'options',
	noDataExpression: true,
	default: 'messageReceived',
	description: 'What starts the workflow',
	options: [
		{
			name: 'Account Connected',
			value: 'accountConnected',
			description: 'A linked account can send and receive again, or was newly linked',
		},
		{
			name: 'Account Disconnected',
			value: 'accountDisconnected',
			description: 'A linked account has lost its connection to WhatsApp',
		},
		{
			name: 'Message Failed',
			value: 'messageFailed',
			description: 'A message could not be handed to WhatsApp',
		},
		{
			name: 'Message Received',
			value: 'messageReceived',
			description: 'Somebody has written to a linked account',
		},
	],
};

/** What becomes of messages from a long pause. */
export const afterPauseOption: INodeProperties = {
	displayName: 'After a Long Pause',
	name: 'afterPause',
	type: 'options',
	default: 'startNew',
	description:
		'What to do with the messages that arrived while the workflow, or n8n, was off for more than an hour',
	options: [
		{ name: 'Catch Up', value: 'catchUp' },
		{ name: 'Start With New Messages Only', value: 'startNew' },
	],
};

/** Messages from before the first activation. */
export const includeLastMessagesOption: INodeProperties = {
	displayName: 'Include Last Messages',
	name: 'includeAlreadyReceived',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 1000, numberPrecision: 0 },
	default: 10,
	description:
		'How many of the newest messages from before the activation start the workflow too. It only matters when the workflow is activated for the first time.',
};

/** The end of waiting for a quiet chat. */
export const longestWaitOption: INodeProperties = {
	displayName: 'Longest Wait (Polls)',
	name: 'longestWait',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
	displayOptions: { show: { combineMessages: ['perSender'] } },
	default: 3,
	description: 'After how many polls the messages of a chat leave although it is not quiet yet',
};

/** What the WatX Trigger asks for, besides the poll times that n8n adds itself. */
export const triggerFields: INodeProperties[] = [
	eventField,
	{
		displayName: 'Account',
		name: 'account',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description:
			'The own phone number whose events start the workflow. Leave it empty for all linked accounts.',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'All accounts',
				typeOptions: { searchListMethod: 'searchAccountPhones', searchable: true },
			},
			{
				displayName: 'By Phone Number',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. +919876543210',
			},
		],
	},
	{ ...filtersField, displayOptions: { show: { event: ['messageReceived'] } } },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: { event: ['messageReceived'] } },
		options: [
			...combineOptions,
			...fileOptions,
			afterPauseOption,
			includeLastMessagesOption,
			longestWaitOption,
		],
	},
];
