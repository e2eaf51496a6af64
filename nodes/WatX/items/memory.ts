import type { Answer } from '../gateway/request';

/** How a call ended that must not be made twice: with an answer, or with an error after which it may have happened. */
export type Outcome = { answer: Answer } | { error: Error; message: string; description: string };

/** How much is kept in all, and for how long after its last use. */
export interface Limits {
	entries: number;
	/** An estimate: characters of what is kept. */
	size: number;
	ageMs: number;
}

/** What tells runs of nodes apart: a text, or a node and an object that lives as long as the run. */
export type RunKey = string | { of: object; node: string };

const LIMITS: Limits = { entries: 100_000, size: 32 * 1024 * 1024, ageMs: 60 * 60 * 1000 };

/** What one run of one node has done already, in its attempts so far. */
export class RunMemory {
	readonly outcomes = new Map<string, Outcome>();

	/** How each item ended, as the report writes it. */
	endings = new Uint8Array(0);

	/** Attempts that are under way: what they need is never dropped. */
	attempts = 0;

	/** Attempts so far. */
	total = 0;

	size = 0;

	usedAt = 0;

	/** Something did not fit any more, so that what is not found here may have been done all the same. */
	isIncomplete = false;

	/** @param isCounted it is kept by the store; otherwise it goes with the object that names it */
	constructor(readonly isCounted: boolean) {}
}

/** Memories of node runs that n8n may repeat, bounded in count, size and age. Nothing runs in the background. */
export class MemoryStore {
	/** In the order of their last use. */
	private readonly runs = new Map<string, RunMemory>();

	private readonly ofObjects = new WeakMap<object, Map<string, RunMemory>>();

	private entries = 0;

	private size = 0;

	constructor(
		private readonly limits: Limits = LIMITS,
		private readonly now: () => number = Date.now,
	) {}

	/** The memory of a run at the begin of an attempt; `close` ends the attempt. */
	open(run: RunKey): RunMemory {
		this.dropOld();
		const memory = typeof run === 'string' ? this.named(run) : this.weak(run);
		memory.attempts++;
		memory.total++;
		memory.usedAt = this.now();
		return memory;
	}

	/** @param isFinal n8n will not repeat the run, so that it may be forgotten */
	close(run: RunKey, isFinal: boolean): void {
		const memory = typeof run === 'string' ? this.named(run) : this.weak(run);
		memory.attempts--;
		memory.usedAt = this.now();
		if (!isFinal || memory.attempts > 0) return;
		this.empty(memory);
		if (typeof run === 'string') this.runs.delete(run);
		else this.ofObjects.get(run.of)?.delete(run.node);
	}

	/** The endings of the run's items so far; what is written into them is kept for the next attempt. */
	endings(memory: RunMemory, count: number): Uint8Array {
		if (memory.endings.length !== count) {
			this.grow(memory, count - memory.endings.length);
			memory.endings = new Uint8Array(count);
		}
		return memory.endings;
	}

	/** Keeps an outcome; other runs, the longest unused first, make room for it. */
	keep(memory: RunMemory, key: string, outcome: Outcome): void {
		const size = key.length + estimate(outcome);
		const isFull = () =>
			this.entries + 1 > this.limits.entries || this.size + size > this.limits.size;
		for (const other of memory.isCounted ? this.runs.values() : []) {
			if (!isFull()) break;
			if (other.attempts > 0 || other.outcomes.size === 0) continue;
			this.empty(other);
			other.isIncomplete = true;
		}
		if (memory.isCounted ? isFull() : size > this.limits.size) {
			memory.isIncomplete = true;
			return;
		}
		memory.outcomes.set(key, outcome);
		if (memory.isCounted) this.entries++;
		this.grow(memory, size);
	}

	/** The memory of a run that the store keeps, now the last used one. */
	private named(run: string): RunMemory {
		const memory = this.runs.get(run) ?? new RunMemory(true);
		this.runs.delete(run);
		this.runs.set(run, memory);
		return memory;
	}

	private weak({ of, node }: Exclude<RunKey, string>): RunMemory {
		const known = this.ofObjects.get(of) ?? new Map<string, RunMemory>();
		this.ofObjects.set(of, known);
		const memory = known.get(node) ?? new RunMemory(false);
		known.set(node, memory);
		return memory;
	}

	private grow(memory: RunMemory, size: number): void {
		memory.size += size;
		if (memory.isCounted) this.size += size;
	}

	private empty(memory: RunMemory): void {
		if (memory.isCounted) this.entries -= memory.outcomes.size;
		memory.outcomes.clear();
		memory.endings = new Uint8Array(0);
		this.grow(memory, -memory.size);
	}

	private dropOld(): void {
		for (const [run, memory] of this.runs) {
			const isOld = this.now() - memory.usedAt >= this.limits.ageMs;
			if (memory.attempts === 0 && !isOld) return;
			if (memory.attempts > 0) continue;
			this.empty(memory);
			this.runs.delete(run);
		}
	}
}

/** What cannot be measured is too large. */
function estimate(outcome: Outcome): number {
	try {
		if ('answer' in outcome) return JSON.stringify(outcome.answer).length;
		const { error, message, description } = outcome;
		return message.length + description.length + (error.stack?.length ?? 0);
	} catch {
		return Infinity;
	}
}
