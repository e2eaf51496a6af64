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
		memories.close('a', false);
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
		memories.close('a', false);
		clock.now = 2 * HOUR - 1;
		expect(memories.open('a')).toBe(memory);
		memories.close('a', false);
		clock.now += HOUR;
		expect(memories.open('a')).not.toBe(memory);
	});

	it('keeps a run that takes longer than an hour', () => {
		const { clock, memories } = store();
		const slow = memories.open('slow');
		memories.keep(slow, 'k', outcome());
		clock.now = 5 * HOUR;
		memories.open('other');
		memories.close('other', false);
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
			memories.close(run, false);
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
			memories.close(run, true);
		}
	});

	it('keeps how the items ended from attempt to attempt, and counts it', () => {
		const { memories } = store({ size: 10 });
		const memory = memories.open('a');
		memories.endings(memory, 10)[3] = 7;
		memories.close('a', false);
		expect(memories.endings(memories.open('a'), 10)[3]).toBe(7);
		memories.keep(memories.open('b'), 'k', outcome());
		expect(memories.open('b').isIncomplete).toBe(true);
	});

	it('takes for too large what cannot be measured', () => {
		const { memories } = store();
		const memory = memories.open('a');
		const endless: Record<string, unknown> = {};
		endless.self = endless;
		memories.keep(memory, 'k', { answer: { status: 200, message: '', data: endless } });
		expect(memory.isIncomplete).toBe(true);
	});

	it('keeps nothing of a run that is known by an object: its memory goes with the object', () => {
		const { memories } = store({ entries: 1 });
		const of = {};
		const first = memories.open({ of, node: 'n1' });
		memories.keep(first, 'k', outcome());
		memories.keep(first, 'l', outcome());
		expect(first.outcomes.size).toBe(2);
		memories.close({ of, node: 'n1' }, false);
		expect(memories.open({ of, node: 'n1' })).toBe(first);
		expect(memories.open({ of, node: 'n2' })).not.toBe(first);
		expect(memories.open({ of: {}, node: 'n1' })).not.toBe(first);
		const counted = memories.open('a');
		memories.keep(counted, 'k', outcome());
		expect(counted.isIncomplete).toBe(false);
	});
});
