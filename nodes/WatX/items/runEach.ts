import type { INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { Skipped, skippedOutput } from '../actions/message/accountCheck';
import type { OrderKey, Operation } from '../actions/operation';
import type { RunSettings } from '../fields/sendingOptions';
import { createCall, type Run, type TrackedCall } from './call';
import { errorItem, itemError, type ItemError } from './itemError';
import { Report } from './report';
import { schedule, type Job } from './schedule';

type Outputs = Awaited<ReturnType<Operation['run']>>;

/** Runs an operation item by item, at once where order and pace allow it. */
export async function runEach(
	run: Run,
	operation: Operation,
	count: number,
	settings: RunSettings,
): Promise<INodeExecutionData[]> {
	return await new EachItem(run, operation, count).all(settings);
}

class EachItem {
	private readonly outputs: INodeExecutionData[][];

	private readonly report: Report;

	private readonly stop = new AbortController();

	private readonly continues: boolean;

	/** The failed item with the lowest index, when failing ends the run. */
	private failure: { error: ItemError; item: number } | undefined;

	constructor(
		private readonly run: Run,
		private readonly operation: Operation,
		private readonly count: number,
	) {
		this.outputs = new Array<INodeExecutionData[]>(count);
		this.report = new Report(count);
		this.continues = run.context.continueOnFail();
	}

	async all({ concurrency, pace }: RunSettings): Promise<INodeExecutionData[]> {
		const { context } = this.run;
		const cancel = context.getExecutionCancelSignal();
		const end = () => this.stop.abort();
		if (cancel?.aborted) end();
		cancel?.addEventListener('abort', end);
		await schedule({
			count: this.count,
			prepare: (item) => this.prepare(item),
			concurrency: this.operation.orderKey ? concurrency : 1,
			pace,
			stop: this.stop.signal,
		});
		cancel?.removeEventListener('abort', end);
		if (cancel?.aborted) return this.afterCancel();
		if (this.failure) throw this.explain(this.failure) as NodeOperationError;
		this.addHints(this.report.hints(this.run.guard?.repeated ?? 0));
		return this.outputs.flat();
	}

	private prepare(item: number): Job {
		const call = createCall(this.run, item);
		try {
			const key = this.operation.orderKey?.(call);
			return {
				// The recipient alone would do on one account; no account or recipient holds a blank.
				orderKey: key?.recipient && `${key.account} ${key.recipient}`,
				account: key?.account,
				run: () => this.one(call, key),
			};
		} catch (error) {
			return {
				run: async () => {
					this.fail(error, item);
					return false;
				},
			};
		}
	}

	private async one(call: TrackedCall, key: OrderKey | undefined): Promise<boolean> {
		const item = call.itemIndex;
		try {
			const outputs = await this.operation.run(call);
			this.end(item, outputs, key);
		} catch (error) {
			if (error instanceof Skipped) this.end(item, [skippedOutput(error, key?.recipient)], key);
			else this.fail(error, item);
		}
		return call.acted;
	}

	private end(item: number, outputs: Outputs, key: OrderKey | undefined): void {
		this.outputs[item] = outputs.map((output) => Object.assign(output, { pairedItem: { item } }));
		this.report.end(key?.recipient ? outputs[0]?.json.status : undefined);
	}

	private fail(error: unknown, item: number): void {
		const { node } = this.run;
		const known = itemError(node, error, item);
		this.report.fail(known, item);
		if (this.continues) {
			this.outputs[item] = [errorItem(node, known, item)];
			return;
		}
		if (!this.failure || item < this.failure.item) this.failure = { error: known, item };
		this.stop.abort();
	}

	/** Only what was done: with a failed item in front, n8n would repeat a node that was cancelled. */
	private afterCancel(): INodeExecutionData[] {
		const { context, node } = this.run;
		const text = `The execution was cancelled. ${this.report.summary()}`;
		context.logger.warn(`${node.name}: ${text}`);
		this.addHints([{ message: text, type: 'warning', location: 'outputPane' }]);
		return this.outputs.flat().filter(({ json }) => !json.error);
	}

	private explain({ error, item }: { error: ItemError; item: number }): ItemError {
		if (this.count === 1) return error;
		const rest = this.run.guard ? ' Retry On Fail goes on with what was not done.' : '';
		const place = `This is item ${item}, counting from 0. ${this.report.summary()}${rest}`;
		error.description = `${error.description ?? ''} ${place}`.trim();
		return error;
	}

	/** Older versions of n8n have no hints of an execution. */
	private addHints(hints: ReturnType<Report['hints']>): void {
		const { context } = this.run;
		if (hints.length > 0 && 'addExecutionHints' in context) context.addExecutionHints(...hints);
	}
}
