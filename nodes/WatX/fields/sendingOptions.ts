import type { INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import { getChoice, getNumber, optionsOf } from './values';

const DEFAULT_CONCURRENCY = 8;
const MOST_CONCURRENCY = 50;

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
		typeOptions: { minValue: 1, maxValue: MOST_CONCURRENCY, numberPrecision: 0 },
		default: 8,
		description:
			'How many messages to send at the same time at most. Messages to one recipient keep their order in any case.',
	},
	{
		displayName: 'Messages per Batch',
		name: 'messagesPerBatch',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
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

/**
 * Reads the settings of a run from the "options" collection of its first item.
 *
 * @throws an error that names the option, when a value is not one it takes
 */
export function getRunSettings(call: Pick<Call, 'option' | 'refuse'>): RunSettings {
	const options = optionsOf(call);
	const number = (name: string) => getNumber(options, sendingOption(name));
	const check = getChoice<CheckMode | 'off'>(options, sendingOption('checkBeforeSending'), 'off');
	const minDelay = number('delayBetweenMessages') ?? 0;
	return {
		concurrency: number('maxConcurrency') ?? DEFAULT_CONCURRENCY,
		pace: {
			minDelay,
			maxDelay: Math.max(minDelay, number('maxDelayBetweenMessages') ?? 0),
			batchSize: number('messagesPerBatch') ?? 0,
			batchPause: number('pauseBetweenBatches') ?? 0,
		},
		check: check === 'off' ? undefined : check,
	};
}

const sendingOption = (name: string): INodeProperties =>
	sendingOptions.find((option) => option.name === name)!;
