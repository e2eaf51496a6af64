import ts from 'typescript';
import { sourcesIn, textOf } from './files';

/** Every regular expression that is written down in the package. */
const expressions = ['nodes', 'credentials'].flatMap(sourcesIn).flatMap((file) => {
	const found: Array<[string, RegExp]> = [];
	const visit = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) {
			const [, source, flags] = /^\/(.*)\/([a-z]*)$/s.exec(node.text)!;
			found.push([`${file} ${node.text}`, new RegExp(source, flags)]);
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest));
	return found;
});

/** Pieces that make an expression try again and again, when they are repeated. */
const PIECES = [
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

/** The words of an expression itself lead farthest into it. */
const wordsOf = ({ source }: RegExp) => source.match(/[a-z]{2,}|[^\w\s\\()[\]{}|?*+^$.]/gi) ?? [];

const SIZE = 2_000;
/** The longest text that reaches the expressions of a file that looks at the length first. */
const BOUNDS: Record<string, number> = {
	'nodes/WatX/fields/phoneSpelling.ts': 1000,
	'nodes/WatX/actions/message/sendAndWait/answers.ts': 100,
};
const FACTOR = 4;
/** In milliseconds; below it nothing can be told, and nothing hurts. */
const NOTICEABLE = 4;

function cost(expression: RegExp, text: string): number {
	const begin = performance.now();
	text.replace(expression, '');
	return performance.now() - begin;
}

/** The shortest of a few runs: what else the machine does only makes a run longer. */
const leastCost = (expression: RegExp, text: string) =>
	Math.min(...[1, 2, 3].map(() => cost(expression, text)));

/** Whether four times the text costs far more than four times as much. */
function growsTooFast(expression: RegExp, piece: string, end: string, longest = Infinity): boolean {
	const make = (size: number) =>
		(piece.repeat(Math.ceil(size / piece.length)) + end).slice(-longest);
	const long = make(SIZE * FACTOR);
	if (cost(expression, long) < NOTICEABLE) return false;
	for (let attempt = 0; attempt < 3; attempt++) {
		const most = leastCost(expression, long);
		if (most < NOTICEABLE || most / leastCost(expression, make(SIZE)) < FACTOR * 2) return false;
	}
	return true;
}

it('are found', () => {
	expect(expressions.length).toBeGreaterThan(80);
});

it.each(expressions)('%s grows with the text, no faster', (name, expression) => {
	const pieces = new Set([...PIECES, ...wordsOf(expression), wordsOf(expression).join('')]);
	pieces.delete('');
	const slow = [...pieces].filter((piece) =>
		ENDS.some((end) => growsTooFast(expression, piece, end, BOUNDS[name.split(' ')[0]])),
	);
	expect(slow).toEqual([]);
});

it.each([/\s+$/, /<[^>]*>/g, /\d+$/, /"(?:[^"\\]|\\.)*"$/])(
	'would tell that %s grows faster',
	(expression) => {
		const slow = PIECES.filter((piece) => growsTooFast(expression, piece, '!\n'));
		expect(slow).not.toEqual([]);
	},
);
