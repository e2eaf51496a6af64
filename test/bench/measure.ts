/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sleep } from 'n8n-workflow';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/** Frees what can be freed, so that one contender does not pay for the garbage of another. */
export function collectGarbage(): void {
	gc();
}

/** What a piece of work cost. */
export interface Cost {
	seconds: number;
	/** Processor time of this process, in seconds. */
	cpuSeconds: number;
}

/** Runs work and measures it. */
export async function costOf<T>(work: () => Promise<T>): Promise<Cost & { value: T }> {
	collectGarbage();
	const cpu = process.cpuUsage();
	const start = performance.now();
	const value = await work();
	const seconds = (performance.now() - start) / 1000;
	const { user, system } = process.cpuUsage(cpu);
	return { value, seconds, cpuSeconds: (user + system) / 1e6 };
}

const MIB = 1024 * 1024;

/** Collected memory goes back to the system a little later; until then it would hide what work needs. */
async function settle(): Promise<void> {
	for (let round = 0; round < 4; round++) {
		collectGarbage();
		await sleep(100);
	}
}

/**
 * Measures by how much the resident memory of this process rises at most while work is done, in MiB.
 *
 * @param work may ask for the rise so far
 */
export async function peakOf<T>(
	work: (soFar: () => number) => Promise<T>,
): Promise<{ value: T; peakMiB: number }> {
	await settle();
	let highest = 0;
	const look = () => (highest = Math.max(highest, process.memoryUsage.rss()));
	// Where the system keeps no high-water mark that can be set back, looking often has to do.
	const isKept = resetHighWater();
	const timer = isKept ? undefined : setInterval(look, 5);
	const before = process.memoryUsage.rss();
	const soFar = () => {
		look();
		if (isKept) highest = Math.max(highest, readHighWater());
		return (highest - before) / MIB;
	};
	try {
		const value = await work(soFar);
		return { value, peakMiB: soFar() };
	} finally {
		clearInterval(timer);
	}
}

function resetHighWater(): boolean {
	try {
		writeFileSync('/proc/self/clear_refs', '5');
		return true;
	} catch {
		return false;
	}
}

function readHighWater(): number {
	const line = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'));
	return Number(line?.[1] ?? 0) * 1024;
}
