import type { INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import { getBoolean } from './values';

/** Whether rows come in clear words, or as the gateway has them. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const getSimplify = (call: Call): boolean => getBoolean(call, simplifyField) ?? true;
