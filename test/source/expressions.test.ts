import ts from 'typescript';
import { PIECES, slowPieces } from '../growth';
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

/** The words of an expression itself lead farthest into it. */
const wordsOf = ({ source }: RegExp) => source.match(/[a-z]{2,}|[^\w\s\\()[\]{}|?*+^$.]/gi) ?? [];

/** The longest text that reaches the expressions of a file that looks at the length first. */
const BOUNDS: Record<string, number> = {
	'nodes/WatX/fields/phoneSpelling.ts': 1000,
	'nodes/WatX/actions/message/sendAndWait/answers.ts': 100,
};
it('are found', () => {
	expect(expressions.length).toBeGreaterThan(80);
});

it.each(expressions)('%s grows with the text, no faster', (name, expression) => {
	const pieces = new Set([...PIECES, ...wordsOf(expression), wordsOf(expression).join('')]);
	pieces.delete('');
	const replace = (text: string) => text.replace(expression, '');
	expect(slowPieces(replace, pieces, BOUNDS[name.split(' ')[0]])).toEqual([]);
});

it.each([/\s+$/, /<[^>]*>/g, /\d+$/, /"(?:[^"\\]|\\.)*"$/])(
	'would tell that %s grows faster',
	(expression) => {
		expect(slowPieces((text) => text.replace(expression, ''))).not.toEqual([]);
	},
);
