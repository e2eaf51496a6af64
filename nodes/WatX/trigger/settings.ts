import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { DownloadRules } from './attachments/download';
import { buildFilter, NO_FILTERS } from './filters';
import { getAccount, getFilters, parseChoice } from './filterParameters';
import type { Received } from './received';

/** What reading parameters needs of n8n. */
export type ParameterSource = Pick<IPollFunctions, 'getNode' | 'getNodeParameter'>;

/** What both triggers want to know of a message, checked. */
export interface MessageSettings {
	isWanted: (message: Received) => boolean;
	/** Whether a message without a file could be wanted for, or with, a file that has not appeared yet. */
	mayGetFile: (message: Received) => boolean;
	/** Whether such a message is worth nothing without its file. */
	needsFile: (message: Received) => boolean;
	/** Undefined to leave files alone. */
	download?: Pick<DownloadRules, 'fromOtherHosts' | 'maxSize'>;
	binaryPropertyName: string;
	/** Undefined for one item per message. */
	combine?: { quietMs: number };
}

/** What the polling trigger is set to, checked. */
export interface PollSettings extends MessageSettings {
	/** Newest messages from before the activation to emit. */
	include: number;
	/** After so many polls a chat leaves although it is not quiet yet. */
	mostPolls: number;
}

/** What can start the workflow. */
export type TriggerEvent =
	| 'messageReceived'
	| 'messageFailed'
	| 'accountConnected'
	| 'accountDisconnected';

const EVENTS: TriggerEvent[] = [
	'messageReceived',
	'messageFailed',
	'accountConnected',
	'accountDisconnected',
];

/** What a set of options gives for a number, checked. */
export type NumberOption = (
	name: string,
	displayName: string,
	preset: number,
	range: [least: number, most: number],
) => number;

const MEGABYTE = 1024 * 1024;

/**
 * Reads Account, Filters and Options.
 *
 * @param quietPreset seconds of quiet time unless the user sets others
 * @throws NodeOperationError for one that cannot work, naming it and saying what to do
 */
export function getMessageSettings(context: ParameterSource, quietPreset: number): MessageSettings {
	const filters = getFilters(context);
	const options = getOptions(context);
	const number = numberOption(context);
	const isWanted = buildFilter(filters);
	const isDownloading = isOn(options.downloadAttachments);
	const mayGetFile = (message: Received): boolean =>
		message.attachment === null &&
		(isDownloading || filters.attachment !== 'any') &&
		(isWanted(message) || isWanted({ ...message, attachment: 'to come' }));
	const combination = parseChoice(context.getNode(), 'Combine Messages', options.combineMessages, [
		'off',
		'perSender',
	]);
	const quietTime = number('quietTime', 'Quiet Time', quietPreset, [0, 60]);
	const maxSize =
		number('maxAttachmentSize', 'Maximum Attachment Size', 32, [1, Infinity]) * MEGABYTE;
	return {
		isWanted,
		mayGetFile,
		needsFile: (message) =>
			mayGetFile(message) && (message.message.trim() === '' || filters.attachment === 'with'),
		download: isDownloading
			? { fromOtherHosts: isOn(options.attachmentsFromOtherHosts), maxSize }
			: undefined,
		binaryPropertyName: String(options.binaryPropertyName ?? '').trim() || 'data',
		combine: combination === 'perSender' ? { quietMs: quietTime * 1000 } : undefined,
	};
}

/** Reads what the polling trigger asks for a received message. @throws NodeOperationError as `getMessageSettings` */
export function getPollSettings(context: ParameterSource): PollSettings {
	const number = numberOption(context);
	return {
		...getMessageSettings(context, 0),
		include: Math.floor(number('includeAlreadyReceived', 'Include Last Messages', 0, [0, 1000])),
		mostPolls: Math.floor(number('longestWait', 'Longest Wait', 3, [1, 100])),
	};
}

/** Reads what starts the workflow. @throws NodeOperationError for a value that is not offered */
export const getEvent = (context: ParameterSource): TriggerEvent =>
	parseChoice(context.getNode(), 'Event', context.getNodeParameter('event', EVENTS[0]), EVENTS);

/** As `getPollSettings`, for the messages that WatX could not send; they are told by their status. */
export function getFailedSettings(context: ParameterSource): PollSettings {
	const isOfAccount = buildFilter({ ...NO_FILTERS, account: getAccount(context) });
	return {
		isWanted: (message) => message.raw.status === 'failed' && isOfAccount(message),
		mayGetFile: () => false,
		needsFile: () => false,
		binaryPropertyName: 'data',
		include: 0,
		mostPolls: 1,
	};
}

/** The collection "options" as it is set; an expression that gives none counts as empty. */
export const getOptions = (context: ParameterSource): IDataObject =>
	(context.getNodeParameter('options', {}) ?? {}) as IDataObject;

/** Reads numbers of the options, which may come as text. */
export function numberOption(context: ParameterSource): NumberOption {
	const options = getOptions(context);
	return (name, displayName, preset, [least, most]) => {
		const value = options[name] ?? preset;
		const isNumber = typeof value === 'number' || /^\s*[\d.]{1,20}\s*$/.test(String(value));
		const read = isNumber ? Number(value) : NaN;
		if (read >= least) return Math.min(read, most);
		throw new NodeOperationError(
			context.getNode(),
			`"${displayName}" is no number from ${least} on. Enter one, for example ${preset}, or remove the option.`,
		);
	};
}

const isOn = (value: unknown): boolean => value === true || value === 'true';
