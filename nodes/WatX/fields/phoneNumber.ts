import type { INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import { requirePhone } from './recipient';

/** The phone number to look at (contract: endpoint 3). */
export const phoneField: INodeProperties = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +919876543210',
	hint: 'With + and country code, e.g. +919876543210',
	description: 'Phone number with "+" and country code (spaces, dashes and brackets are fine)',
};

/** This item's phone number as the gateway wants it. */
export const getPhone = (call: Call): string => requirePhone(call, phoneField);
