import type { INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import { getBoolean, getNumber } from './values';

const returnAllField: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const limitField: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 50,
	displayOptions: { show: { returnAll: [false] } },
	description: 'Max number of results to return',
};

/** How many rows a list gives; for every list that pages. */
export const pagingFields: INodeProperties[] = [returnAllField, limitField];

/** How many rows this item wants; Infinity for all. */
export function getLimit(call: Call): number {
	if (getBoolean(call, returnAllField) === true) return Infinity;
	return getNumber(call, limitField) ?? 50;
}
