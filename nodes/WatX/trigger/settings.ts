import type { IPollFunctions } from 'n8n-workflow';
import { buildFilter, type FilterParameters } from './filters';
import type { Received } from './received';

/** The trigger's parameters, checked. */
export interface TriggerSettings {
	isWanted: (message: Received) => boolean;
	downloadAttachments: boolean;
	fromOtherHosts: boolean;
	/** In bytes. */
	maxSize: number;
	binaryPropertyName: string;
	/** Newest messages from before the activation to emit. */
	include: number;
}

interface Options {
	downloadAttachments?: boolean;
	attachmentsFromOtherHosts?: boolean;
	maxAttachmentSize?: number;
	binaryPropertyName?: string;
	includeAlreadyReceived?: number;
}

const MEGABYTE = 1024 * 1024;

/** Reads the parameters. @throws NodeOperationError for one that cannot work, naming it */
export function readSettings(context: IPollFunctions): TriggerSettings {
	const account = context.getNodeParameter('account', '', { extractValue: true }) as string;
	const filters = context.getNodeParameter('filters', {}) as FilterParameters;
	const options = context.getNodeParameter('options', {}) as Options;
	return {
		isWanted: buildFilter(context.getNode(), String(account ?? ''), filters),
		downloadAttachments: options.downloadAttachments === true,
		fromOtherHosts: options.attachmentsFromOtherHosts === true,
		maxSize: (options.maxAttachmentSize ?? 32) * MEGABYTE,
		binaryPropertyName: options.binaryPropertyName?.trim() || 'data',
		include: Math.max(0, Math.min(1000, Math.floor(options.includeAlreadyReceived ?? 0))),
	};
}
