import type { INodeProperties } from 'n8n-workflow';

/** How often a request is tried; an option of every operation. */
export const maxTriesOption: INodeProperties = {
	displayName: 'Max Tries',
	name: 'maxTries',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10 },
	default: 3,
	description:
		'How many times to try a request at most. Only what can do nothing twice is tried again: a request that reads, or a message that surely did not reach the gateway.',
};

/** How messages to many people go out; read once per run, from the first item. */
export const sendingOptions: INodeProperties[] = [
	{
		displayName: 'Check Before Sending',
		name: 'checkBeforeSending',
		type: 'options',
		options: [
			{
				name: 'Fail',
				value: 'fail',
				description: 'Fail the item when its account is not connected',
			},
			{ name: 'Off', value: 'off', description: 'Send without looking' },
			{
				name: 'Skip',
				value: 'skip',
				description: 'Skip the item when its account is not connected',
			},
		],
		default: 'off',
		description:
			'Whether to look before sending if the account is connected, once per run. The key needs the permission to list accounts (get_wa_accounts).',
	},
	{
		displayName: 'Delay Between Messages (Ms)',
		name: 'delayBetweenMessages',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'Milliseconds to wait after each message before the same account sends the next one. The messages of the account then go out one at a time.',
	},
	{
		displayName: 'Longest Delay Between Messages (Ms)',
		name: 'maxDelayBetweenMessages',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'When larger than Delay Between Messages, each delay is a random time between the two, which looks less like a machine',
	},
	{
		displayName: 'Max Concurrency',
		name: 'maxConcurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50 },
		default: 8,
		description:
			'How many messages to send at the same time at most. Messages to one recipient keep their order in any case.',
	},
	{
		displayName: 'Messages per Batch',
		name: 'messagesPerBatch',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'How many messages an account sends before it makes the Pause Between Batches; 0 for no pauses',
	},
	{
		displayName: 'Pause Between Batches (Ms)',
		name: 'pauseBetweenBatches',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Milliseconds an account waits after each batch of messages',
	},
];
