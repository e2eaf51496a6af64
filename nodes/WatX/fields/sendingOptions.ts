import type { IDataObject, INodeProperties } from 'n8n-workflow';

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

/** How fast one account may send; all zero is as fast as it goes. Times in milliseconds. */
export interface PaceSettings {
	/** Between the end of one message and the start of the next: a random time from `minDelay` to `maxDelay`. */
	minDelay: number;
	maxDelay: number;
	/** Messages after which there is a pause; 0 for none. */
	batchSize: number;
	batchPause: number;
}

/** What to do with a message whose account is not connected. */
export type CheckMode = 'fail' | 'skip';

/** How a run sends: settings of the whole run, not of one item. */
export interface RunSettings {
	concurrency: number;
	pace: PaceSettings;
	check: CheckMode | undefined;
}

const DEFAULT_CONCURRENCY = 8;
const MOST_CONCURRENCY = 50;

/** Reads the settings of a run from the "options" collection; whatever is no sensible number counts as the default. */
export function getRunSettings(options: IDataObject): RunSettings {
	const number = (name: string) => Math.max(0, Number(options[name]) || 0);
	const { checkBeforeSending: check } = options;
	const minDelay = number('delayBetweenMessages');
	const concurrency = Math.floor(number('maxConcurrency')) || DEFAULT_CONCURRENCY;
	return {
		concurrency: Math.min(MOST_CONCURRENCY, concurrency),
		pace: {
			minDelay,
			maxDelay: Math.max(minDelay, number('maxDelayBetweenMessages')),
			batchSize: Math.floor(number('messagesPerBatch')),
			batchPause: number('pauseBetweenBatches'),
		},
		check: check === 'fail' || check === 'skip' ? check : undefined,
	};
}
