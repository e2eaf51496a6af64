/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * Writes what is derived from the catalogue: the operations in README.md and docs/operations.md, and the schemas of the
 * outputs; with `--check` fails when something is out of date.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { operationsReference } from './operationsReference';
import { operationsTable, withTable } from './operationsTable';
import { SCHEMA_FOLDER, schemaFiles } from './schemas';

const ROOT = resolve(__dirname, '..');
const read = (file: string): string | undefined =>
	existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : undefined;

/** Every derived file and what it has to hold. */
async function derived(): Promise<Map<string, string>> {
	const pages = new Map([
		['README.md', withTable(read('README.md') ?? '', operationsTable())],
		['docs/operations.md', operationsReference()],
	]);
	const style = await resolveConfig(join(ROOT, 'package.json'));
	for (const [file, schema] of schemaFiles()) {
		pages.set(file, await format(JSON.stringify(schema), { ...style, parser: 'json' }));
	}
	return pages;
}

/** Schemas of operations that are no more. */
function leftovers(pages: Map<string, string>): string[] {
	const folder = join(ROOT, SCHEMA_FOLDER);
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
		.filter((file) => !pages.has(file));
}

async function main(): Promise<void> {
	const pages = await derived();
	const stale = [...pages].filter(([file, text]) => read(file) !== text);
	const extra = leftovers(pages);
	if (!process.argv.includes('--check')) {
		for (const [file, text] of stale) {
			mkdirSync(dirname(join(ROOT, file)), { recursive: true });
			writeFileSync(join(ROOT, file), text);
		}
		for (const file of extra) rmSync(join(ROOT, file));
	} else if (stale.length + extra.length > 0) {
		const names = [...stale.map(([file]) => file), ...extra].join(', ');
		process.stderr.write(`Out of date: ${names}. Run "npm run docs".\n`);
		process.exitCode = 1;
	}
}

if (require.main === module) void main();
