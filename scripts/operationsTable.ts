import { catalogue } from '../nodes/WatX/actions/catalogue';

const START = '<!-- operations:start -->';
const END = '<!-- operations:end -->';

/** A Markdown table laid out as Prettier would. */
export function markdownTable(head: string[], rows: string[][]): string {
	const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
	const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
	const line = (row: string[]) =>
		`| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
	const [first, ...others] = cells.map(line);
	return [first, line(widths.map((width) => '-'.repeat(width))), ...others].join('\n');
}

/** Everything the node can do, in the order of the catalogue. */
export function operationsTable(): string {
	const rows = catalogue.flatMap(({ name, operations }) =>
		operations.map((operation, index) => [
			index === 0 ? name : '',
			operation.name,
			operation.description,
		]),
	);
	return markdownTable(['Resource', 'Operation', 'What it does'], rows);
}

/**
 * Puts the table between the two markers.
 *
 * @throws Error when the text has no markers
 */
export function withTable(text: string, table: string): string {
	const start = text.indexOf(START);
	const end = text.indexOf(END);
	if (start < 0 || end < start) throw new Error(`README.md lacks the lines ${START} and ${END}`);
	return `${text.slice(0, start)}${START}\n\n${table}\n\n${text.slice(end)}`;
}
