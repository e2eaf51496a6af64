import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';
import { inBatches } from './inBatches';

/**
 * Reads the node's parameters item by item.
 *
 * Reading is the main cost of an item in n8n, so a value without an expression is read once for all items, and one with an
 * expression for some items ahead.
 */
export class Parameters {
	private readonly readers = new Map<string, (item: number) => unknown>();

	/** @param count the number of input items */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly node: INode,
		private readonly count: number,
	) {}

	/**
	 * A parameter's value for an item; resource locators give their ID.
	 *
	 * @throws what n8n throws when the item's expression fails
	 */
	read(name: string, itemIndex: number, fallback: unknown = ''): unknown {
		let reader = this.readers.get(name);
		if (!reader) {
			reader = this.readerOf(name, itemIndex, fallback);
			this.readers.set(name, reader);
		}
		return reader(itemIndex);
	}

	/** The "options" collection of an item. */
	options(itemIndex: number): IDataObject {
		return this.read('options', itemIndex, {}) as IDataObject;
	}

	private readerOf(name: string, itemIndex: number, fallback: unknown): (item: number) => unknown {
		const [root] = name.split('.');
		if (hasExpression(this.node.parameters[root])) {
			return inBatches((item) => this.evaluate(name, item, fallback), this.count);
		}
		const value = this.evaluate(name, itemIndex, fallback);
		return () => value;
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
