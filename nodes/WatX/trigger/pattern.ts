/** A user's regular expression, ready for use, or the sentence that says what is wrong with it. */
export type Pattern = { expression: RegExp } | { problem: string };

/** Longer repetitions count as endless: they cost as much. */
const SHORT_REPETITION = 10;

/**
 * Reads a regular expression, plain or as `/source/flags`.
 *
 * Refused are also expressions in which a repetition is repeated: with a message made for it, they
 * would keep n8n busy for years, and JavaScript cannot interrupt them.
 */
export function readPattern(typed: string): Pattern {
	const [, source = typed, flags = ''] = /^\/(.+)\/([a-z]*)$/s.exec(typed) ?? [];
	try {
		// A g or y flag would make a match depend on the message before it.
		const expression = new RegExp(source, flags.replace(/[gy]/g, ''));
		return isExplosive(source)
			? {
					problem:
						'repeats a part that can itself match in many ways, which can take forever. Write it without a repetition inside of a repetition, such as (a+)+ or (a|ab)*.',
				}
			: { expression };
	} catch (error) {
		return { problem: `is not a valid regular expression: ${(error as Error).message}` };
	}
}

interface Group {
	repeats: boolean;
	branches: string[];
}

/** Whether a group that is repeated holds a repetition, or alternatives that may begin alike. */
function isExplosive(source: string): boolean {
	const open: Group[] = [{ repeats: false, branches: [''] }];
	const tokens =
		source.match(/\\.|\[(?:\\.|[^\]\\])*\]|\(\?<?[:=!]|\(\?<\w+>|\{\d*,?\d*\}|[^]/g) ?? [];
	for (const [index, token] of tokens.entries()) {
		const group = open[open.length - 1];
		if (token.startsWith('(')) open.push({ repeats: false, branches: [''] });
		else if (token === ')' && open.length > 1) {
			const [closed] = open.splice(-1);
			const outer = open[open.length - 1];
			const isRepeated = isLong(tokens[index + 1]);
			if (isRepeated && (closed.repeats || mayBeginAlike(closed.branches))) return true;
			outer.repeats ||= closed.repeats || isRepeated;
			outer.branches[outer.branches.length - 1] += '()';
		} else if (token === '|') group.branches.push('');
		else if (isLong(token)) group.repeats = true;
		else group.branches[group.branches.length - 1] += token;
	}
	return false;
}

/** Whether a token repeats what stands before it more than a few times. */
function isLong(token: string | undefined): boolean {
	if (token === '*' || token === '+') return true;
	const [, least, comma, most] = /^\{(\d*)(,?)(\d*)\}$/.exec(token ?? '') ?? [];
	if (least === undefined) return false;
	return comma !== '' && most === '' ? true : Number(most || least) > SHORT_REPETITION;
}

function mayBeginAlike(branches: string[]): boolean {
	if (branches.length === 1) return false;
	const beginnings = branches.map((branch) => branch.charAt(0));
	return (
		beginnings.some((beginning) => !/[\p{L}\p{N} ]/u.test(beginning)) ||
		new Set(beginnings.map((beginning) => beginning.toLowerCase())).size < beginnings.length
	);
}
