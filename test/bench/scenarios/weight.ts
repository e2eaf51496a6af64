/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inFreshProcess } from '../fresh';
import type { LoadCost, LoadJob } from '../jobs/load';
import { pack, type PackedSize, telegramPackages } from '../peers/packages';
import { duration, number } from '../report/format';
import type { Section } from '../report/section';
import { type Contender, interleave, spreadOf } from '../rounds';
import type { World } from '../world';

const WATX = 'n8n-nodes-watx';
const TELEGRAM = "n8n's Telegram nodes";

type Loads = Map<string, LoadCost[]>;
type Sizes = Map<string, PackedSize>;

const median = (costs: LoadCost[], of: keyof LoadCost) =>
	spreadOf(costs.map((cost) => cost[of])).median;

function loading(name: string, job: LoadJob): Contender<LoadCost> {
	return { name, run: async () => await inFreshProcess('load', job) };
}

async function measure(world: World, folder: string): Promise<{ sizes: Sizes; loads: Loads }> {
	const { packageDir, baseNodes, scale } = world;
	const sizes: Sizes = new Map([[WATX, pack(packageDir, folder)]]);
	const loadedFrom = packageDir;
	const contenders = [loading(WATX, { packageDir, loadedFrom, loadedBefore: ['n8n-workflow'] })];
	if (baseNodes) {
		const { toPack, toLoad } = telegramPackages(baseNodes, folder);
		sizes.set(TELEGRAM, pack(toPack, folder));
		// n8n has these loaded whatever nodes there are.
		const loadedBefore = ['n8n-workflow', 'n8n-core', '@n8n/di', '@n8n/config'];
		const job = { packageDir: toLoad, loadedFrom: baseNodes, loadedBefore };
		contenders.push(loading(TELEGRAM, job));
	}
	return { sizes, loads: await interleave(contenders, scale.weight.rounds) };
}

function describe(name: string, sizes: Sizes, loads: Loads): string {
	const costs = loads.get(name) ?? [];
	const size = number(sizes.get(name)?.packedKiB ?? 0);
	return `${size} KiB packed, loads in ${duration(median(costs, 'seconds'))} with ${number(median(costs, 'heapMiB'))} MiB`;
}

/** Size of the package, and what loading it costs n8n. */
export async function weight(world: World): Promise<Section> {
	const folder = mkdtempSync(join(tmpdir(), 'bench-'));
	try {
		const { sizes, loads } = await measure(world, folder);
		const compared = sizes.has(TELEGRAM) ? `${TELEGRAM}: ${describe(TELEGRAM, sizes, loads)}` : '–';
		return {
			title: 'Weight of the package',
			notes: [
				"Loaded by n8n-core's loader in a fresh process that has loaded n8n-core and n8n-workflow before. Heap: what is kept after garbage collection.",
			],
			head: 'package,files,tarball KiB,unpacked KiB,load time,load CPU,heap MiB'.split(','),
			rows: [...loads].map(([name, costs]) => {
				const { files = 0, packedKiB = 0, unpackedKiB = 0 } = sizes.get(name) ?? {};
				return [
					...[name, String(files), number(packedKiB), number(unpackedKiB)],
					duration(median(costs, 'seconds')),
					duration(median(costs, 'cpuSeconds')),
					number(median(costs, 'heapMiB')),
				];
			}),
			goals: [],
			highlights: [{ job: 'Weight in n8n', result: describe(WATX, sizes, loads), compared }],
			data: { sizes: Object.fromEntries(sizes), loads: Object.fromEntries(loads) },
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
