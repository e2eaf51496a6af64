import type { INodeProperties } from 'n8n-workflow';

/** How long one request may take; an option of every operation. */
export const timeoutOption: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 3600 },
	default: 60,
	description:
		'How many seconds to wait for the gateway to answer one request. Raise it for large files or a slow gateway.',
};
