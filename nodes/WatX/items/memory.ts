import type { Answer } from '../gateway/request';

/** How a call ended that must not be made twice: with an answer, or with an error after which it may have happened. */
export type Outcome = { answer: Answer } | { error: Error; description: string };

/** How much is kept in all, and for how long after its last use. */
export interface Limits {
	entries: number;
	/** An estimate: characters of what is kept. */
	size: number;
	ageMs: number;
}

const LIMITS: Limits = { entries: 100_000, size: 32 * 1024 * 1024, ageMs: 60 * 60 * 1000 };

/** What one run of one node has done already, in its attempts so far. */
export class RunMemory {
	readonly outcomes = new Map<string, Outcome>();

	/** Attempts that are under way: what they need is never dropped. */
	attempts = 0;

	/** Attempts so far. */
	total = 0;

	size = 0;

	usedAt = 0;

	/** Something did not fit any more, so that what is not found here may have been done all the same. */
	isIncomplete = false;
}

/** Memories of node runs that n8n may repeat, bounded in count, size and age. Nothing runs in the background. */
export class MemoryStore {
	/** In the order of their last use. */
	private readonly runs = new Map<unknown, RunMemory>();

	private entries = 0;

	private size = 0;

	constructor(
		private readonly limits: Limits = LIMITS,
		private readonly now: () => number = Date.now,
	) {}

	/** The memory of a run at the begin of an attempt; `close` ends the attempt. */
	open(run: unknown): RunMemory {
		this.dropOld();
		const memory = this.runs.get(run) ?? new RunMemory();
		this.runs.delete(run);
		this.runs.set(run, memory);
		memory.attempts++;
		memory.total++;
		memory.usedAt = this.now();
		return memory;
	}

	close(memory: RunMemory): void {
		memory.attempts--;
		memory.usedAt = this.now();
	}

	/** Forgets a run that n8n will not repeat. */
	forget(run: unknown): void {
		const memory = this.runs.get(run);
		if (!memory || memory.attempts > 0) return;
		this.runs.delete(run);
		this.empty(memory);
	}

	/** Keeps an outcome; other runs, the longest unused first, make room for it. */
	keep(memory: RunMemory, key: string, outcome: Outcome): void {
		const size = key.length + estimate(outcome);
		const isFull = () =>
			this.entries + 1 > this.limits.entries || this.size + size > this.limits.size;
		for (const other of this.runs.values()) {
			if (!isFull()) break;
			if (other.attempts > 0 || other.outcomes.size === 0) continue;
			this.empty(other);
			other.isIncomplete = true;
		}
		if (isFull()) {
			memory.isIncomplete = true;
			return;
		}
		memory.outcomes.set(key, outcome);
		memory.size += size;
		this.entries++;
		this.size += size;
	}

	private empty(memory: RunMemory): void {
		this.entries -= memory.outcomes.size;
		this.size -= memory.size;
		memory.outcomes.clear();
		memory.size = 0;
	}

	private dropOld(): void {
		for (const [run, { usedAt, attempts }] of this.runs) {
			if (attempts === 0 && this.now() - usedAt >= this.limits.ageMs) this.forget(run);
		}
	}
}

const estimate = (outcome: Outcome): number =>
	'answer' in outcome
		? JSON.stringify(outcome.answer).length
		: outcome.error.message.length + (outcome.error.stack?.length ?? 0);
