import type { INodeProperties } from 'n8n-workflow';

/** The WhatsApp account to work with; its ID is the gateway's "unique" (contract: endpoints 1 to 3, 12, 14). */
export const accountField: INodeProperties = {
	displayName: 'Account',
	name: 'account',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description:
		'The linked WhatsApp account to use. Choose it from the list, or enter its unique ID (72 hexadecimal digits), which WatX shows beside the account.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an account…',
			typeOptions: { searchListMethod: 'searchAccounts', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 3f1c… (72 hexadecimal digits)',
		},
	],
};
