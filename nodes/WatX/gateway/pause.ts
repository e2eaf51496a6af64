import { sleep } from 'n8n-workflow';

/**
 * Waits `ms` milliseconds, or until the signal says that it is no use any more. It never throws.
 *
 * Older versions of n8n know no signal in `sleep`, so the wait ends by a race there.
 */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	if (ms <= 0 || signal?.aborted) return;
	if (!signal) return await sleep(ms);
	let wake = () => {};
	const aborted = new Promise<void>((resolve) => {
		wake = resolve;
		signal.addEventListener('abort', wake);
	});
	const slept = sleep(ms, signal).catch(() => {});
	await Promise.race([slept, aborted]);
	signal.removeEventListener('abort', wake);
}
