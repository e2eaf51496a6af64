import { createHash } from 'crypto';
import type { IBinaryKeyData, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Endpoint } from '../gateway/endpoints';
import { faultOf } from '../gateway/faults/fault';
import type { Answer } from '../gateway/request';
import { MemoryStore, type RunMemory } from './memory';

const store = new MemoryStore();

const NOT_AGAIN =
	'Retry On Fail does not do it again by itself, so that nothing happens twice: check, and run the workflow again if it did not happen.';

/** Guards the calls of one attempt of one node run, so that Retry On Fail repeats only what did not happen. */
export interface Guard {
	/**
	 * Makes a call that changes something, unless an earlier attempt made the same one for the same item: then its answer,
	 * or the error after which it may have happened, is given again.
	 */
	once<T>(
		itemIndex: number,
		endpoint: Endpoint,
		params: Record<string, string>,
		call: () => Promise<Answer<T>>,
	): Promise<Answer<T>>;
	/** Answers that were given again, without asking the gateway. */
	readonly repeated: number;
	/** Ends the attempt. @param isFinal n8n will not make another one */
	close(isFinal: boolean): void;
}

/**
 * Opens the guard for a node run that n8n may repeat, or gives undefined when Retry On Fail is off.
 *
 * n8n repeats the whole node with all items in the same process.
 */
export function openGuard(
	context: IExecuteFunctions,
	node: INode,
	items: INodeExecutionData[],
): Guard | undefined {
	if (node.retryOnFail !== true) return undefined;
	const run = identify(context, node, items);
	return new RetryGuard(run, store.open(run), node, items);
}

/**
 * What stays the same in all attempts of a node run and in no other run.
 *
 * The tool of an agent gets a run index of its own for each attempt, but the same arguments object.
 */
function identify(context: IExecuteFunctions, node: INode, items: INodeExecutionData[]): unknown {
	const executionId = context.getExecutionId();
	const isCalled = (context.isToolExecution as (() => boolean) | undefined)?.call(context);
	if (isCalled || !executionId) return ownObject(items[0]?.json);
	const { $runIndex } = context.getWorkflowDataProxy(0);
	return `${executionId} ${node.id} ${String($runIndex)}`;
}

/** An equal text or number would be taken for the same run. */
const ownObject = (value: unknown): object =>
	typeof value === 'object' && value !== null ? value : {};

class RetryGuard implements Guard {
	repeated = 0;

	constructor(
		private readonly run: unknown,
		private readonly memory: RunMemory,
		private readonly node: INode,
		private readonly items: INodeExecutionData[],
	) {}

	async once<T>(
		itemIndex: number,
		endpoint: Endpoint,
		params: Record<string, string>,
		call: () => Promise<Answer<T>>,
	): Promise<Answer<T>> {
		if (endpoint.effect === 'read') return await call();
		const key = `${itemIndex} ${fingerprint(endpoint.path, params, this.items[itemIndex])}`;
		const known = this.memory.outcomes.get(key);
		if (known) {
			this.repeated++;
			if ('error' in known) throw restore(known) as NodeOperationError;
			return known.answer as Answer<T>;
		}
		this.refuseWhenUnsure(itemIndex);
		return await this.remember(key, call);
	}

	close(isFinal: boolean): void {
		store.close(this.memory);
		if (isFinal) store.forget(this.run);
	}

	private async remember<T>(key: string, call: () => Promise<Answer<T>>): Promise<Answer<T>> {
		try {
			const answer = await call();
			store.keep(this.memory, key, { answer });
			return answer;
		} catch (error) {
			if (faultOf(error)?.carriedOut === 'maybe') {
				const known = error as NodeOperationError;
				known.description = `${known.description ?? ''} ${NOT_AGAIN}`.trim();
				store.keep(this.memory, key, { error: known, description: known.description });
			}
			throw error as NodeOperationError;
		}
	}

	private refuseWhenUnsure(itemIndex: number): void {
		if (!this.memory.isIncomplete || this.memory.total === 1) return;
		throw new NodeOperationError(
			this.node,
			'This item was not repeated by Retry On Fail: too many were done to remember each, and it may have been one of them',
			{
				description:
					'Check what was done, and run the rest again in smaller parts, for example with Loop Over Items.',
				itemIndex,
			},
		);
	}
}

/** The error as it was remembered: the attempt that threw it may have added how far it came. */
function restore({ error, description }: { error: Error; description: string }): Error {
	(error as NodeOperationError).description = description;
	return error;
}

/**
 * Tells calls apart by what they carry: the path, every parameter, and the files of the item.
 *
 * @returns a digest; equal for equal calls
 */
export function fingerprint(
	path: string,
	params: Record<string, string>,
	item: INodeExecutionData | undefined,
): string {
	const sorted = Object.keys(params)
		.sort()
		.map((name) => [name, params[name]]);
	return digest(JSON.stringify([path, sorted, files(item?.binary ?? {})]));
}

/** A stored file is known by its ID; one in memory by its content. */
const files = (binary: IBinaryKeyData) =>
	Object.entries(binary).map(([field, { id, fileName, mimeType, data }]) => [
		...[field, fileName, mimeType],
		id ?? digest(data),
	]);

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');
