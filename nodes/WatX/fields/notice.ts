import type { INodeProperties } from 'n8n-workflow';

/** A coloured note in the form, for what a person must know before the node runs. */
export const notice = (name: string, text: string): INodeProperties => ({
	displayName: text,
	name,
	type: 'notice',
	default: '',
});
