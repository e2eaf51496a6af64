import { MemoryStore, type Limits, type Outcome } from '../../../nodes/WatX/items/memory';

const HOUR = 60 * 60 * 1000;
const outcome = (message = 'sent'): Outcome => ({ answer: { status: 200, message, data: {} } });

function store(limits: Partial<Limits> = {}) {
	const clock = { now: 0 };
	const all = { entries: 100, size: 100_000, ageMs: HOUR, ...limits };
	return { clock, memories: new MemoryStore(all, () => clock.now) };
}

describe('MemoryStore', () => {
	it('gives a run its memory again in the next attempt, and other runs their own', () => {
		const { memories } = store();
		const first = memories.open('a');
		memories.keep(first, 'k', outcome());
		memories.close(first);
		expect(memories.open('a')).toBe(first);
		expect(first.outcomes.get('k')).toEqual(outcome());
		expect(first.total).toBe(2);
		expect(memories.open('b').outcomes.size).toBe(0);
	});

	it('drops a run an hour after its last use', () => {
		const { clock, memories } = store();
		const memory = memories.open('a');
		memories.keep(memory, 'k', outcome());
		clock.now = HOUR;
		memories.close(memory);
		clock.now = 2 * HOUR - 1;
		expect(memories.open('a')).toBe(memory);
		memories.close(memory);
		clock.now += HOUR;
		expect(memories.open('a')).not.toBe(memory);
	});

	it('keeps a run that takes longer than an hour', () => {
		const { clock, memories } = store();
		const slow = memories.open('slow');
		memories.keep(slow, 'k', outcome());
		clock.now = 5 * HOUR;
		memories.close(memories.open('other'));
		expect(memories.open('slow')).toBe(slow);
	});

	it.each([
		['entries', { entries: 2 }],
		['size', { size: 2 * JSON.stringify({ status: 200, message: 'sent', data: {} }).length + 2 }],
	])('makes room by dropping the run that was not used for longest: %s', (_name, limits) => {
		const { memories } = store(limits);
		for (const run of ['a', 'b', 'c']) {
			const memory = memories.open(run);
			memories.keep(memory, 'k', outcome());
			memories.close(memory);
		}
		expect(memories.open('b').outcomes.size).toBe(1);
		expect(memories.open('c').outcomes.size).toBe(1);
		const dropped = memories.open('a');
		expect(dropped.outcomes.size).toBe(0);
		expect(dropped.isIncomplete).toBe(true);
	});

	it('never drops what a running attempt has done; it says so when more does not fit', () => {
		const { memories } = store({ entries: 1 });
		const running = memories.open('a');
		memories.keep(running, 'k', outcome());
		memories.keep(running, 'l', outcome());
		expect([...running.outcomes.keys()]).toEqual(['k']);
		expect(running.isIncomplete).toBe(true);
	});

	it('has room again for what was forgotten', () => {
		const { memories } = store({ entries: 1 });
		for (const run of ['a', 'b', 'c']) {
			const memory = memories.open(run);
			memories.keep(memory, 'k', outcome());
			expect(memory.isIncomplete).toBe(false);
			memories.close(memory);
			memories.forget(run);
		}
	});
});
