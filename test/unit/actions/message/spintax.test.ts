import fc from 'fast-check';
import {
	hasVariants,
	isVariant,
	parseSpintax,
} from '../../../../nodes/WatX/actions/message/spintax';

const matches = (pattern: string, text: string, left = 1_000_000) => {
	const parts = parseSpintax(pattern);
	return parts && isVariant(text, parts, { left });
};

/** Chooses a variant as the gateway's own regular expression does: the innermost braces first. */
function choose(pattern: string, pick: (count: number) => number): string {
	for (let text = pattern; ; ) {
		const inner = /\{([^{}]*)\}/.exec(text);
		if (!inner) return text;
		const variants = inner[1].split('|');
		const chosen = variants[pick(variants.length)];
		text = text.slice(0, inner.index) + chosen + text.slice(inner.index + inner[0].length);
	}
}

describe('the variants of a text', () => {
	it.each([
		['{Hi|Hello} Asha', 'Hello Asha', true],
		['{Hi|Hello} Asha', 'Hey Asha', false],
		['{Hi|Hello {you|there}}!', 'Hello there!', true],
		['{Hi|Hello {you|there}}!', 'Hi there!', false],
		['{a|}b', 'b', true],
		['{alone}', 'alone', true],
		['{open|not closed', '{open|not closed', true],
		['{x|{a|b}', '{x|b', true],
		['closed}|', 'closed}|', true],
		['{a|ab}{c|bc}', 'abc', true],
		['plain', 'plain', true],
		['{a|b}', '', false],
	])('%s: %s is one: %s', (pattern, text, expected) => {
		expect(matches(pattern, text)).toBe(expected);
	});

	it('hold every text that the gateway can make of them', () => {
		const pattern = fc
			.array(fc.constantFrom('{', '}', '|', 'a', 'b', ' '), { maxLength: 30 })
			.map((signs) => signs.join(''));
		fc.assert(
			fc.property(pattern, fc.infiniteStream(fc.nat()), (text, numbers) => {
				const pick = (count: number) => (numbers.next().value as number) % count;
				expect(matches(text, choose(text, pick))).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});

	it('cost what text and pattern are long, not what their number is', () => {
		const pattern = '{a|aa|aaa}'.repeat(200);
		expect(matches(pattern, 'a'.repeat(300))).toBe(true);
		expect(matches(pattern, `${'a'.repeat(300)}b`)).toBe(false);
	});

	it('are not told at any price', () => {
		expect(matches('{a|aa|aaa}'.repeat(200), 'a'.repeat(300), 1000)).toBeUndefined();
		expect(parseSpintax('{'.repeat(50) + 'a' + '}'.repeat(50))).toBeUndefined();
		expect(parseSpintax('{'.repeat(100_000))).toBeDefined();
	});

	it('are there only with braces', () => {
		expect([hasVariants('a|b'), hasVariants('{a|b}'), hasVariants('a {')]).toEqual([
			false,
			true,
			false,
		]);
	});
});
