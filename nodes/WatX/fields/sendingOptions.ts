import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import { getChoice, getNumber, optionsOf } from './values';

const DEFAULT_CONCURRENCY = 8;
const MOST_CONCURRENCY = 50;
const DEFAULT_BATCH_SIZE = 50;
const DEFAULT_BATCH_PAUSE_SECONDS = 60;

/** An agent sends one message at a time; `hide` because older versions of n8n do not know the condition. */
const notForAgents: IDisplayOptions = { hide: { '@tool': [true] } };

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
		default: 'fail',
		description:
			'Whether to look before sending if the account is connected, once per run. The key needs the permission to list accounts (get_wa_accounts).',
	},
	{
		displayName: 'Delay (Seconds)',
		name: 'delayBetweenMessages',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 3 },
		default: 5,
		displayOptions: notForAgents,
		description:
			'How many seconds to wait after each message before the same account sends the next one. The messages of the account then go out one at a time.',
	},
	{
		displayName: 'Longest Delay (Seconds)',
		name: 'maxDelayBetweenMessages',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 3 },
		default: 15,
		displayOptions: notForAgents,
		description:
			'How many seconds a delay takes at most: each is a random time between Delay and this, which looks less like a machine',
	},
	{
		displayName: 'Max Concurrency',
		name: 'maxConcurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_CONCURRENCY, numberPrecision: 0 },
		default: 1,
		displayOptions: notForAgents,
		description:
			'How many messages to send at the same time at most; 8 without this option. Messages to one recipient keep their order in any case.',
	},
	{
		displayName: 'Messages per Batch',
		name: 'messagesPerBatch',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: DEFAULT_BATCH_SIZE,
		displayOptions: notForAgents,
		description:
			'How many messages an account sends before it pauses, for a minute unless Batch Pause says otherwise; 0 for no pauses',
	},
	{
		displayName: 'Batch Pause (Seconds)',
		name: 'pauseBetweenBatches',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 3 },
		default: DEFAULT_BATCH_PAUSE_SECONDS,
		displayOptions: notForAgents,
		description:
			'How many seconds an account pauses after each batch, which is 50 messages unless Messages per Batch says otherwise',
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
 * Reads the settings of a run from the "options" collection of its first item, whose times are in seconds. Of batch and
 * pause, one alone brings the other with it.
 *
 * @throws an error that names the option, when a value is not one it takes
 */
export function getRunSettings(call: Pick<Call, 'option' | 'refuse'>): RunSettings {
	const options = optionsOf(call);
	const number = (name: string) => getNumber(options, sendingOption(name));
	const check = getChoice<CheckMode | 'off'>(options, sendingOption('checkBeforeSending'), 'off');
	const ms = (name: string) => (number(name) ?? 0) * 1000;
	const minDelay = ms('delayBetweenMessages');
	const pauseSeconds = number('pauseBetweenBatches');
	const batchSize = number('messagesPerBatch') ?? (pauseSeconds ? DEFAULT_BATCH_SIZE : 0);
	return {
		concurrency: number('maxConcurrency') ?? DEFAULT_CONCURRENCY,
		pace: {
			minDelay,
			maxDelay: Math.max(minDelay, ms('maxDelayBetweenMessages')),
			batchSize,
			batchPause: (pauseSeconds ?? (batchSize > 0 ? DEFAULT_BATCH_PAUSE_SECONDS : 0)) * 1000,
		},
		check: check === 'off' ? undefined : check,
	};
}

const sendingOption = (name: string): INodeProperties =>
	sendingOptions.find((option) => option.name === name)!;
