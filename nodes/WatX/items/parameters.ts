import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';

/**
 * Reads the node's parameters item by item.
 *
 * Reading is the main cost of an item in n8n, so a value without an expression is read once for all items.
 */
export class Parameters {
	private readonly constants = new Map<string, unknown>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly node: INode,
	) {}

	/** A parameter's value for an item; resource locators give their ID. */
	read(name: string, itemIndex: number, fallback: unknown = ''): unknown {
		if (this.constants.has(name)) return this.constants.get(name);
		const value = this.evaluate(name, itemIndex, fallback);
		const [root] = name.split('.');
		if (!hasExpression(this.node.parameters[root])) this.constants.set(name, value);
		return value;
	}

	/** The "options" collection of an item. */
	options(itemIndex: number): IDataObject {
		return this.read('options', itemIndex, {}) as IDataObject;
	}

	private evaluate(name: string, itemIndex: number, fallback: unknown): unknown {
		const { context } = this;
		const value = context.getNodeParameter(name, itemIndex, fallback, { skipValidation: true });
		if (!isLocator(value)) return value;
		return context.getNodeParameter(name, itemIndex, fallback, { extractValue: true });
	}
}

const isLocator = (value: unknown): boolean =>
	typeof value === 'object' && value !== null && 'mode' in value && 'value' in value;

/** n8n marks an expression with a leading "=", at any depth of a parameter. */
function hasExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(hasExpression);
}
