import type { INodeProperties } from 'n8n-workflow';

interface LocatorText {
	displayName: string;
	name: string;
	description: string;
	/** What an AI that builds workflows is to know. */
	builderHint?: INodeProperties['builderHint'];
	/** Name of the method in the node's `methods.listSearch`. */
	search: string;
	/** Stands in the empty list, e.g. `Select an account…`. */
	listPlaceholder: string;
	/** Stands in the empty field of the ID, e.g. `e.g. 12`. */
	idPlaceholder: string;
	/** Stands in the empty field of the phone number, where the thing has one. */
	phonePlaceholder?: string;
}

/** A parameter that names one thing of the gateway: chosen from a searchable list, or by its ID. */
export function locator({
	search,
	listPlaceholder,
	idPlaceholder,
	phonePlaceholder,
	...texts
}: LocatorText): INodeProperties {
	return {
		...texts,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: listPlaceholder,
				typeOptions: { searchListMethod: search, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: idPlaceholder },
			...(phonePlaceholder
				? [
						{
							displayName: 'By Phone Number',
							name: 'phone',
							type: 'string' as const,
							placeholder: phonePlaceholder,
						},
					]
				: []),
		],
	};
}
