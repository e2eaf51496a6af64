import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { buildFilter } from './filters';
import { getFilters } from './filterParameters';
import type { Received } from './received';

/** What reading parameters needs of n8n. */
export type ParameterSource = Pick<IPollFunctions, 'getNode' | 'getNodeParameter'>;

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

const MEGABYTE = 1024 * 1024;

/** Reads the parameters. @throws NodeOperationError for one that cannot work, naming it and saying what to do */
export function getSettings(context: ParameterSource): TriggerSettings {
	const filters = getFilters(context);
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const number = (name: string, displayName: string, preset: number, least: number) => {
		const value = options[name] ?? preset;
		const read =
			typeof value === 'number' || /^\s*[\d.]+\s*$/.test(String(value)) ? Number(value) : NaN;
		if (read >= least) return read;
		throw new NodeOperationError(
			context.getNode(),
			`"${displayName}" is no number from ${least} on. Enter one, for example ${preset}, or remove the option.`,
		);
	};
	const isOn = (name: string) => options[name] === true || options[name] === 'true';
	const megabytes = number('maxAttachmentSize', 'Maximum Attachment Size', 32, 1);
	const include = number('includeAlreadyReceived', 'Include Messages Already Received', 0, 0);
	return {
		isWanted: buildFilter(filters),
		downloadAttachments: isOn('downloadAttachments'),
		fromOtherHosts: isOn('attachmentsFromOtherHosts'),
		maxSize: megabytes * MEGABYTE,
		binaryPropertyName: String(options.binaryPropertyName ?? '').trim() || 'data',
		include: Math.min(1000, Math.floor(include)),
	};
}
