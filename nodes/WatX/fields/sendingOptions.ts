import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import { getBoolean, getChoice, getNumber, optionsOf } from './values';

const DEFAULT_CONCURRENCY = 8;
const DEFAULT_BATCH_SIZE = 50;
const DEFAULT_BATCH_PAUSE_SECONDS = 60;

/** An agent sends one message at a time; `hide` because older versions of n8n do not know the condition. */
const notForAgents: IDisplayOptions = { hide: { '@tool': [true] } };
const MOST_CONCURRENCY = 200;
const DEFAULT_SKIP_HOURS = 24;
const MOST_SKIP_HOURS = 24 * 31;
const LONGEST_STATUS_WAIT = 600;

/** Leaves out what the gateway has already; read once per run, from the first item that sends. */
export const skipOption: INodeProperties = {
	displayName: 'Skip When Already Sent',
	name: 'skipWhenAlreadySent',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MOST_SKIP_HOURS, numberPrecision: 0 },
	default: DEFAULT_SKIP_HOURS,
	hint: 'Hours to look back',
	description:
		'Whether to skip a message that was sent to the same recipient within so many hours, and how many: same text, and same kind of attachment. Its sent and pending messages are read from the gateway once per run, so this also works after a crash and across executions. Because the clock of the gateway may be in another time zone, up to a day more counts; of each list, the newest 25,000 messages are looked at. The same message twice in one run counts as one. The key needs the permissions get_wa_sent and get_wa_pending.',
};

/** Leaves out who has unsubscribed. */
export const skipUnsubscribedOption: INodeProperties = {
	displayName: 'Skip Unsubscribed',
	name: 'skipUnsubscribed',
	type: 'boolean',
	default: true,
	description:
		'Whether to leave out the people who have written STOP to the gateway. The gateway lists them and sends to them all the same. The list is read once per run; the key needs the permission get_unsubscribed, and not every installation has it.',
};

/** Does everything but sending. */
export const rehearsalOption: INodeProperties = {
	displayName: 'Rehearsal',
	name: 'rehearsal',
	type: 'boolean',
	default: true,
	description:
		'Whether to read, clean and check everything (account, recipient, text, file, repetitions) and send nothing. The output shows what would be sent, with the status rehearsed.',
};

/** How long to watch a message that was sent. */
export const statusWaitOption: INodeProperties = {
	displayName: 'Await Status (Seconds)',
	name: 'waitForStatus',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: LONGEST_STATUS_WAIT },
	default: 60,
	description:
		'How many seconds to wait at most until the gateway has sent the message; at most 600. A message that failed is an error of its item. Sent means handed to WhatsApp, not delivered or read. The key needs the permission get_wa_sent.',
};

/** How messages to many people go out; read once per run, from the first item. */
export const sendingOptions: INodeProperties[] = [
	skipOption,
	skipUnsubscribedOption,
	rehearsalOption,
	statusWaitOption,
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
		typeOptions: { minValue: 0 },
		default: 5,
		displayOptions: notForAgents,
		description:
			'How many seconds to wait after each message before the same account sends the next one. The messages of the account then go out one at a time.',
	},
	{
		displayName: 'Longest Delay (Seconds)',
		name: 'maxDelayBetweenMessages',
		type: 'number',
		typeOptions: { minValue: 0 },
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
		typeOptions: { minValue: 0 },
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
	};
}

const sendingOption = (name: string): INodeProperties =>
	sendingOptions.find((option) => option.name === name)!;

type Options = Pick<Call, 'option' | 'refuse'>;

/** What to do with a message whose account is not connected; undefined to send without looking. */
export function getCheckMode(call: Options): CheckMode | undefined {
	const field = sendingOption('checkBeforeSending');
	const mode = getChoice<CheckMode | 'off'>(optionsOf(call), field, 'off');
	return mode === 'off' ? undefined : mode;
}

/** Within how many hours a message counts as already sent; 0 to send without looking. */
export const getSkipHours = (call: Options): number => getNumber(optionsOf(call), skipOption) ?? 0;

/** Whether people who have unsubscribed are left out. */
export const skipsUnsubscribed = (call: Options): boolean =>
	getBoolean(optionsOf(call), skipUnsubscribedOption) ?? false;

/** Whether nothing is to be sent. */
export const isRehearsal = (call: Options): boolean =>
	getBoolean(optionsOf(call), rehearsalOption) ?? false;

/** How many seconds to wait for the status of a message. @param missing without the option */
export const getStatusWait = (call: Options, missing = 0): number =>
	getNumber(optionsOf(call), statusWaitOption) ?? missing;
