type JsonType = 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object';

/** A field of the items an operation gives, as JSON Schema has it. */
export interface OutputField {
	type: JsonType | JsonType[];
	items?: OutputField;
	description: string;
	/** Not every item has it. */
	optional?: true;
}

/** What an operation gives; n8n's preview of its output and the documentation are derived from it. */
export type OutputFields = Record<string, OutputField>;

export const text = (description: string): OutputField => ({ type: 'string', description });

/** Text, or null where there is none. */
export const textOrNull = (description: string): OutputField => ({
	type: ['string', 'null'],
	description,
});

/** An ID of the gateway: a number, or text where a number cannot hold it. */
export const id = (description: string): OutputField => ({
	type: ['number', 'string'],
	description,
});

/** An ID that old versions of the gateway do not tell. */
export const idOrNull = (description: string): OutputField => ({
	type: ['number', 'string', 'null'],
	description,
});

export const count = (description: string): OutputField => ({ type: 'number', description });

export const flag = (description: string): OutputField => ({ type: 'boolean', description });

export const list = (items: OutputField, description: string): OutputField => ({
	type: 'array',
	items,
	description,
});

export const optional = (field: OutputField): OutputField => ({ ...field, optional: true });
