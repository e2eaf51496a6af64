import type { IPollFunctions } from 'n8n-workflow';
import { getChoice } from '../fields/values';
import { afterPauseOption } from './fields';
import { triggerOptionsOf } from './parameters';

/** n8n keeps the object as long as the workflow is active: a new one means that this is the first poll … */
const polled = new WeakSet<object>();
/** … but its durable scheduler, which polls as if the workflow had been updated, has a new one for each poll. */
const known = new Set<string>();

/** What is special about the first poll since the workflow became active. */
export interface Start {
	isFirst: boolean;
	/** Whether n8n itself has made the workflow active, at its start, and nobody looks at an error. */
	isUnattended: boolean;
	/** Whether what arrived during a long pause is left out. */
	skipsPause: boolean;
}

/**
 * Finds out whether this is the first poll; asks once per poll.
 *
 * @param key what tells triggers apart
 */
export function getStart(context: IPollFunctions, key: string): Start {
	const data = context.getWorkflowStaticData('node');
	const mode = context.getActivationMode();
	const isFirst = !polled.has(data) && !(mode === 'update' && known.has(key));
	polled.add(data);
	known.add(key);
	const afterPause = getChoice<string>(triggerOptionsOf(context), afterPauseOption, 'catchUp');
	const isUnattended = ['init', 'leadershipChange'].includes(mode);
	return {
		isFirst,
		isUnattended: isFirst && isUnattended,
		skipsPause: isFirst && afterPause === 'startNew',
	};
}
