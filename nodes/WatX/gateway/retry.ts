import type { Endpoint } from './endpoints';
import type { Fault } from './faults/fault';
import { cancelled } from './faults/networkFault';
import { pause } from './pause';

export const DEFAULT_MAX_TRIES = 3;

/** Attempts are never more than this, whatever an expression says. */
const MOST_TRIES = 10;

/** The first wait; each further one is twice as long. */
const FIRST_WAIT_MS = 300;

/** A server that asks for more than this is not waited for. */
export const LONGEST_WAIT_MS = 60_000;

/** What one installation's requests share: until when the server wants to be left alone (epoch ms). */
export interface RateLimit {
	until: number;
}

/** How often and how long to try. */
export interface RetryOptions {
	rateLimit: RateLimit;
	/** Attempts in all; 3 when absent, at least 1, at most 10. */
	maxTries?: number;
	/** Ends all waiting. */
	signal?: AbortSignal;
}

/**
 * Whether a failed call may be made again: one that only reads after every fault that passes by itself, a message only
 * when it surely did not reach the gateway or was turned away with 429, a change never.
 */
export function mayRepeat({ effect }: Pick<Endpoint, 'effect'>, fault: Fault): boolean {
	if (!fault.transient || effect === 'change') return false;
	return effect === 'read' || fault.carriedOut === 'no';
}

/**
 * Makes a call, again where that is safe, with exponential backoff or the wait that the server asks for.
 *
 * After a 429 all calls of the installation keep quiet, not only the one that was turned away.
 *
 * @param attempt makes the call once; gives its result or the fault
 * @returns the first result, or the last fault
 */
export async function repeatWhereSafe<T extends object>(
	endpoint: Pick<Endpoint, 'effect'>,
	attempt: () => Promise<T | Fault>,
	{ rateLimit, maxTries = DEFAULT_MAX_TRIES, signal }: RetryOptions,
): Promise<T | Fault> {
	const tries = Math.min(MOST_TRIES, Math.max(1, Math.floor(maxTries) || 1));
	for (let tried = 1; ; tried++) {
		while (rateLimit.until > Date.now() && !signal?.aborted) {
			await pause(rateLimit.until - Date.now(), signal);
		}
		if (signal?.aborted) return cancelled('no');
		const outcome = await attempt();
		if (!('reason' in outcome)) return outcome;
		const wait = outcome.retryAfterMs ?? backoff(tried);
		if (wait > LONGEST_WAIT_MS) return patientAdvice(outcome, wait);
		if (outcome.code === 429) rateLimit.until = Math.max(rateLimit.until, Date.now() + wait);
		if (tried >= tries || !mayRepeat(endpoint, outcome)) return outcome;
		if (outcome.code !== 429) await pause(wait, signal);
	}
}

/** Half fixed, half random, so that calls that failed together do not come again together. */
function backoff(tried: number): number {
	const wait = FIRST_WAIT_MS * 2 ** (tried - 1);
	return wait / 2 + (Math.random() * wait) / 2;
}

const patientAdvice = (fault: Fault, wait: number): Fault => ({
	...fault,
	advice: `The gateway asks to wait ${Math.ceil(wait / 1000)} seconds. ${fault.advice}`,
});
