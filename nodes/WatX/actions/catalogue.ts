import type { INodeProperties } from 'n8n-workflow';
import { maxTriesOption, timeoutOption } from '../fields/requestOptions';
import { account } from './account';
import { campaign } from './campaign';
import { contact } from './contact';
import { group } from './group';
import { message } from './message';
import type { Operation, Resource } from './operation';
import { phoneNumber } from './phoneNumber';
import { server } from './server';

/** Everything a user can choose, in the order the editor shows it; lists, parameters and the look-up are derived from it. */
export const catalogue: Resource[] = [
	message,
	phoneNumber,
	account,
	campaign,
	group,
	contact,
	server,
];

/** The operation a workflow names, or undefined when this version does not know it. */
export function findOperation(resource: string, operation: string): Operation | undefined {
	return catalogue
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}

/** The node's parameters: resource, operation, and the fields of each operation shown only where they belong. */
export function catalogueProperties(): INodeProperties[] {
	return [
		resourceProperty(),
		...catalogue.flatMap((r) => [
			operationProperty(r),
			...r.operations.flatMap((o) => operationProperties(r, o)),
		]),
	];
}

const resourceProperty = (): INodeProperties =>
	selector('Resource', 'resource', 'The part of WatX to work with', catalogue);

const operationProperty = ({ value, operations }: Resource): INodeProperties => ({
	...selector('Operation', 'operation', 'What to do with the resource', operations),
	displayOptions: { show: { resource: [value] } },
});

/** A choice in the order of the entries, the first of which is the default: n8n's panel lists the actions in this order. */
function selector(
	displayName: string,
	name: string,
	description: string,
	entries: Array<Resource | Operation>,
): INodeProperties {
	const options = entries.map((entry) => ({
		name: entry.name,
		value: entry.value,
		description: entry.description,
		...('action' in entry ? { action: entry.action } : {}),
	}));
	return {
		...{ displayName, name, description },
		type: 'options',
		noDataExpression: true,
		default: options[0].value,
		options,
	};
}

/** The parameters of one operation, the options last, each shown only where it belongs. */
export function operationProperties(resource: Resource, operation: Operation): INodeProperties[] {
	const place = { resource: [resource.value], operation: [operation.value] };
	const options: INodeProperties = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		description: 'Settings for special cases',
		options: [...(operation.options ?? []), maxTriesOption, timeoutOption].sort((a, b) =>
			a.displayName.localeCompare(b.displayName),
		),
	};
	return [...operation.fields, options].map((field) => ({
		...field,
		displayOptions: { ...field.displayOptions, show: { ...place, ...field.displayOptions?.show } },
	}));
}
