import { NodeApiError, type IDataObject } from 'n8n-workflow';
import type { FaultKind } from '../../emulator';
import type { Poller } from '../../engine';
import type { Sent } from '../../unit/trigger/oracle';
import { Outage, type Stage } from '../../unit/trigger/stage';
import type { TriggerSuite } from './fixture';

const FAULTS: FaultKind[] = ['500', '429', 'cut-after', 'truncated', 'html-200', '502-html'];
const LARGEST_STATE = 16_384;

/** The trigger on n8n's own PollContext, against the emulated gateway. */
export class N8nStage implements Stage {
	/** Requests of the run. */
	requests = 0;

	private numbered = 0;

	private callback: ((request: number) => boolean) | undefined;

	private nextFault = 0;

	private count = 0;

	/** What n8n had stored before the last poll. */
	private saved: IDataObject = {};

	constructor(
		private readonly suite: TriggerSuite,
		private readonly poller: Poller,
	) {
		suite.gateway.onRequest(() => {
			this.requests++;
			if (!this.callback?.(++this.numbered)) return;
			const kind = FAULTS[this.nextFault++ % FAULTS.length];
			// A page is tried twice.
			suite.gateway.fault({ kind, times: 2 });
		});
	}

	listed(): Sent[] {
		return this.suite.gateway.state.received.map(({ id, message, created }) => ({
			...{ id, created },
			text: message,
		}));
	}

	passTime(seconds: number): void {
		this.suite.gateway.advanceClock(seconds);
	}

	receive(secondsAgo: number): Sent {
		const message = `Message ${++this.count}`;
		const { id, created } = this.suite.gateway.receive({ message, sentSecondsAgo: secondsAgo });
		return { id, created, text: message };
	}

	remove({ id }: Sent): void {
		const { received } = this.suite.gateway.state;
		const index = received.findIndex((row) => row.id === id);
		if (index >= 0) received.splice(index, 1);
	}

	restartGateway(): void {
		this.suite.gateway.restart();
	}

	beforeRequests(callback: ((request: number) => boolean) | undefined): void {
		this.numbered = 0;
		this.callback = callback;
		if (!callback) this.suite.gateway.clearFaults();
	}

	async poll(how: 'activate' | 'start' | 'poll'): Promise<string[]> {
		const { poller } = this;
		this.saved = poller.stored;
		const work =
			how === 'poll' ? poller.poll() : poller.activate(how === 'start' ? 'init' : 'activate');
		const emitted = await work.catch((error: unknown) =>
			// n8n backs off on a code; what is no gateway fault is a mistake.
			Promise.reject(error instanceof NodeApiError ? new Outage(error.message) : error),
		);
		const size = JSON.stringify(poller.state).length;
		if (size > LARGEST_STATE) throw new Error(`The state has grown to ${size} bytes`);
		return (emitted ?? []).flat().map(({ json }) => String(json.message));
	}

	stop(isCrash: boolean): void {
		if (isCrash) this.poller.kill(this.saved);
	}
}
