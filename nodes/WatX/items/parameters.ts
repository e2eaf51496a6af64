import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';

/** Items that are evaluated in a row: in a tight loop, an expression costs n8n a third less. */
const BATCH = 32;

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

/** How an evaluation ended; an error waits for its item. */
type Outcome = { value: unknown } | { error: unknown };

/**
 * Evaluates a parameter for a few items ahead, in batches that begin at every 32nd item.
 *
 * @param evaluate gives the value for an item, or throws
 * @param count the number of items
 * @returns gives the value for an item, or throws what its evaluation threw
 */
function inBatches(evaluate: (item: number) => unknown, count: number): (item: number) => unknown {
	const ahead = new Map<number, Outcome>();
	const batches = new Set<number>();

	const attempt = (item: number): Outcome => {
		try {
			return { value: evaluate(item) };
		} catch (error) {
			return { error };
		}
	};
	const fill = (first: number): void => {
		if (batches.has(first)) return;
		batches.add(first);
		for (let item = first; item < Math.min(first + BATCH, count); item++) {
			ahead.set(item, attempt(item));
		}
	};

	return (item) => {
		fill(item - (item % BATCH));
		const outcome = ahead.get(item) ?? attempt(item);
		// Kept no longer than needed: the texts of thousands of items are not small.
		ahead.delete(item);
		if ('error' in outcome) throw outcome.error as Error;
		return outcome.value;
	};
}
