import type { INodeProperties } from 'n8n-workflow';
import { locator } from './locator';

/** A WhatsApp group of the chosen account (contract: endpoint 12). */
export const groupField: INodeProperties = {
	...locator({
		displayName: 'Group',
		name: 'group',
		description:
			'The WhatsApp group. Choose it from the list of the account, or enter its address, which ends with @g.us: the field "gid" that Group: Get Many returns.',
		search: 'searchGroups',
		listPlaceholder: 'Select a group…',
		idPlaceholder: 'e.g. 120363000000000001@g.us',
	}),
	typeOptions: { loadOptionsDependsOn: ['account.value'] },
};
