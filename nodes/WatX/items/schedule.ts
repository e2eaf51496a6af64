import type { PaceSettings } from '../fields/sendingOptions';
import { isPaced, Pace } from './pace';

/** So many items are looked at ahead of those that run, so that one busy recipient does not hold up all others. */
const LOOK_AHEAD = 1000;

/** One item's work. Jobs with one order key keep their order; the jobs of one account share its pace. */
export interface Job {
	orderKey?: string;
	account?: string;
	/** Does the work; never throws. @returns whether anything was sent */
	run(): Promise<boolean>;
}

export interface Plan {
	/** Number of jobs; each is prepared when its turn to be looked at comes, in order. */
	count: number;
	prepare(index: number): Job;
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

	/** Jobs that wait for nothing but a place. */
	private readonly ready: Job[] = [];

	/** What waits behind the job under way, for each order key that has one. */
	private readonly queues = new Map<string, Job[]>();

	private readonly paces = new Map<string, Pace>();

	constructor(
		private readonly plan: Plan,
		private readonly end: () => void,
		private readonly fail: (error: Error) => void,
	) {}

	/** Fills the free places. An item is prepared only when nothing else could take one: that takes its time. */
	goOn(): void {
		const { count, prepare, concurrency, stop } = this.plan;
		while (this.running < concurrency) {
			const job = this.ready.shift();
			if (job) this.run(job).catch(this.fail);
			else if (this.next < count && this.open < LOOK_AHEAD && !stop.aborted) {
				this.open++;
				this.line(prepare(this.next++));
			} else break;
		}
		if (this.open === 0) this.end();
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
		const sent = await (this.plan.stop.aborted ? false : job.run());
		this.running--;
		this.open--;
		this.paceOf(job)?.leave(sent);
		if (job.orderKey !== undefined) this.follow(job.orderKey);
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
