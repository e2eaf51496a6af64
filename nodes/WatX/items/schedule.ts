import type { PaceSettings } from '../fields/sendingOptions';
import { isPaced, Pace } from './pace';
import { Turns } from './turns';

/** So many items are looked at ahead of those that run, so that one busy recipient does not hold up all others. */
const LOOK_AHEAD = 1000;

/** How a job ended. */
export interface Ended {
	/** Whether anything was sent. */
	sent: boolean;
	/** What goes on without a place, an order and a pace; never fails. */
	rest?: Promise<void>;
}

/** One item's work. Jobs with one order key keep their order; the jobs of one account share its pace. */
export interface Job {
	orderKey?: string;
	account?: string;
	/** Does the work; never throws. */
	run(): Promise<Ended>;
}

export interface Plan {
	/** Number of jobs; each is prepared when its turn to be looked at comes, in order and one at a time. */
	count: number;
	prepare(index: number): Job | Promise<Job>;
	/** Jobs that run at once, at most. */
	concurrency: number;
	pace: PaceSettings;
	/** Once it is aborted no further job starts; the running ones are waited for. */
	stop: AbortSignal;
}

/**
 * Runs jobs at once where order and pace allow it, and starts them in their order otherwise.
 *
 * @returns when all jobs that were started are done
 * @throws what `prepare` or a job throws against its promise: an execution must not hang for it
 */
export async function schedule(plan: Plan): Promise<void> {
	await new Promise<void>((resolve, reject) => new Schedule(plan, resolve, reject).goOn());
}

class Schedule {
	private next = 0;

	/** Jobs that were prepared and are not done. */
	private open = 0;

	private running = 0;

	/** Something is awaited before another job starts: its preparation, or a turn of the event loop. */
	private isHeld = false;

	/** Jobs that wait for nothing but a place. */
	private readonly ready: Job[] = [];

	/** What waits behind the job under way, for each order key that has one. */
	private readonly queues = new Map<string, Job[]>();

	private readonly paces = new Map<string, Pace>();

	private readonly turns = new Turns();

	constructor(
		private readonly plan: Plan,
		private readonly end: () => void,
		private readonly fail: (error: Error) => void,
	) {}

	/** Fills the free places. An item is prepared only when nothing else could take one: that takes its time. */
	goOn(): void {
		const { concurrency } = this.plan;
		while (
			this.running < concurrency &&
			!this.isHeld &&
			(this.ready.length > 0 || this.hasNext())
		) {
			const turn = this.turns.due();
			const job = turn ? undefined : this.ready.shift();
			if (turn) this.hold(turn, () => {});
			else if (job) this.run(job).catch(this.fail);
			else this.prepareNext();
		}
		if (this.open === 0 && !this.isHeld) this.end();
	}

	private hasNext(): boolean {
		const { count, stop } = this.plan;
		return this.next < count && this.open < LOOK_AHEAD && !stop.aborted;
	}

	private prepareNext(): void {
		this.open++;
		const job = this.plan.prepare(this.next++);
		if (job instanceof Promise) this.hold(job, (prepared) => this.line(prepared));
		else this.line(job);
	}

	private hold<T>(until: Promise<T>, then: (value: T) => void): void {
		this.isHeld = true;
		until
			.then((value) => {
				this.isHeld = false;
				then(value);
				this.goOn();
			})
			.catch(this.fail);
	}

	/** Puts a job behind the one of its order key that is under way. */
	private line(job: Job): void {
		const { orderKey } = job;
		const before = orderKey === undefined ? undefined : this.queues.get(orderKey);
		if (before) {
			before.push(job);
			return;
		}
		if (orderKey !== undefined) this.queues.set(orderKey, []);
		this.enter(job);
	}

	private enter(job: Job): void {
		const pace = this.paceOf(job);
		if (!pace) this.ready.push(job);
		else {
			const pass = () => {
				this.ready.push(job);
				this.goOn();
			};
			pace.enter().then(pass).catch(this.fail);
		}
	}

	private async run(job: Job): Promise<void> {
		this.running++;
		const { sent, rest } = this.plan.stop.aborted ? { sent: false } : await job.run();
		this.running--;
		this.paceOf(job)?.leave(sent);
		if (job.orderKey !== undefined) this.follow(job.orderKey);
		if (rest) rest.then(() => this.close()).catch(this.fail);
		else this.open--;
		this.goOn();
	}

	private close(): void {
		this.open--;
		this.goOn();
	}

	private follow(orderKey: string): void {
		const following = this.queues.get(orderKey)?.shift();
		if (following) this.enter(following);
		else this.queues.delete(orderKey);
	}

	private paceOf({ account }: Job): Pace | undefined {
		const { pace, stop } = this.plan;
		if (account === undefined || !isPaced(pace)) return undefined;
		let found = this.paces.get(account);
		if (!found) this.paces.set(account, (found = new Pace(pace, stop)));
		return found;
	}
}
