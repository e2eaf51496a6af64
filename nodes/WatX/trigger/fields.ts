import type { INodeProperties } from 'n8n-workflow';
import { fileOptions, filtersField } from './messageFields';

/** What the WatX Trigger asks for, besides the poll times that n8n adds itself. */
export const triggerFields: INodeProperties[] = [
	{
		displayName: 'Account',
		name: 'account',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description:
			'The own phone number whose received messages start the workflow. Leave it empty for the messages of all linked accounts.',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'All accounts',
				typeOptions: { searchListMethod: 'searchAccountPhones', searchable: true },
			},
			{
				displayName: 'By Phone Number',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. +919876543210',
			},
		],
	},
	filtersField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			...fileOptions,
			{
				displayName: 'Include Messages Already Received',
				name: 'includeAlreadyReceived',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1000 },
				default: 0,
				description:
					'How many of the newest messages from before the activation start the workflow too. It only matters when the workflow is activated for the first time.',
			},
		],
	},
];
