/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';
import { collectGarbage, costOf } from '../measure';

export interface LoadJob {
	/** Folder of a package whose package.json names nodes and credentials. */
	packageDir: string;
	/** Modules that n8n has loaded anyway, and the package that finds them. */
	loadedBefore: string[];
	loadedFrom: string;
}

export interface LoadCost {
	seconds: number;
	cpuSeconds: number;
	/** What is kept after garbage collection. */
	heapMiB: number;
	nodes: number;
}

const MIB = 1024 * 1024;

function heapInUse(): number {
	collectGarbage();
	return process.memoryUsage().heapUsed;
}

/** Loads a package with n8n-core's loader, as n8n does for a community package. */
export async function load({ packageDir, loadedBefore, loadedFrom }: LoadJob): Promise<LoadCost> {
	const requireFrom = createRequire(join(loadedFrom, 'package.json'));
	for (const module of loadedBefore) requireFrom(module);
	const before = heapInUse();
	const loader = new PackageDirectoryLoader(packageDir);
	const { seconds, cpuSeconds } = await costOf(async () => await loader.loadAll());
	const heapMiB = (heapInUse() - before) / MIB;
	// Named last, so that the loader and all it holds count as in use.
	const nodes = Object.keys(loader.known.nodes).length;
	return { seconds, cpuSeconds, heapMiB, nodes };
}
