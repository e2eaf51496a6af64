import * as fc from 'fast-check';
import { parseReceived, type Received } from '../../../nodes/WatX/trigger/received';
import { parseWaiting, sortOut, type WaitRules } from '../../../nodes/WatX/trigger/waiting';

const OWN = '+919700000001';
const ASHA = '+919876543210';
const BEN = '+919876543211';
const SECOND = 1000;

const message = (id: number, recipient = ASHA, text = `Text ${id}`, account = OWN): Received =>
	parseReceived({ id, account, recipient, message: text, attachment: false }) as Received;

/** Polls one after the other; each is given its time in seconds and what has arrived since. */
function polls(rules: WaitRules, ...arrivals: Array<[seconds: number, ...messages: Received[]]>) {
	let listed: Received[] = [];
	let waiting = {};
	return arrivals.map(([seconds, ...fresh]) => {
		listed.push(...fresh);
		const sorted = sortOut(listed, waiting, rules, seconds * SECOND);
		waiting = parseWaiting(JSON.parse(JSON.stringify(sorted.waiting)));
		listed = listed.filter(({ id }) => id in waiting);
		return sorted.ready.map((group) => group.map(({ id }) => Number(id)));
	});
}

const isLate = ({ message: text }: Received) => text === '';
const never = () => false;

describe('each message for itself', () => {
	test('leaves at once', () => {
		expect(polls({ isLate: never }, [0, message(1), message(2)])).toEqual([[[1], [2]]]);
	});

	test('waits two polls for its file, and holds up no other', () => {
		const found = polls({ isLate }, [0, message(1, ASHA, ''), message(2)], [60], [120, message(3)]);
		expect(found).toEqual([[[2]], [], [[1], [3]]]);
	});

	test('leaves as soon as its file is there', () => {
		let isMissing = true;
		const rules = { isLate: () => isMissing };
		const { waiting } = sortOut([message(1)], {}, rules, 0);
		isMissing = false;
		expect(sortOut([message(1)], waiting, rules, 1).ready).toHaveLength(1);
	});
});

describe('combined', () => {
	const combine = (quiet: number, mostPolls = 3): WaitRules => ({
		isLate: never,
		combine: { quietMs: quiet * SECOND, mostPolls },
	});

	test('the messages of a poll are one item per sender and account', () => {
		const other = message(4, ASHA, 'x', '+919700000002');
		const found = polls(combine(0), [0, message(1), message(2, BEN), message(3), other]);
		expect(found).toEqual([[[1, 3], [2], [4]]]);
	});

	test('a chat is held until it was quiet for so long', () => {
		const found = polls(combine(20), [0, message(1)], [10, message(2)], [20], [30], [40]);
		expect(found).toEqual([[], [], [], [[1, 2]], []]);
	});

	test('polls that come a little early do not hold it for another one', () => {
		expect(polls(combine(10), [0, message(1)], [9.6])).toEqual([[], [[1]]]);
	});

	test('a chat that is never quiet leaves after the longest wait', () => {
		const busy = [0, 1, 2, 3, 4].map((poll): [number, Received] => [poll * 10, message(poll + 1)]);
		expect(polls(combine(60), ...busy)).toEqual([[], [], [], [[1, 2, 3, 4]], []]);
	});

	test('others do not wait for a busy chat', () => {
		const found = polls(combine(10), [0, message(1)], [10, message(2, BEN)], [20]);
		expect(found).toEqual([[], [[1]], [[2]]]);
	});

	test('the longest wait is not made longer by files that are late', () => {
		const rules = { ...combine(60, 2), isLate };
		const busy = [0, 1, 2, 3].map((poll): [number, Received] => [
			poll * 10,
			message(poll + 1, ASHA, ''),
		]);
		expect(polls(rules, ...busy, [40], [50])).toEqual([[], [], [[1]], [[2]], [[3]], [[4]]]);
	});

	test('a chat waits for a file of one of its messages', () => {
		const rules = { ...combine(0), isLate };
		const found = polls(rules, [0, message(1), message(2, ASHA, ''), message(3, BEN)], [60], [120]);
		expect(found).toEqual([[[3]], [], [[1, 2]]]);
	});
});

test('every message leaves once, in the order of its chat, and none waits longer than it may', () => {
	const arrival = fc.record({
		seconds: fc.integer({ min: 1, max: 60 }),
		senders: fc.array(fc.constantFrom(ASHA, BEN, `${BEN}2`), { maxLength: 4 }),
		late: fc.boolean(),
	});
	const rules = fc.record({
		quiet: fc.integer({ min: 0, max: 60 }),
		mostPolls: fc.integer({ min: 1, max: 5 }),
		isCombined: fc.boolean(),
	});
	fc.assert(
		fc.property(fc.array(arrival, { minLength: 1, maxLength: 12 }), rules, (arrivals, set) => {
			const { quiet, mostPolls, isCombined } = set;
			const combine = isCombined ? { quietMs: quiet * SECOND, mostPolls } : undefined;
			let id = 0;
			let now = 0;
			const arrivedAt = new Map<number, number>();
			const script = arrivals.map(({ seconds, senders, late }, poll): [number, ...Received[]] => {
				now += seconds;
				const fresh = senders.map((sender) => message(++id, sender, late ? '' : `Text ${id}`));
				for (const { id: one } of fresh) arrivedAt.set(Number(one), poll);
				return [now, ...fresh];
			});
			const rest = Array.from({ length: 8 }, (_, more): [number] => [now + (more + 1) * 60]);
			const found = polls({ isLate, combine }, ...script, ...rest);
			const left = found.flat(2);
			expect([...left].sort((a, b) => a - b)).toEqual([...arrivedAt.keys()]);
			const longest = Math.max(2, isCombined ? mostPolls : 0);
			for (const [poll, groups] of found.entries()) {
				for (const group of groups) {
					expect(group).toEqual([...group].sort((a, b) => a - b));
					for (const one of group) {
						expect(poll - Number(arrivedAt.get(one))).toBeLessThanOrEqual(longest);
					}
				}
			}
		}),
		{ numRuns: 300 },
	);
});

test.each([undefined, null, 5, 'x', [], { 1: null }, { 1: { since: 'x', polls: 0 } }, { 1: {} }])(
	'stored as %j nothing waits',
	(stored) => {
		expect(parseWaiting(stored)).toEqual({});
	},
);
