import { watchAccounts, type AccountMemory } from '../../../nodes/WatX/trigger/accountWatch';

const PHONE = '+919700000001';
/** What polls report that see one account with these statuses, one after the other; an empty one does not list it. */
function changes(...statuses: string[]): string[][] {
	let memory: AccountMemory | undefined;
	return statuses.map((status) => {
		const accounts = status === '' ? [] : [{ unique: 'a1', phone: PHONE, status }];
		const watched = watchAccounts(accounts, memory);
		memory = JSON.parse(JSON.stringify(watched.memory)) as AccountMemory;
		return watched.changes.map((change) => `${change.previousStatus} → ${change.status}`);
	});
}
const DOWN = 'disconnected';
const UP = 'connected';
const lost = [`${UP} → ${DOWN}`];
const back = [`${DOWN} → ${UP}`];

test.each([
	['the first poll learns', [UP], [[]]],
	['a second poll must say so', [UP, DOWN, DOWN, DOWN], [[], [], lost, []]],
	['a status that returns has not changed', [UP, DOWN, UP, DOWN, UP], [[], [], [], [], []]],
	['and back again', [UP, DOWN, DOWN, UP, UP], [[], [], lost, [], back]],
	[
		'what is not sure changes nothing',
		[UP, 'unknown', 'unknown', 'connecting', UP],
		Array(5).fill([]),
	],
	['nor does it stop a change', [UP, DOWN, 'connecting', DOWN], [[], [], [], lost]],
	['a sure status after an unsure baseline is no change', ['unknown', UP, UP], [[], [], []]],
	['one not listed for a while is remembered', [UP, '', '', DOWN, DOWN], [[], [], [], [], lost]],
	['a newly linked one connects', ['', 'connecting', UP, UP], [[], [], [], [`null → ${UP}`]]],
	[
		'a newly linked one that is not connected is no loss',
		['', DOWN, DOWN, UP, UP],
		[[], [], [], [], back],
	],
])('%s', (_, statuses, expected) => {
	expect(changes(...statuses)).toEqual(expected);
});

test('a change names the account', () => {
	const account = { unique: 'a1', phone: PHONE, status: DOWN };
	const before: AccountMemory = { a1: { status: UP, next: DOWN } };
	expect(watchAccounts([account], before).changes).toEqual([
		{ unique: 'a1', phone: PHONE, status: DOWN, previousStatus: UP },
	]);
});

test('the memory is bounded', () => {
	const list = (start: number) =>
		Array.from({ length: 900 }, (_, i) => ({ unique: `a${start + i}`, phone: PHONE, status: UP }));
	const { memory } = watchAccounts(list(0), undefined);
	const next = watchAccounts(list(900), memory).memory;
	expect(Object.keys(next)).toHaveLength(1000);
	expect(next).toHaveProperty('a1799');
});
