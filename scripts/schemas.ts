import { catalogue } from '../nodes/WatX/actions/catalogue';
import type { OutputField, OutputFields } from '../nodes/WatX/actions/output';

/** Where n8n looks for what an operation of version 1 of the node returns. */
export const SCHEMA_FOLDER = 'nodes/WatX/__schema__/v1.0.0';

/** The JSON Schema of an operation's items; with it, n8n offers the fields of its output before it was run. */
export function toSchema(output: OutputFields) {
	const required = Object.keys(output).filter((name) => !output[name].optional);
	const properties = Object.fromEntries(
		Object.entries(output).map(([name, field]) => [name, toProperty(field)]),
	);
	return { type: 'object', properties, required, version: 1 };
}

/** Every schema file and what it holds. */
export const schemaFiles = (): Array<[file: string, schema: object]> =>
	catalogue.flatMap(({ value, operations }) =>
		operations.map((operation): [string, object] => [
			`${SCHEMA_FOLDER}/${value}/${operation.value}.json`,
			toSchema(operation.output),
		]),
	);

function toProperty({ type, items, description }: OutputField): object {
	return { type, ...(items && { items: toProperty(items) }), description };
}
