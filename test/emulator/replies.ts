/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { Reply } from './envelope';
import type { Arrival } from './receive';
import type { RecordedRequest } from './types';

/** Somebody who answers a message that was sent to them. */
export interface Reaction {
	/** Whose message is answered: the recipient as it was sent. */
	recipient: string;
	/** The answer, or a function of the text that was sent. */
	message: string | ((text: string) => string);
	/** How long it takes them in milliseconds; default 0. */
	afterMs?: number;
	/** How many messages they answer; default 1. */
	times?: number;
	/** Who writes, when it is not the recipient (somebody in a group, or another person). */
	sender?: string;
}

/** Lets people answer what is sent to them through send/whatsapp. */
export class Reactions {
	private waiting: Array<Reaction & { left: number }> = [];
	private readonly timers = new Set<NodeJS.Timeout>();

	constructor(private readonly arrive: (arrival: Arrival) => void) {}

	add(reaction: Reaction): void {
		this.waiting.push({ ...reaction, left: reaction.times ?? 1 });
	}

	/** Looks at a request that was carried out; a refused one reaches nobody. */
	see({ path, fields }: RecordedRequest, { envelope }: Reply): void {
		if (path !== 'send/whatsapp' || envelope?.status !== 200) return;
		const found = this.waiting.find((each) => each.left > 0 && each.recipient === fields.recipient);
		if (!found) return;
		found.left--;
		const text = typeof fields.message === 'string' ? fields.message : '';
		const message = typeof found.message === 'string' ? found.message : found.message(text);
		const account = typeof fields.account === 'string' ? fields.account : undefined;
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			this.arrive({ account, sender: found.sender ?? found.recipient, message });
		}, found.afterMs ?? 0);
		this.timers.add(timer);
	}

	clear(): void {
		for (const timer of this.timers) clearTimeout(timer);
		this.timers.clear();
		this.waiting = [];
	}
}
