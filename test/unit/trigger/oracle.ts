/** Knows every message there ever was, and what the trigger owes its user for them. */
export class Oracle {
	private readonly ever = new Set<number>();

	private readonly history = new Set<number>();

	/** No late row up to here can be told from history. */
	private historyEnd = 0;

	private readonly emitted = new Set<number>();

	/** Emitted in a poll after which n8n crashed before it had saved. */
	private readonly mayRepeat = new Set<number>();

	/**
	 * @param window a late row is promised to be found among so many newest ones
	 * @param lastId the id before the first message
	 * @param isWanted whether a message passes the filters
	 */
	constructor(
		private readonly window: number,
		private lastId: number,
		readonly isWanted: (id: number) => boolean,
	) {}

	/** The id of the next message; `gap` - 1 ids before it are left out. */
	nextId(gap: number): number {
		this.lastId += gap;
		this.ever.add(this.lastId);
		return this.lastId;
	}

	/** An id that was left out and would be among the newest ones; undefined when there is none. */
	lateId(pick: number): number | undefined {
		const newest = [...this.ever].sort((a, b) => b - a).slice(0, this.window);
		const bottom = newest.length < this.window ? 0 : newest[newest.length - 1];
		const free: number[] = [];
		for (let id = Math.max(bottom, this.historyEnd) + 1; id < this.lastId; id++) {
			if (!this.ever.has(id) && free.push(id) === 500) break;
		}
		const id = free.at(pick % Math.max(1, free.length));
		if (id !== undefined) this.ever.add(id);
		return id;
	}

	/** What is listed now, but for the newest `include`, is never to be emitted. */
	startHistory(listed: number[], include: number): void {
		this.history.clear();
		for (const id of listed.slice(0, Math.max(0, listed.length - include))) this.history.add(id);
		this.historyEnd = listed.at(-this.window) ?? 0;
	}

	/** Checks what a poll has emitted. */
	emit(ids: number[], isCrash: boolean): void {
		for (const [index, id] of ids.entries()) {
			if (index > 0 && id <= ids[index - 1]) throw new Error(`Out of order: ${ids.join(', ')}`);
			if (!this.ever.has(id)) throw new Error(`Never received: ${id}`);
			if (!this.isWanted(id)) throw new Error(`Emitted in spite of the filters: ${id}`);
			if (this.history.has(id)) throw new Error(`Emitted history: ${id}`);
			if (this.emitted.has(id) && !this.mayRepeat.has(id)) throw new Error(`Emitted twice: ${id}`);
			this.emitted.add(id);
			if (isCrash) this.mayRepeat.add(id);
			else this.mayRepeat.delete(id);
		}
	}

	/** Checks, when all is quiet, that nothing that is still listed was left out. */
	checkAll(listed: number[]): void {
		const isOwed = (id: number) =>
			!this.history.has(id) && this.isWanted(id) && !this.emitted.has(id);
		const lost = listed.filter(isOwed);
		if (lost.length > 0) throw new Error(`Never emitted: ${lost.join(', ')}`);
	}
}
