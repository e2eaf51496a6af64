import type { IDataObject, IPollFunctions } from 'n8n-workflow';

/** n8n keeps the object as long as the workflow is active: a new one means that this is the first poll. */
const polled = new WeakSet<object>();

/** What is special about the first poll since the workflow became active. */
export interface Start {
	isFirst: boolean;
	/** Whether n8n itself has made the workflow active, at its start, and nobody looks at an error. */
	isUnattended: boolean;
	/** Whether what arrived during a long pause is left out. */
	skipsPause: boolean;
}

/** Finds out whether this is the first poll; asks once per poll. */
export function getStart(context: IPollFunctions): Start {
	const data = context.getWorkflowStaticData('node');
	const isFirst = !polled.has(data);
	polled.add(data);
	const options = (context.getNodeParameter('options', {}) ?? {}) as IDataObject;
	const isUnattended = ['init', 'leadershipChange'].includes(context.getActivationMode());
	return {
		isFirst,
		isUnattended: isFirst && isUnattended,
		skipsPause: isFirst && options.afterPause === 'startNew',
	};
}
