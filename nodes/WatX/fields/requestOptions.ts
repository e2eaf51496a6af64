import type { INodeProperties } from 'n8n-workflow';
import type { Hints } from '../gateway/request';
import type { Call } from './call';
import { getNumber, optionsOf } from './values';

/** How long one request may take; an option of every operation. */
export const timeoutOption: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 0.1, maxValue: 3600 },
	default: 300,
	description:
		'How many seconds one request may take in all, upload and answer included; 60 without this option. Raise it for large files or a slow gateway.',
};

/** How often a request is tried; an option of every operation. */
export const maxTriesOption: INodeProperties = {
	displayName: 'Max Tries',
	name: 'maxTries',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10, numberPrecision: 0 },
	default: 5,
	description:
		'How many times to try a request at most; 3 without this option. Only what can do nothing twice is tried again: a request that reads, or a message that surely did not reach the gateway.',
};

/** What these options do against faults. */
export const requestHints: Hints = {
	timeout: 'If it is just slow, raise the option "Timeout (Seconds)".',
};

/**
 * What the user chose for requests: the timeout in milliseconds, and how often to try; undefined where nothing was.
 *
 * @throws an error that names the option, when its value is no number within its limits
 */
export function getRequestOptions(call: Pick<Call, 'option' | 'refuse'>): {
	timeoutMs?: number;
	maxTries?: number;
} {
	const options = optionsOf(call);
	const seconds = getNumber(options, timeoutOption);
	return {
		timeoutMs: seconds === undefined ? undefined : seconds * 1000,
		maxTries: getNumber(options, maxTriesOption),
	};
}
