import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { NotSent } from '../actions/notSent';
import type { Ongoing, OrderKey, Operation, Output } from '../actions/operation';
import type { RunSettings } from '../fields/sendingOptions';
import { sentences } from '../gateway/sentences';
import { createCall, type Run, type TrackedCall } from './call';
import { errorItem, itemError, type ItemError } from './itemError';
import { addHints, rehearsalHints } from './hints';
import { Report } from './report';
import { resolveAccount } from './resolveAccount';
import { schedule, type Ended, type Job } from './schedule';

const LONGEST_RECIPIENT = 80;

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
		this.report = new Report(run.guard?.endings(count) ?? new Uint8Array(count));
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
		const outputs = this.outputs.flat();
		const hints = this.report.hints(this.run.guard?.repeated ?? 0);
		addHints(context, [...rehearsalHints(outputs), ...hints]);
		return outputs;
	}

	private prepare(item: number): Job | Promise<Job> {
		const call = createCall(this.run, item);
		const refused = (error: unknown): Job => ({
			run: async () => {
				this.fail(error, call);
				return { sent: false };
			},
		});
		try {
			const resolving = resolveAccount(this.run, this.operation, call);
			return resolving ? resolving.then(() => this.job(call)).catch(refused) : this.job(call);
		} catch (error) {
			return refused(error);
		}
	}

	private job(call: TrackedCall): Job {
		const key = this.operation.orderKey?.(call);
		return {
			// The recipient alone would do on one account; no account or recipient holds a blank.
			orderKey: key?.recipient && `${key.account} ${key.recipient}`,
			account: key?.account,
			run: () => this.one(call, key),
		};
	}

	private async one(call: TrackedCall, key: OrderKey | undefined): Promise<Ended> {
		const end = (outputs: Output[]) => this.end(call, outputs, key);
		const fail = (error: unknown) => this.fail(error, call, key?.recipient);
		try {
			const result = await this.operation.run(call);
			if (Array.isArray(result)) end(result);
			else {
				end(result.outputs);
				return { sent: call.acted, rest: this.rest(result, end, fail) };
			}
		} catch (error) {
			if (error instanceof NotSent) end([{ json: error.json }]);
			else fail(error);
		}
		return { sent: call.acted };
	}

	private async rest(
		{ rest }: Ongoing,
		end: (outputs: Output[]) => void,
		fail: (error: unknown) => void,
	): Promise<void> {
		try {
			end(await rest(this.stop.signal));
		} catch (error) {
			fail(error);
		}
	}

	private end({ itemIndex: item }: TrackedCall, outputs: Output[], key?: OrderKey): void {
		this.outputs[item] = outputs.map((output) => Object.assign(output, { pairedItem: { item } }));
		const status = outputs[0]?.json.status;
		this.report.end(item, key?.recipient || status === 'rehearsed' ? status : undefined);
	}

	private fail(error: unknown, call: TrackedCall, recipient?: string): void {
		const { node, guard } = this.run;
		const item = call.itemIndex;
		const known = itemError(node, error, item);
		this.report.fail(known, call);
		if (this.continues) {
			this.outputs[item] = [errorItem(node, known, call, this.sendingOf(call, recipient))];
			return;
		}
		if (!this.failure || item < this.failure.item) this.failure = { error: known, item };
		// What an earlier attempt left open is not tried again, and no reason to leave out the rest.
		if (!guard?.isOld(known)) this.stop.abort();
	}

	/** What the output of a failed message has in common with the output of one that was sent. */
	private sendingOf(call: TrackedCall, recipient?: string): IDataObject {
		if (!this.operation.fields.some(({ name }) => name === 'recipient')) return {};
		return { status: 'failed', recipient: recipient ?? asTyped(call) };
	}

	/** Only what was done: with a failed item in front, n8n would repeat a node that was cancelled. */
	private afterCancel(): INodeExecutionData[] {
		const { context, node } = this.run;
		const { report } = this;
		const text = sentences('The execution was cancelled.', report.summary(), report.unsure());
		context.logger.warn(`${node.name}: ${text}`);
		addHints(context, [{ message: text, type: 'warning', location: 'outputPane' }]);
		return this.outputs.flat().filter(({ json }) => !json.error);
	}

	/** Says how far the run came; what may have been done stands in the message, which is all that an alert shows. */
	private explain({ error, item }: { error: ItemError; item: number }): ItemError {
		if (this.count === 1) return error;
		const { guard } = this.run;
		const again =
			guard &&
			`${guard.attempt > 1 ? `This was attempt ${guard.attempt} of Retry On Fail. ` : ''}Retry On Fail does not repeat what was done or may have been done.`;
		const place = `This is item ${item}, counting from 0.`;
		error.message = sentences(error.message, this.report.unsure());
		error.description = sentences(error.description, place, this.report.summary(), again);
		return error;
	}
}

/** The recipient of an item that could not be understood, as far as it can be shown. */
function asTyped(call: TrackedCall): string | null {
	try {
		const value = call.param('recipient');
		const isShort = typeof value === 'string' || typeof value === 'number';
		return isShort ? String(value).slice(0, LONGEST_RECIPIENT) : null;
	} catch {
		return null;
	}
}
