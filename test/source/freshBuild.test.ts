/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { staleness } from '../freshBuild.js';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'watx-build-'))));
afterEach(() => rmSync(root, { recursive: true }));

/** A file whose last change was at that second. */
function put(path: string, second: number, content = path): void {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), content);
	utimesSync(join(root, path), second, second);
}

/** Two sources, and the build of both. */
function build(): void {
	put('nodes/A.node.ts', 10);
	put('dist/nodes/A.node.js', 20);
	put('nodes/A.node.json', 10, '{}');
	put('dist/nodes/A.node.json', 10, '{}');
	put('nodes/README.md', 30);
}

it('finds nothing wrong with the build of the sources, whatever is not built', () => {
	build();
	expect(staleness(root)).toBeUndefined();
});

it.each<[string, () => void, string]>([
	['a source was changed', () => put('nodes/A.node.ts', 21), 'nodes/A.node.ts was changed'],
	['a copied file differs', () => put('nodes/A.node.json', 5, '{ }'), 'nodes/A.node.json was'],
	['a source is new', () => put('credentials/B.ts', 1), 'dist/credentials/B.js is missing'],
	['a source is gone', () => rmSync(join(root, 'nodes/A.node.ts')), 'A.node.js has no source'],
	['nothing was built', () => rmSync(join(root, 'dist'), { recursive: true }), 'is missing'],
])('tells that %s', (_what, change, reason) => {
	build();
	change();
	expect(staleness(root)).toContain(reason);
});
