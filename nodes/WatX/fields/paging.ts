import type { INodeProperties } from 'n8n-workflow';
import type { Call } from './call';

/** How many rows a list gives; for every list that pages. */
export const pagingFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** How many rows this item wants; Infinity for all. */
export function getLimit(call: Call): number {
	if (call.param<unknown>('returnAll') === true) return Infinity;
	const limit = Number(call.param<unknown>('limit'));
	if (Number.isInteger(limit) && limit >= 1) return limit;
	return call.refuse(
		'"Limit" is not a whole number of 1 or more',
		'Enter how many results to return, or switch on "Return All".',
	);
}
