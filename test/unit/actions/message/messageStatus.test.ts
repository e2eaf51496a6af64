import { watch } from '../../../../nodes/WatX/actions/message/messageStatus';

/** A clock that is ahead by all that was waited for, and a message that becomes what it is to become. */
function scene(statuses: string[]) {
	const waits: number[] = [];
	let now = 0;
	let looks = 0;
	const clock = {
		now: () => now,
		async pause(ms: number) {
			waits.push(ms);
			now += ms;
		},
	};
	const look = async () => statuses[Math.min(looks++, statuses.length - 1)];
	return { waits, clock, look, looks: () => looks };
}

const { signal } = new AbortController();

describe('watch', () => {
	it('looks at once, and no more when the message was sent', async () => {
		const { look, clock, waits, looks } = scene(['sent']);
		expect(await watch(look, 60_000, signal, clock)).toBe('sent');
		expect([waits, looks()]).toEqual([[], 1]);
	});

	it('waits longer and longer, from two seconds to fifteen', async () => {
		const { look, clock, waits } = scene(['pending', ...Array<string>(8).fill('queued'), 'failed']);
		expect(await watch(look, 600_000, signal, clock)).toBe('failed');
		expect(waits).toEqual([2000, 3000, 4500, 6750, 10_125, 15_000, 15_000, 15_000, 15_000]);
	});

	it('ends with a last look when the time is over', async () => {
		const { look, clock, waits, looks } = scene(['queued']);
		expect(await watch(look, 6000, signal, clock)).toBe('queued');
		expect([waits, looks()]).toEqual([[2000, 3000, 1000], 4]);
	});

	it('goes on while the gateway does not know the status', async () => {
		const { look, clock } = scene(['unknown', 'unknown', 'sent']);
		expect(await watch(look, 60_000, signal, clock)).toBe('sent');
	});

	it('ends when the run does', async () => {
		const { look, clock, looks } = scene(['queued']);
		const stop = new AbortController();
		const pause = async () => stop.abort();
		expect(await watch(look, 60_000, stop.signal, { ...clock, pause })).toBe('queued');
		expect(looks()).toBe(1);
	});
});
