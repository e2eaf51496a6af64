import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Endpoint } from '../gateway/endpoints';
import { faultOf } from '../gateway/faults/fault';
import type { Answer } from '../gateway/request';
import { sentences } from '../gateway/sentences';
import { MemoryStore, type Outcome, type RunKey, type RunMemory } from './memory';

const store = new MemoryStore();

const NOT_AGAIN =
	'Retry On Fail does not do it again by itself, so that nothing happens twice: check, and repeat this item alone if it did not happen.';

/** Guards the calls of one attempt of one node run, so that Retry On Fail repeats only what did not happen. */
export interface Guard {
	/**
	 * Makes a call that changes something, unless an earlier attempt made it for the same item: then its answer, or the
	 * error after which it may have happened, is given again, even when an expression such as {{ $now }} gives another text.
	 */
	once<T>(
		itemIndex: number,
		endpoint: Endpoint,
		call: () => Promise<Answer<T>>,
	): Promise<Answer<T>>;
	/** Answers that were given again, without asking the gateway. */
	readonly repeated: number;
	/** The number of this attempt, from 1. */
	readonly attempt: number;
	/** Whether an error is one of an earlier attempt, given again. */
	isOld(error: unknown): boolean;
	/** How the items ended so far; to be written on. */
	endings(count: number): Uint8Array;
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
	return new RetryGuard(identify(context, node, items), node);
}

/**
 * What stays the same in all attempts of a node run and in no other run.
 *
 * The tool of an agent gets a run index of its own for each attempt, but the same arguments object; an agent may also run
 * without an execution.
 */
function identify(context: IExecuteFunctions, node: INode, items: INodeExecutionData[]): RunKey {
	const executionId = context.getExecutionId() as string | undefined;
	const isCalled = (context.isToolExecution as (() => boolean) | undefined)?.call(context);
	if (isCalled || !executionId) return { of: ownObject(items[0]?.json), node: node.id };
	const { $runIndex } = context.getWorkflowDataProxy(0);
	return `${executionId} ${node.id} ${String($runIndex)}`;
}

/** An equal text or number would be taken for the same run. */
const ownObject = (value: unknown): object =>
	typeof value === 'object' && value !== null ? value : {};

class RetryGuard implements Guard {
	repeated = 0;

	private readonly memory: RunMemory;

	private readonly old = new WeakSet<Error>();

	constructor(
		private readonly run: RunKey,
		private readonly node: INode,
	) {
		this.memory = store.open(run);
	}

	get attempt(): number {
		return this.memory.total;
	}

	async once<T>(
		itemIndex: number,
		endpoint: Endpoint,
		call: () => Promise<Answer<T>>,
	): Promise<Answer<T>> {
		const key = `${itemIndex} ${endpoint.path}`;
		const known = this.memory.outcomes.get(key);
		if (known) {
			this.repeated++;
			return this.giveAgain(known) as Answer<T>;
		}
		this.refuseWhenUnsure(itemIndex);
		return await this.remember(key, call);
	}

	isOld(error: unknown): boolean {
		return error instanceof Error && this.old.has(error);
	}

	endings(count: number): Uint8Array {
		return store.endings(this.memory, count);
	}

	close(isFinal: boolean): void {
		store.close(this.run, isFinal);
	}

	/** The error as it was remembered: the attempt that threw it may have added how far it came. */
	private giveAgain(known: Outcome): Answer {
		if ('answer' in known) return known.answer;
		const error = known.error as NodeOperationError;
		error.message = known.message;
		error.description = known.description;
		this.old.add(error);
		throw error;
	}

	private async remember<T>(key: string, call: () => Promise<Answer<T>>): Promise<Answer<T>> {
		try {
			const answer = await call();
			store.keep(this.memory, key, { answer });
			return answer;
		} catch (thrown) {
			const error = thrown as NodeOperationError;
			if ((faultOf(error)?.carriedOut ?? 'no') !== 'no') {
				error.description = sentences(error.description, NOT_AGAIN);
				const { message, description } = error;
				store.keep(this.memory, key, { error, message, description });
			}
			throw error;
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
