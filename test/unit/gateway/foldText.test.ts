/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { foldText } from '../../../nodes/WatX/gateway/foldText';
import { decodeEntities, parseContact, parseId } from '../../../nodes/WatX/gateway/messageRow';

test.each([
	['RENEW', 'renew'],
	['Café', 'cafe'],
	['Cafe\u0301', 'café'],
	['STRASSE', 'straße'],
	['ΟΔΟΣ', 'οδοσ'],
	['İstanbul', 'ISTANBUL'],
	['Ｏｒｄｅｒ ４２', 'order 42'],
	['I’d  like', "i'd\u00a0like "],
	['ﬁt', 'FIT'],
	['❤️', '❤'],
	['re\u200bnew', 'renew'],
	['сёла', 'СЕЛА'],
])('%p and %p are the same', (one, other) => {
	expect(foldText(one)).toBe(foldText(other));
});

test.each([
	['की', 'का'],
	['か', 'が'],
	['क', 'क्ष'],
	['a', 'b'],
])('%p and %p are not', (one, other) => {
	expect(foldText(one)).not.toBe(foldText(other));
});

/** Processor time in ms, the least of some runs. */
function cost(work: () => unknown): number {
	const runs = Array.from({ length: 3 }, () => {
		const start = process.cpuUsage();
		work();
		const { user, system } = process.cpuUsage(start);
		return (user + system) / 1000;
	});
	return Math.min(...runs);
}

describe('on hostile text the cost grows with the length', () => {
	const LENGTH = 16_000;
	const GROWTH = 8;
	const texts: Record<string, (length: number) => string> = {
		'marks of two classes': (length) => `a${'\u0316\u0301'.repeat(length / 2)}`,
		'marks without a letter': (length) => '\u0345'.repeat(length),
		'half entities': (length) => '&amp'.repeat(length / 4),
		ampersands: (length) => '&'.repeat(length),
		blanks: (length) => `${' '.repeat(length)}x`,
		'at signs': (length) => `${'@'.repeat(length)}\n`,
		noughts: (length) => `${'0'.repeat(length)}x`,
		ligatures: (length) => 'ﷺ'.repeat(length),
	};
	const functions = { foldText, decodeEntities, parseContact, parseId };
	test.each(
		Object.entries(functions).flatMap(([name, run]) =>
			Object.entries(texts).map(([kind, make]) => ({ name, kind, run, make })),
		),
	)('$name on $kind', ({ run, make }) => {
		const small = make(LENGTH);
		const large = make(LENGTH * GROWTH);
		run(small);
		// Squared it would be 64 times as much; what takes less than a millisecond is not measured.
		expect(cost(() => run(large))).toBeLessThan(
			Math.max(
				cost(() => run(small)),
				1,
			) *
				GROWTH *
				4,
		);
	});
});
