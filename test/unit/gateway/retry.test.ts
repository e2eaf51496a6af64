import type { Effect } from '../../../nodes/WatX/gateway/endpoints';
import type { Fault } from '../../../nodes/WatX/gateway/faults/fault';
import {
	LONGEST_WAIT_MS,
	mayRepeat,
	repeatWhereSafe,
	type RetryOptions,
} from '../../../nodes/WatX/gateway/retry';

const fault = (more: Partial<Fault> = {}): Fault => ({
	kind: 'gatewayError',
	reason: 'it broke',
	advice: 'Repair it.',
	carriedOut: 'no',
	transient: true,
	retryAfterMs: 0,
	...more,
});

/** Makes a call whose attempts end like this, the last one again and again. */
async function attempts(
	effect: Effect,
	ends: Array<Fault | { ok: true }>,
	more?: Partial<RetryOptions>,
) {
	let made = 0;
	const attempt = async () => ends[Math.min(made++, ends.length - 1)];
	const result = await repeatWhereSafe({ effect }, attempt, { rateLimit: { until: 0 }, ...more });
	return { made, result };
}

describe('mayRepeat', () => {
	it.each([
		['read', 'maybe', true],
		['read', 'no', true],
		['send', 'no', true],
		['send', 'maybe', false],
		['change', 'no', false],
		['change', 'maybe', false],
	] as const)('a %s that was carried out: %s → %s', (effect, carriedOut, expected) => {
		expect(mayRepeat({ effect }, fault({ carriedOut }))).toBe(expected);
	});

	it.each(['read', 'send', 'change'] as const)(
		'never repeats a %s that would fail again',
		(effect) => {
			expect(mayRepeat({ effect }, fault({ transient: false }))).toBe(false);
		},
	);
});

describe('repeatWhereSafe', () => {
	it('tries three times by default and gives the last fault', async () => {
		const { made, result } = await attempts('read', [fault(), fault(), fault({ reason: 'third' })]);
		expect(made).toBe(3);
		expect(result).toMatchObject({ reason: 'third' });
	});

	it('ends with the first success', async () => {
		expect(await attempts('send', [fault(), { ok: true }])).toEqual({
			made: 2,
			result: { ok: true },
		});
	});

	it.each([
		[1, 1],
		[5, 5],
		[0, 1],
		[NaN, 1],
		[-3, 1],
		[1000, 10],
	])('max tries %s makes %s attempts', async (maxTries, expected) => {
		expect((await attempts('read', [fault()], { maxTries })).made).toBe(expected);
	});

	it('makes a message that may have gone out, and any change, only once', async () => {
		expect((await attempts('send', [fault({ carriedOut: 'maybe' })])).made).toBe(1);
		expect((await attempts('change', [fault()])).made).toBe(1);
	});

	it('does not wait for a server that wants more than a minute', async () => {
		const retryAfterMs = LONGEST_WAIT_MS + 1;
		const { made, result } = await attempts('read', [fault({ code: 429, retryAfterMs })]);
		expect(made).toBe(1);
		expect(result).toMatchObject({ advice: 'The gateway asks to wait 61 seconds. Repair it.' });
	});

	describe('on a clock of its own', () => {
		beforeEach(() => jest.useFakeTimers());
		afterEach(() => {
			jest.useRealTimers();
			jest.restoreAllMocks();
		});
		const pass = async (ms: number) => await jest.advanceTimersByTimeAsync(ms);

		it('waits as long as the server asks, other calls too', async () => {
			const rateLimit = { until: 0 };
			const made = { first: 0, other: 0 };
			const refused = fault({ code: 429, retryAfterMs: 5000 });
			const first = repeatWhereSafe(
				{ effect: 'send' },
				async () => (++made.first === 1 ? refused : { ok: true }),
				{ rateLimit },
			);
			await pass(0);
			const other = repeatWhereSafe({ effect: 'read' }, async () => ({ ok: ++made.other > 0 }), {
				rateLimit,
			});
			await pass(4999);
			expect(made).toEqual({ first: 1, other: 0 });
			await pass(1);
			expect(await Promise.all([first, other])).toEqual([{ ok: true }, { ok: true }]);
			expect(made).toEqual({ first: 2, other: 1 });
		});

		it.each([
			[0, [150, 300, 600]],
			[1, [300, 600, 1200]],
		])('backs off longer each time (random %s)', async (random, waits) => {
			jest.spyOn(Math, 'random').mockReturnValue(random);
			let made = 0;
			const attempt = async () => {
				made++;
				return fault({ retryAfterMs: undefined });
			};
			const options = { rateLimit: { until: 0 }, maxTries: waits.length + 1 };
			const running = repeatWhereSafe({ effect: 'read' }, attempt, options);
			for (const [index, wait] of waits.entries()) {
				await pass(wait - 1);
				expect(made).toBe(index + 1);
				await pass(1);
			}
			await running;
			expect(made).toBe(waits.length + 1);
		});
	});

	it('makes no attempt when the execution is cancelled', async () => {
		const { made, result } = await attempts('send', [{ ok: true }], {
			signal: AbortSignal.abort(),
		});
		expect(made).toBe(0);
		expect(result).toMatchObject({ reason: 'the execution was cancelled', carriedOut: 'no' });
	});

	it('stops waiting when the execution is cancelled', async () => {
		const controller = new AbortController();
		const waiting = attempts('read', [fault({ retryAfterMs: LONGEST_WAIT_MS })], {
			signal: controller.signal,
		});
		await Promise.resolve();
		controller.abort();
		expect(await waiting).toMatchObject({ made: 1, result: { carriedOut: 'no' } });
	});
});
