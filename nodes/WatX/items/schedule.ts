import { isPaced, Pace, type PaceSettings } from './pace';
import { Slots } from './slots';

/** So many items are looked at ahead of those that run, so that one busy recipient does not hold up all others. */
const LOOK_AHEAD = 1000;

/** One item's work. Jobs of one lane keep their order; the jobs of one account share its pace. */
export interface Job {
	lane?: string;
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
 */
export async function schedule({ count, prepare, concurrency, pace, stop }: Plan): Promise<void> {
	const places = new Slots(concurrency);
	const ahead = new Slots(LOOK_AHEAD);
	const lanes = new Map<string, Promise<void>>();
	const paces = new Map<string, Pace>();
	const open = new Set<Promise<void>>();

	const paceOf = (account: string | undefined): Pace | undefined => {
		if (account === undefined || !isPaced(pace)) return undefined;
		let found = paces.get(account);
		if (!found) paces.set(account, (found = new Pace(pace, stop)));
		return found;
	};

	const runInPlace = async (job: Job): Promise<boolean> => {
		await places.take();
		const sent = stop.aborted ? false : await job.run();
		places.give();
		return sent;
	};

	const runPaced = async (job: Job, before: Promise<void> | undefined): Promise<void> => {
		if (before) await before;
		if (stop.aborted) return;
		const gate = paceOf(job.account);
		if (gate) await gate.enter();
		const sent = await runInPlace(job);
		gate?.leave(sent);
	};

	for (let index = 0; index < count; index++) {
		await ahead.take();
		// Preparing items long before they can run would hold up the ones that are ready.
		await places.take();
		places.give();
		if (stop.aborted) break;
		const job = prepare(index);
		const { lane } = job;
		const done = runPaced(job, lane === undefined ? undefined : lanes.get(lane)).finally(() => {
			open.delete(done);
			if (lane !== undefined && lanes.get(lane) === done) lanes.delete(lane);
			ahead.give();
		});
		open.add(done);
		if (lane !== undefined) lanes.set(lane, done);
	}
	await Promise.all(open);
}
