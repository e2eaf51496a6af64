/** A gateway and an n8n on which a run of the property test is played. */
export interface Stage {
	/** Ids that the gateway lists, lowest first. */
	listed(): number[];
	/** The next messages arrive. */
	receive(count: number, gap: number): void;
	/** A message appears among older ones. */
	receiveLate(pick: number): void;
	/** Somebody deletes a message. */
	remove(pick: number): void;
	setOrder(order: 'newest' | 'oldest'): void;
	setLimit(maxLimit: number): void;
	setRepeatPages(on: boolean): void;
	/** From now on calls back before each request; a request for which it gives true fails. */
	beforeRequests(callback: ((request: number) => boolean) | undefined): void;
	/**
	 * One poll; `isCrash` stops n8n between emitting and saving and starts it again without a poll.
	 * Everything that is emitted is checked.
	 * @returns how many requests it took, and whether it found anything new
	 * @throws Outage when the gateway failed
	 */
	poll(options?: PollOptions): Promise<{ requests: number; isQuiet: boolean }>;
	/** Stops n8n and starts it again: what was not saved is gone. Polls once. */
	restart(): Promise<void>;
	/** Checks that everything has been emitted. */
	check(): void;
}

export interface PollOptions {
	/** Requests after which a catch-up stops. */
	pages?: number;
	isCrash?: boolean;
}

/** What a poll throws when the gateway failed, and nothing else did. */
export class Outage extends Error {}
