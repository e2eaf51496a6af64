import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { catalogue, operationProperties } from '../nodes/WatX/actions/catalogue';
import type { Operation, Resource } from '../nodes/WatX/actions/operation';
import type { OutputField, OutputFields } from '../nodes/WatX/actions/output';
import { triggerFields } from '../nodes/WatX/trigger/fields';
import { webhookFields } from '../nodes/WatX/trigger/webhook/fields';
import { markdownTable } from './operationsTable';
import { triggers, type TriggerPage } from './triggerOutput';

const INTRO = `# Operations

Every resource of the WatX node with its operations, and both triggers: what they ask for, what they return and which
permission the API key needs. Parameters with a star are required. The default of an option or filter is what it starts with
when you add it. The list of accounts, and an account that is given by its phone number, need \`get_wa_accounts\` as well; an option
names the permissions that it needs. Written by \`npm run docs\` from the code.`;

/** The page with one section per resource: every operation with its parameters, options, output and permission. */
export function operationsReference(): string {
	return `${[INTRO, overview(), ...catalogue.map(section), ...triggers.map(triggerSection)].join('\n\n')}\n`;
}

function overview(): string {
	const rows = catalogue.flatMap((resource) =>
		resource.operations.map((operation) => [
			`[${resource.name}: ${operation.name}](#${anchor(`${resource.name}: ${operation.name}`)})`,
			permissions(operation),
		]),
	);
	return markdownTable(
		['Operation', 'Permission of the API key'],
		[
			...rows,
			...triggers.map(({ name, permission }) => [`[${name}](#${anchor(name)})`, permission]),
		],
	);
}

/** As GitHub makes the anchor of a heading. */
const anchor = (heading: string): string =>
	heading
		.toLowerCase()
		.replace(/[^\w -]/g, '')
		.replaceAll(' ', '-');

const permissions = ({ calls }: Operation): string =>
	[...new Set(calls.map(({ permission }) => `\`${permission}\``))].join(', ') ||
	'none: the token is enough';

const section = (resource: Resource): string =>
	[
		`## ${resource.name}`,
		`${resource.description}.`,
		...resource.operations.map((operation) => describe(resource, operation)),
	].join('\n\n');

const describe = (resource: Resource, operation: Operation): string =>
	[
		`### ${resource.name}: ${operation.name}`,
		asSentence(operation.description),
		...tables(operationProperties(resource, operation)),
		outputTable(operation.output),
	].join('\n\n');

const FIELDS_OF = { polling: triggerFields, webhook: webhookFields };

const triggerSection = ({ name, kind, description, outputs }: TriggerPage): string =>
	[
		`## ${name}`,
		description,
		...tables(FIELDS_OF[kind]),
		...outputs.flatMap(({ of, fields }) => [`**${of}**`, outputTable(fields)]),
	].join('\n\n');

/** A table of the parameters, and one for the members of each collection. */
function tables(properties: INodeProperties[]): string[] {
	const isCollection = ({ type }: INodeProperties) => type === 'collection';
	const parameters = properties.filter((one) => !isCollection(one) && one.type !== 'notice');
	return [
		...(parameters.length > 0 ? [table('Parameter', parameters)] : []),
		...properties
			.filter(isCollection)
			.map((one) => table(one.displayName.replace(/s$/, ''), one.options as INodeProperties[])),
	];
}

const table = (kind: string, properties: INodeProperties[]): string =>
	markdownTable([kind, 'Choices', 'Default', 'What it is for'], properties.flatMap(parameterRows));

/** A row, and below it one for each field of a group of fields. */
function parameterRows(property: INodeProperties): string[][] {
	const { displayName, required, type, options = [] } = property;
	const row = [
		`${displayName}${required ? ' \\*' : ''}`,
		choices(property),
		defaultOf(property),
		asSentence(property.description ?? property.hint ?? ''),
	];
	if (type !== 'fixedCollection') return [row];
	const fields = (options as INodePropertyCollection[]).flatMap(({ values }) => values);
	return [row, ...fields.flatMap(parameterRows).map(([name, ...rest]) => [`– ${name}`, ...rest])];
}

function choices({ type, options = [], modes = [] }: INodeProperties): string {
	if (type === 'boolean') return 'on, off';
	if (type === 'resourceLocator') return modes.map(({ displayName }) => displayName).join(', ');
	if (type !== 'options') return '';
	return (options as INodePropertyOptions[]).map(({ name }) => name).join(', ');
}

function defaultOf({ type, options = [], default: value }: INodeProperties): string {
	if (type === 'boolean') return value === true ? 'on' : 'off';
	const chosen = (options as INodePropertyOptions[]).find((option) => option.value === value);
	if (type === 'options' && chosen) return chosen.name;
	return ['string', 'number'].includes(typeof value) && value !== '' ? `\`${String(value)}\`` : '';
}

const outputTable = (output: OutputFields): string =>
	markdownTable(
		['Output', 'Type', 'What it is'],
		Object.entries(output).map(([name, field]) => [
			`\`${name}\``,
			`${typeOf(field)}${field.optional ? ', not always there' : ''}`,
			asSentence(field.description),
		]),
	);

const typeOf = ({ type, items }: OutputField): string =>
	items ? `list of ${typeOf(items)}` : [type].flat().join(' or ');

const asSentence = (words: string): string =>
	words === '' || /[.!?]$/.test(words) ? words : `${words}.`;
