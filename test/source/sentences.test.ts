import ts from 'typescript';
import { sourcesIn, textOf } from './files';

/** What a text is for: to say what happened or what to do, to be a part of that, or to describe a field. */
type Role = 'happened' | 'advice' | 'part' | 'description';

interface Words {
	role: Role;
	/** With X in place of each value. */
	text: string;
	place: string;
	/** What stands in place of the values in the source. */
	values: string[];
	/** Whether something says what to do besides this text. */
	isAdvised?: boolean;
}

const ERRORS = /^(?:Node(?:Operation|Api)|WorkflowActivation|User)Error$/;
/** Members and variables that hold such texts. */
const ROLES: Record<string, Role> = {
	...{ advice: 'advice', WHEN_EMPTY: 'advice', description: 'description' },
	...{ withoutPermission: 'advice', again: 'part', problem: 'part', reason: 'part' },
};
const REFUSALS = /^(?:refuse|bad)$/;

/** The texts that an expression can give: of a condition both, of a template the whole. */
function textsOf(node: ts.Node | undefined): Array<{ text: string; values: string[] }> {
	if (!node) return [];
	if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
	if (ts.isConditionalExpression(node)) {
		return [node.whenTrue, node.whenFalse].flatMap(textsOf);
	}
	if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
		return [{ text: node.text, values: [] }];
	}
	if (!ts.isTemplateExpression(node)) return [];
	const spans = node.templateSpans;
	return [
		{
			text: spans.reduce((text, { literal }) => `${text}X${literal.text}`, node.head.text),
			values: spans.map(({ expression }) => expression.getText()),
		},
	];
}

const nameOf = (node: ts.Expression): string =>
	ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : '';

const memberOf = (node: ts.Node | undefined, name: string): ts.Expression | undefined => {
	if (!node || !ts.isObjectLiteralExpression(node)) return undefined;
	for (const member of node.properties) {
		if (ts.isShorthandPropertyAssignment(member) && member.name.text === name) return member.name;
		if (ts.isPropertyAssignment(member) && member.name.getText() === name)
			return member.initializer;
	}
	return undefined;
};

/** Every text of the package that stands where an error or a piece of advice is made. */
const all = ['nodes', 'credentials'].flatMap(sourcesIn).flatMap((file) => {
	const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);
	const found: Words[] = [];
	const add = (role: Role, node: ts.Node | undefined, isAdvised?: boolean) => {
		const line = node ? source.getLineAndCharacterOfPosition(node.getStart()).line + 1 : 0;
		for (const words of textsOf(node))
			found.push({ ...words, role, isAdvised, place: `${file}:${line}` });
	};
	const visit = (node: ts.Node): void => {
		if (ts.isNewExpression(node) && ERRORS.test(nameOf(node.expression))) {
			const [first, second, third] = node.arguments ?? [];
			const [message, more] =
				third || !ts.isStringLiteralLike(first) ? [second, third] : [first, second];
			const advice = memberOf(more, 'description');
			add('happened', message, advice !== undefined);
			add('advice', advice);
		}
		if (ts.isCallExpression(node) && REFUSALS.test(nameOf(node.expression))) {
			const [problem, advice] = node.arguments;
			const isPart = /fields\/phoneSpelling|gateway\/baseUrl/.test(file);
			add(isPart ? 'part' : 'happened', problem, advice !== undefined);
			add('advice', advice);
		}
		if (ts.isCallExpression(node) && nameOf(node.expression) === 'hint') {
			add('advice', node.arguments[0]);
		}
		if (ts.isCallExpression(node) && nameOf(node.expression) === 'addExecutionHints') {
			add('advice', memberOf(node.arguments[0], 'message'));
		}
		if (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) {
			const role = ROLES[node.name.getText()];
			const isOfError = role === 'description' && ts.isNewExpression(node.parent.parent);
			if (role && !isOfError) add(role, node.initializer);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
});

/** What is wrong with a text, or undefined. */
function flaw({ role, text, values, isAdvised }: Words): string | undefined {
	if (/ {2}|\.\.|[!?:;,]\.|\.[,;:]|\s[.,:;](?:\s|$)|\( | \)|[^.]\. [a-z]/.test(text))
		return 'punctuation';
	if (text.split('(').length !== text.split(')').length) return 'parentheses';
	if ((text.match(/"/g) ?? []).length % 2 === 1) return 'quotes';
	if (/[,;:]$/.test(text)) return 'end';
	if (values.some((value) => /secret/i.test(value))) return 'the secret';
	if (text !== '' && role !== 'part' && !/^(?:["A-Z]|n8n\b)/.test(text)) return 'begin';
	if (role === 'part' && /^[a-z].*\.$/.test(text)) return 'a full stop of its own';
	// As n8n has it: a full stop where there is more than one sentence.
	if (role === 'description' && /\. /.test(text) !== /(?:\.|\. X)$/.test(text)) return 'full stop';
	if (role === 'advice' && text !== '' && !/(?:[.!?]|X)$/.test(text)) return 'no full stop';
	if (role === 'happened' && !isAdvised && !/\. .*\.$|X$/.test(text)) return 'no advice';
	return undefined;
}

it('are found', () => {
	for (const role of ['happened', 'advice', 'part', 'description']) {
		expect(all.filter((words) => words.role === role).length).toBeGreaterThan(30);
	}
	const rooms = new Set(all.map(({ place }) => place.split('/')[2]));
	expect([...rooms]).toEqual(
		expect.arrayContaining(['actions', 'fields', 'gateway', 'items', 'lists', 'trigger']),
	);
});

it('are whole sentences that say what happened and what to do, without the secret', () => {
	const flawed = all.flatMap((words) => {
		const found = flaw(words);
		return found ? [`${words.place} (${words.role}): ${found}: ${words.text}`] : [];
	});
	expect(flawed).toEqual([]);
});
