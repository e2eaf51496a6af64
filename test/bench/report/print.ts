import type { Goal, Highlight, Section } from './section';

const VERDICT = { true: 'met', false: 'NOT MET', undefined: 'not measured' };

function columns(lines: string[][]): string[] {
	const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
	return lines.map((line) =>
		line
			.map((cell, column) => cell.padEnd(widths[column]))
			.join('  ')
			.trimEnd(),
	);
}

/** A section for a terminal. */
export function printSection({ title, notes, head, rows }: Section): string {
	const [first, ...others] = columns([head, ...rows]);
	const table = [first, '-'.repeat(first.length), ...others];
	return ['', `== ${title}`, ...notes, '', ...table].join('\n');
}

/** All goals for a terminal. */
export function printGoals(goals: Goal[]): string {
	const lines = goals.map(({ goal, result, met }) => [VERDICT[`${met}`], goal, result]);
	return ['', '== Goals', ...columns([['', 'goal', 'measured'], ...lines])].join('\n');
}

/** The short table for the README. */
export function printMarkdown(highlights: Highlight[], machine: string): string {
	const lines = highlights.map(
		({ job, result, compared }) => `| ${job} | ${result} | ${compared} |`,
	);
	return ['| Job | WatX | Beside |', '|---|---|---|', ...lines, '', machine].join('\n');
}
