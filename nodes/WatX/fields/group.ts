import type { INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import { locator } from './locator';
import { getText, quote } from './values';

/** A WhatsApp group of the chosen account (contract: endpoint 12). */
export const groupField: INodeProperties = {
	...locator({
		displayName: 'Group',
		name: 'group',
		description:
			'The WhatsApp group. Choose it from the list of the account, or enter its address, which ends with @g.us: the field "gid" that Group: Get Many returns.',
		builderHint: {
			propertyHint:
				'Use mode id with the gid that Group: Get Many returns, for example 120363000000000001@g.us. To write to a group, use it as the Recipient of Message: Send.',
		},
		search: 'searchGroups',
		listPlaceholder: 'Select a group…',
		idPlaceholder: 'e.g. 120363000000000001@g.us',
	}),
	typeOptions: { loadOptionsDependsOn: ['account.value'] },
};

/** The address of the group this item works with. */
export function getGroup(call: Call): string {
	const group = getText(call, groupField);
	if (/^[\d-]+@g\.us$/.test(group)) return group;
	return call.refuse(
		group === '' ? '"Group" is empty' : `${quote(group)} in "Group" is not the address of a group`,
		'Choose a group from the list, or enter its address, which ends with @g.us.',
	);
}
