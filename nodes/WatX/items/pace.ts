import type { PaceSettings } from '../fields/sendingOptions';
import { pause } from '../gateway/pause';

export const isPaced = ({ minDelay, maxDelay, batchSize, batchPause }: PaceSettings): boolean =>
	minDelay > 0 || maxDelay > 0 || (batchSize > 0 && batchPause > 0);

/** Lets the messages of one account through, in the order they ask, as fast as the settings allow. */
export class Pace {
	private line: Promise<void> = Promise.resolve();

	private running = 0;

	private inBatch = 0;

	private delayDue = false;

	private idle = () => {};

	/**
	 * @param signal ends all waiting
	 * @param random gives a number from 0 to 1
	 */
	constructor(
		private readonly settings: PaceSettings,
		private readonly signal: AbortSignal,
		private readonly random: () => number = Math.random,
	) {}

	/** Resolves when the next message may start, or at once when nothing is to be sent any more. */
	async enter(): Promise<void> {
		const turn = this.line.then(async () => await this.wait());
		this.line = turn;
		await turn;
	}

	/** A message that had entered is done; one that never went out owes no delay. */
	leave(sent: boolean): void {
		this.running--;
		if (sent) this.delayDue = true;
		else this.inBatch--;
		if (this.running === 0) this.idle();
	}

	private async wait(): Promise<void> {
		const { minDelay, maxDelay, batchSize, batchPause } = this.settings;
		const hasDelay = minDelay > 0 || maxDelay > 0;
		let batchFull = batchSize > 0 && this.inBatch >= batchSize;
		if (hasDelay || batchFull) await this.allDone();
		// A message of the batch may have turned out not to go out.
		batchFull &&= this.inBatch >= batchSize;
		const delay = this.delayDue && hasDelay ? this.delay() : 0;
		await pause(Math.max(delay, batchFull ? batchPause : 0), this.signal);
		if (batchFull) this.inBatch = 0;
		if (hasDelay) this.delayDue = false;
		this.running++;
		this.inBatch++;
	}

	private delay(): number {
		const { minDelay, maxDelay } = this.settings;
		return minDelay + this.random() * Math.max(0, maxDelay - minDelay);
	}

	private async allDone(): Promise<void> {
		if (this.running === 0) return;
		await new Promise<void>((resolve) => (this.idle = resolve));
	}
}
