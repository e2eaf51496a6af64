/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** The text of a file of the repository. */
export const textOf = (path: string): string => readFileSync(resolve(root, path), 'utf8');

/** The TypeScript files below a folder of the repository, as paths from its root with forward slashes. */
export const sourcesIn = (folder: string): string[] =>
	readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.ts'))
		.map((path) => join(folder, path).replaceAll('\\', '/'))
		.sort();
