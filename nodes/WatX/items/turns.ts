import { sleep } from 'n8n-workflow';

/** Longer than this, no work may hold up everything else that n8n does. */
const LONGEST_TURN_MS = 20;

/** Tells when work that waits for nothing has to let the event loop turn. */
export class Turns {
	private startedAt = 0;

	private turn: Promise<void> | undefined;

	/**
	 * To be asked often. While the event loop turns by itself, it costs one short timer a turn.
	 *
	 * @returns what to wait for before going on, or undefined when there is still time
	 */
	due(): Promise<void> | undefined {
		if (!this.turn) {
			this.startedAt = Date.now();
			this.turn = sleep(0).then(() => {
				this.turn = undefined;
			});
		}
		return Date.now() - this.startedAt > LONGEST_TURN_MS ? this.turn : undefined;
	}
}
