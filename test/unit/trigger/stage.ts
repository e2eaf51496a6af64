import type { Sent } from './oracle';

/** A gateway and an n8n on which a random run is played. */
export interface Stage {
	/** What the gateway lists. */
	listed(): Sent[];
	/** The gateway's clock goes on. */
	passTime(seconds: number): void;
	/** A message arrives, and is listed under a second so long ago. */
	receive(secondsAgo: number): Sent;
	remove(message: Sent): void;
	/** The gateway's database starts again: ids of deleted rows are given once more. */
	restartGateway(): void;
	/** From now on calls back before each request; a request for which it gives true fails. */
	beforeRequests(callback: ((request: number) => boolean) | undefined): void;
	/**
	 * The first poll after the workflow became active, or n8n started; or one of the schedule.
	 *
	 * @returns the texts that were emitted
	 * @throws Outage when the gateway failed
	 */
	poll(how: 'activate' | 'start' | 'poll'): Promise<string[]>;
	/** Stops n8n: what was not saved is gone; in a crash also what the last poll has saved. */
	stop(isCrash: boolean): void;
}

/** What a poll throws when the gateway failed, and nothing else did. */
export class Outage extends Error {}
