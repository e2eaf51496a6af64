import { NodeApiError, type INodeExecutionData } from 'n8n-workflow';
import type { FaultKind } from '../../emulator';
import type { Poller } from '../../engine';
import type { Oracle } from '../../unit/trigger/oracle';
import { Outage, type PollOptions, type Stage } from '../../unit/trigger/stage';
import { idsOf, type TriggerSuite } from './fixture';

const FAULTS: FaultKind[] = ['500', '429', 'cut-after', 'truncated', 'html-200', '502-html'];
const LARGEST_STATE = 16_384;

/** The trigger on n8n's own PollContext, against the emulated gateway. */
export class N8nStage implements Stage {
	private requests = 0;

	private numbered = 0;

	private callback: ((request: number) => boolean) | undefined;

	private nextFault = 0;

	constructor(
		private readonly suite: TriggerSuite,
		private readonly poller: Poller,
		private readonly oracle: Oracle,
	) {
		suite.gateway.onRequest(() => {
			this.requests++;
			if (!this.callback?.(++this.numbered)) return;
			const kind = FAULTS[this.nextFault++ % FAULTS.length];
			suite.gateway.fault({ kind });
		});
	}

	listed(): number[] {
		return this.suite.gateway.state.received.map(({ id }) => id);
	}

	receive(count: number, gap: number): void {
		for (let i = 0; i < count; i++) this.add(this.oracle.nextId(gap));
	}

	receiveLate(pick: number): void {
		const id = this.oracle.lateId(pick);
		if (id !== undefined) this.add(id);
	}

	remove(pick: number): void {
		const { received } = this.suite.gateway.state;
		received.splice(pick % Math.max(1, received.length), 1);
	}

	setOrder(order: 'newest' | 'oldest'): void {
		this.suite.gateway.settings.listOrder = order;
	}

	setLimit(maxLimit: number): void {
		this.suite.gateway.settings.maxLimit = maxLimit;
	}

	setRepeatPages(on: boolean): void {
		this.suite.gateway.settings.repeatPages = on;
	}

	beforeRequests(callback: ((request: number) => boolean) | undefined): void {
		this.numbered = 0;
		this.callback = callback;
	}

	/** Activates the workflow for the first time. */
	async activate(include: number): Promise<void> {
		this.oracle.startHistory(this.listed(), include);
		this.take(await this.poller.activate('activate'), false);
	}

	async restart(): Promise<void> {
		this.take(await this.poller.activate('init'), false);
	}

	async poll({ isCrash = false }: PollOptions = {}): Promise<{
		requests: number;
		isQuiet: boolean;
	}> {
		const { poller } = this;
		const startedAt = this.requests;
		const revision = revisionOf(poller);
		const { stored } = poller;
		const emitted = await poller.poll().catch((error: unknown) =>
			// n8n backs off on a code; what is no gateway fault is a mistake.
			Promise.reject(error instanceof NodeApiError ? new Outage(error.message) : error),
		);
		const result = {
			requests: this.requests - startedAt,
			isQuiet: revisionOf(poller) === revision,
		};
		this.take(emitted, isCrash);
		if (isCrash && emitted) {
			poller.stored = stored;
			// The poll's own changes end with it; a failing start would be tried again by n8n.
			this.callback = undefined;
			await this.restart();
		}
		return result;
	}

	check(): void {
		this.oracle.checkAll(this.listed());
	}

	private add(id: number): void {
		const message = this.oracle.isWanted(id) ? `Please keep ${id}` : `Please skip ${id}`;
		this.suite.gateway.receive({ id, message });
	}

	private take(emitted: INodeExecutionData[][] | null, isCrash: boolean): void {
		if (emitted !== null) this.oracle.emit(idsOf(emitted), isCrash);
		const size = JSON.stringify(this.poller.state).length;
		if (size > LARGEST_STATE) throw new Error(`The state has grown to ${size} bytes`);
	}
}

function revisionOf(poller: Poller): unknown {
	return (poller.state.cursor as { revision?: number } | undefined)?.revision;
}
