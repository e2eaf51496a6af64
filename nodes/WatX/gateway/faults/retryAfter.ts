import type { RawAnswer } from '../answer';

/** How long a server asks to wait, in milliseconds; undefined when it does not ask. */
export function retryAfter({ headers }: RawAnswer): number | undefined {
	const value = String(headers['retry-after'] ?? '').slice(0, 100);
	if (value === '') return undefined;
	const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
	return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
