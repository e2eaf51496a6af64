/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { Emulator } from '../../emulator';

/** Keeps the answers of a gateway back until they are released: what is under way together is then no matter of speed. */
export function holdRequests(gateway: Emulator) {
	let release = () => {};
	const released = new Promise<number>((resolve) => (release = () => resolve(0)));
	gateway.settings.latencyMs = async () => await released;
	return {
		release,
		/** Resolves when so many requests have arrived. */
		async arrived(count: number): Promise<void> {
			while (gateway.stats.requests < count) await idle(1);
		},
	};
}

/** Gives everything that waits for nothing but the event loop its turn, many times. */
export async function idle(turns = 100): Promise<void> {
	for (let i = 0; i < turns; i++) await new Promise<void>((resolve) => setTimeout(resolve, 1));
}
