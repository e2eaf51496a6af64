import type { INodeProperties } from 'n8n-workflow';
import { catalogue, operationProperties } from '../nodes/WatX/actions/catalogue';
import type { Operation, Resource } from '../nodes/WatX/actions/operation';
import { markdownTable } from './operationsTable';

/** The page with one section per resource: every operation with its parameters and options. */
export function operationsReference(): string {
	const intro =
		'# Operations\n\nEvery resource of the WatX node with its operations, parameters and options. Written by `npm run docs` from the catalogue.';
	return `${[intro, ...catalogue.map(section)].join('\n\n')}\n`;
}

const section = (resource: Resource): string =>
	[
		`## ${resource.name}`,
		`${resource.description}.`,
		...resource.operations.map((operation) => describe(resource, operation)),
	].join('\n\n');

function describe(resource: Resource, operation: Operation): string {
	const properties = operationProperties(resource, operation);
	const options = properties.find(({ name }) => name === 'options');
	const members = (options?.options ?? []) as INodeProperties[];
	const parts = [`### ${resource.name}: ${operation.name}`, asSentence(operation.description)];
	const parameters = properties.filter((property) => property !== options);
	if (parameters.length > 0) parts.push(table('Parameter', parameters));
	return [...parts, table('Option', members)].join('\n\n');
}

const table = (kind: string, properties: INodeProperties[]): string =>
	markdownTable(
		[kind, 'What it is for'],
		properties.map(({ displayName, description, required }) => [
			`${displayName}${required ? ' \\*' : ''}`,
			asSentence(description ?? ''),
		]),
	);

const asSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
