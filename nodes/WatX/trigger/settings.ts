import { getBoolean, getChoice, getNumber, getText } from '../fields/values';
import type { DownloadRules } from './attachments/download';
import { eventField, includeLastMessagesOption, longestWaitOption } from './fields';
import { buildFilter, NO_FILTERS } from './filters';
import { getAccount, getFilters } from './filterParameters';
import {
	attachmentsFromOtherHostsOption,
	combineMessagesOption,
	downloadAttachmentsOption,
	maxAttachmentSizeOption,
	outputFieldOption,
	quietTimeOption,
} from './messageFields';
import { sourceOf, triggerOptionsOf, type ParameterSource } from './parameters';
import type { Received } from './received';

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

const DEFAULT_MEGABYTES = 32;
const DEFAULT_POLLS = 3;
const DEFAULT_OUTPUT_FIELD = 'data';
const MEGABYTE = 1024 * 1024;

/**
 * Reads Account, Filters and Options.
 *
 * @param quietPreset seconds of quiet time unless the user sets others
 * @throws NodeOperationError for one that cannot work, naming it and saying what to do
 */
export function getMessageSettings(context: ParameterSource, quietPreset: number): MessageSettings {
	const filters = getFilters(context);
	const options = triggerOptionsOf(context);
	const isWanted = buildFilter(filters);
	const isDownloading = getBoolean(options, downloadAttachmentsOption) ?? false;
	const mayGetFile = (message: Received): boolean =>
		message.attachment === null &&
		(isDownloading || filters.attachment !== 'any') &&
		(isWanted(message) || isWanted({ ...message, attachment: 'to come' }));
	const combination = getChoice<'off' | 'perSender'>(options, combineMessagesOption, 'off');
	const quietTime = getNumber(options, quietTimeOption) ?? quietPreset;
	const maxSize = (getNumber(options, maxAttachmentSizeOption) ?? DEFAULT_MEGABYTES) * MEGABYTE;
	const fromOtherHosts = getBoolean(options, attachmentsFromOtherHostsOption) ?? false;
	return {
		isWanted,
		mayGetFile,
		needsFile: (message) =>
			mayGetFile(message) && (message.message.trim() === '' || filters.attachment === 'with'),
		download: isDownloading ? { fromOtherHosts, maxSize } : undefined,
		binaryPropertyName: getText(options, outputFieldOption) || DEFAULT_OUTPUT_FIELD,
		combine: combination === 'perSender' ? { quietMs: quietTime * 1000 } : undefined,
	};
}

/** Reads what the polling trigger asks for a received message. @throws NodeOperationError as `getMessageSettings` */
export function getPollSettings(context: ParameterSource): PollSettings {
	const options = triggerOptionsOf(context);
	return {
		...getMessageSettings(context, 0),
		include: getNumber(options, includeLastMessagesOption) ?? 0,
		mostPolls: getNumber(options, longestWaitOption) ?? DEFAULT_POLLS,
	};
}

/** Reads what starts the workflow. @throws NodeOperationError for a value that is not offered */
export const getEvent = (context: ParameterSource): TriggerEvent =>
	getChoice(sourceOf(context), eventField, 'messageReceived');

/** As `getPollSettings`, for the messages that WatX could not send; they are told by their status. */
export function getFailedSettings(context: ParameterSource): PollSettings {
	const isOfAccount = buildFilter({ ...NO_FILTERS, account: getAccount(context) });
	return {
		isWanted: (message) => message.raw.status === 'failed' && isOfAccount(message),
		mayGetFile: () => false,
		needsFile: () => false,
		binaryPropertyName: DEFAULT_OUTPUT_FIELD,
		include: 0,
		mostPolls: 1,
	};
}
