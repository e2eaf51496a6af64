/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/** Writes the operations into README.md and docs/operations.md; with `--check` fails when they are out of date. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { operationsReference } from './operationsReference';
import { operationsTable } from './operationsTable';

const START = '<!-- operations:start -->';
const END = '<!-- operations:end -->';

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

function main(): void {
	const root = resolve(__dirname, '..');
	const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
	const readme = resolve(root, 'README.md');
	const pages: Array<[file: string, text: string]> = [
		[readme, withTable(read(readme), operationsTable())],
		[resolve(root, 'docs/operations.md'), operationsReference()],
	];
	const stale = pages.filter(([file, text]) => read(file) !== text);
	if (!process.argv.includes('--check')) {
		for (const [file, text] of stale) writeFileSync(file, text);
	} else if (stale.length > 0) {
		const names = stale.map(([file]) => file.slice(root.length + 1)).join(' and ');
		process.stderr.write(`${names}: out of date. Run "npm run docs".\n`);
		process.exitCode = 1;
	}
}

if (require.main === module) main();
