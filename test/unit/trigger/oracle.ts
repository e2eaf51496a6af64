/** A message of the run. */
export interface Sent {
	id: number;
	/** Tells it from every other one, also from one that had its id before. */
	text: string;
	/** The second it stands under in the list. */
	created: number;
}

/** A late row is owed only after so many polls. */
const LATE_POLLS = 10;

/** Knows every message there ever was, and what the trigger owes its user for them, and when. */
export class Oracle {
	/** By text: what has to be emitted, and for late rows how many polls that may still take. */
	private readonly owed = new Map<string, { message: Sent; polls: number }>();

	private readonly emitted = new Set<string>();

	/** Emitted in a poll after which n8n crashed before it had saved. */
	private readonly mayRepeat = new Set<string>();

	/** @param listed what is there before the trigger's first poll, and is never to be emitted */
	constructor(listed: Sent[] = []) {
		for (const { text } of listed) this.emitted.add(text);
	}

	/** A message has arrived; a late one stands below others that a poll has seen. */
	receive(message: Sent, isLate: boolean): void {
		this.owed.set(message.text, { message, polls: isLate ? LATE_POLLS : 0 });
	}

	remove(text: string): void {
		this.owed.delete(text);
	}

	/** What a poll that begins now has to emit, if nothing disturbs it. */
	due(): Sent[] {
		return [...this.owed.values()].filter(({ polls }) => polls === 0).map(({ message }) => message);
	}

	/** Checks what a poll has emitted. @param due what it had to */
	take(texts: string[], due: Sent[] = [], isCrash = false): void {
		const ids = texts.map((text) => this.owed.get(text)?.message.id);
		for (const [index, text] of texts.entries()) {
			const isRepeated = this.emitted.has(text) && !this.mayRepeat.has(text);
			if (isRepeated) throw new Error(`Emitted twice, or history: ${text}`);
			const [before, id] = [ids[index - 1], ids[index]];
			if (before !== undefined && id !== undefined && id < before) {
				throw new Error(`Out of order: ${texts.join(', ')}`);
			}
			this.emitted.add(text);
			this.owed.delete(text);
			if (isCrash) this.mayRepeat.add(text);
			else this.mayRepeat.delete(text);
		}
		if (texts.length >= 1000) return;
		const missing = due.filter(({ text }) => this.owed.has(text));
		if (missing.length > 0) {
			throw new Error(`Not emitted in time: ${missing.map(({ text }) => text).join(', ')}`);
		}
	}

	/** A poll is over that came to its end. */
	count(): void {
		for (const entry of this.owed.values()) entry.polls = Math.max(0, entry.polls - 1);
	}

	/** Checks, when all is quiet, that nothing was left out. */
	check(): void {
		const lost = [...this.owed.values()].map(({ message }) => message.text);
		if (lost.length > 0) throw new Error(`Never emitted: ${lost.join(', ')}`);
	}
}
