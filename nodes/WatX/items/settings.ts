import type { IDataObject } from 'n8n-workflow';
import type { CheckMode } from './accountCheck';
import type { PaceSettings } from './pace';

/** How a run sends: settings of the whole run, not of one item. */
export interface RunSettings {
	concurrency: number;
	pace: PaceSettings;
	check: CheckMode | undefined;
}

const DEFAULT_CONCURRENCY = 8;
const MOST_CONCURRENCY = 50;

/** Reads the settings of a run from the "options" collection; whatever is no sensible number counts as the default. */
export function readSettings(options: IDataObject): RunSettings {
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
