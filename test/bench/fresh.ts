import type { FreshHandlers } from './freshProcess';
import { Child } from './rpc';

/** Does a job in a process made for it. */
export async function inFreshProcess<K extends keyof FreshHandlers>(
	job: K,
	argument: Parameters<FreshHandlers[K]>[0],
): Promise<Awaited<ReturnType<FreshHandlers[K]>>> {
	const child = new Child<FreshHandlers>('freshProcess.ts');
	try {
		return await child.call(job, argument);
	} finally {
		await child.stop();
	}
}
