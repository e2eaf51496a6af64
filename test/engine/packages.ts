/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LazyPackageDirectoryLoader, PackageDirectoryLoader } from 'n8n-core';

const loaded = new Map<string, Promise<PackageDirectoryLoader>>();

async function load(directory: string): Promise<PackageDirectoryLoader> {
	const lazy = existsSync(join(directory, 'dist/known/nodes.json'));
	const loader = new (lazy ? LazyPackageDirectoryLoader : PackageDirectoryLoader)(directory);
	await loader.loadAll();
	return loader;
}

/**
 * A package as n8n loads it. Once per process, like n8n: loading adds the poll times to the
 * description, and a description may be shared by all instances of a node.
 */
export async function loadPackage(directory: string): Promise<PackageDirectoryLoader> {
	let loader = loaded.get(directory);
	if (!loader) {
		loader = load(directory);
		loaded.set(directory, loader);
		// A package that could not be loaded may be there the next time.
		loader.catch(() => loaded.delete(directory));
	}
	return await loader;
}
