/* eslint-disable @n8n/community-nodes/no-restricted-globals */
/** Pieces that make an expression try again and again, when they are repeated. */
export const PIECES = [
	...' ,\t,\n,a,A,0,9,+,-,.,_,/,\\,",\',@,:,;,=,&,%,#,<,>,(,),[,{,!,?,\u0301'.split(','),
	...[
		'ab ',
		'0 ',
		'00 ',
		'<a',
		'< ',
		'<!--',
		'<?xml ',
		'<title',
		'\\"',
		'"\\',
		'a"',
		"a'",
		'{ "status"',
	],
	...[
		'&#0',
		'&amp;',
		'%25',
		'data:',
		'a@',
		'a.',
		'{a|b}',
		'}',
		'.a',
		'//',
		':/',
		'x=',
		', ',
		'; ',
		'-> ',
		'é',
		'😀',
	],
];
const ENDS = ['', '!', '\n!', '\u0000'];

const SIZE = 2_000;
const FACTOR = 4;
/** In milliseconds; below it nothing can be told, and nothing hurts. */
const NOTICEABLE = 4;

/** Something that is done with a text; what it throws does not matter. */
type Run = (text: string) => unknown;

/** Milliseconds of the processor; what else the machine does is not counted. */
function cost(run: Run, text: string): number {
	const begin = process.cpuUsage();
	try {
		run(text);
	} catch {
		// A text may be refused, as long as that does not take long either.
	}
	const { user, system } = process.cpuUsage(begin);
	return (user + system) / 1000;
}

/** The cheapest of a few runs: collecting garbage only makes a run dearer. */
const leastCost = (run: Run, text: string) => Math.min(...[1, 2, 3].map(() => cost(run, text)));

/** Whether four times the text costs far more than four times as much. */
function growsTooFast(run: Run, piece: string, end: string, longest: number): boolean {
	const make = (size: number) =>
		(piece.repeat(Math.ceil(size / piece.length)) + end).slice(-longest);
	const long = make(SIZE * FACTOR);
	if (cost(run, long) < NOTICEABLE) return false;
	for (let attempt = 0; attempt < 5; attempt++) {
		const most = leastCost(run, long);
		if (most < NOTICEABLE || most / leastCost(run, make(SIZE)) < FACTOR * 2) return false;
	}
	return true;
}

/**
 * The pieces of which long texts cost more than their length explains.
 *
 * @param longest the longest text that can get there
 */
export const slowPieces = (
	run: Run,
	pieces: Iterable<string> = PIECES,
	longest = Infinity,
): string[] =>
	[...pieces].filter((piece) => ENDS.some((end) => growsTooFast(run, piece, end, longest)));
