/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inFreshProcess } from '../fresh';
import type { UploadCost } from '../jobs/upload';
import { duration, number, times } from '../report/format';
import type { Goal, Section } from '../report/section';
import { interleave, ratioOf, spreadOf } from '../rounds';
import type { World } from '../world';

const WATX = 'WatX node';
const HTTP = 'HTTP Request node';
/** Costs at the two sizes are compared: memory must not grow with the file. */
const SMALL = 16;
const LARGE = 256;

type Runs = Map<string, UploadCost[]>;

async function makeFile(folder: string, mebibytes: number): Promise<string> {
	const path = join(folder, `course-${mebibytes}.mp4`);
	const file = await open(path, 'w');
	const block = Buffer.alloc(1024 * 1024, 'n8n');
	for (let written = 0; written < Math.max(1, mebibytes); written++) await file.write(block);
	await file.close();
	return path;
}

async function measure(world: World, folder: string, mebibytes: number): Promise<Runs> {
	const { gateway, packageDir, baseNodes, scale } = world;
	const files = { file: await makeFile(folder, mebibytes), warmUp: await makeFile(folder, 0) };
	const contender = (name: string, node: 'watX' | 'http') => ({
		name,
		async run() {
			const reach = await gateway.call('prepare', {});
			return await inFreshProcess('upload', { node, ...files, reach, packageDir, baseNodes });
		},
	});
	const contenders = [contender(WATX, 'watX'), ...(baseNodes ? [contender(HTTP, 'http')] : [])];
	const runs = await interleave(contenders, scale.uploads.rounds);
	await rm(files.file);
	return runs;
}

const peaks = (runs: UploadCost[] = []) => runs.map(({ peakMiB }) => peakMiB);
const seconds = (runs: UploadCost[] = []) => runs.map((run) => run.seconds);

function row(mebibytes: number, name: string, runs: UploadCost[]): string[] {
	const rate = runs.map((run) => mebibytes / run.seconds);
	const cpu = spreadOf(runs.map(({ cpuSeconds }) => cpuSeconds)).median;
	const memory = spreadOf(peaks(runs));
	const range = memory.low === memory.high ? '' : ` (${number(memory.low)}–${number(memory.high)})`;
	return [
		`${mebibytes} MiB`,
		name,
		duration(spreadOf(seconds(runs)).median),
		number(spreadOf(rate).median),
		duration(cpu),
		`+${number(memory.median)}${range}`,
	];
}

function goals(results: Map<number, Runs>): Goal[] {
	const ours = (size: number) => results.get(size)?.get(WATX);
	const [small, large] = [ours(SMALL), ours(LARGE)];
	const flat = small && large ? ratioOf(peaks(large), peaks(small)) : undefined;
	const goal: Goal = {
		goal: `uploads: ${LARGE} MiB take at most 1.2x the memory of ${SMALL} MiB`,
		result: flat ? times(flat) : '–',
		met: flat && flat.median <= 1.2,
	};
	const below = [...results].map(([size, runs]): Goal => {
		const theirs = runs.get(HTTP);
		const ratio = theirs && ratioOf(peaks(runs.get(WATX)), peaks(theirs));
		return {
			goal: `uploads, ${size} MiB: less memory than the HTTP Request node`,
			result: ratio ? times(ratio) : '–',
			met: ratio && ratio.median < 1,
		};
	});
	return [goal, ...below];
}

/** Uploads files of several sizes, each in a process of its own. */
export async function uploads(world: World): Promise<Section> {
	const folder = await mkdtemp(join(tmpdir(), 'bench-'));
	const results = new Map<number, Runs>();
	try {
		for (const size of world.scale.uploads.mebibytes) {
			results.set(size, await measure(world, folder, size));
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	return {
		title: 'Uploading a file that n8n keeps on disk',
		notes: [
			'Each upload runs in a process of its own, after four of 1 MiB to load what is loaded once. Memory: the most resident memory over that before the upload.',
		],
		head: 'file,way,time,MiB/s,CPU,memory MiB'.split(','),
		rows: [...results].flatMap(([size, runs]) =>
			[...runs].map(([name, costs]) => row(size, name, costs)),
		),
		goals: goals(results),
		highlights: [...results].slice(-1).map(([size, runs]) => {
			const say = (name: string) =>
				`${duration(spreadOf(seconds(runs.get(name))).median)}, +${number(spreadOf(peaks(runs.get(name))).median)} MiB of memory`;
			const compared = runs.has(HTTP) ? `HTTP Request node: ${say(HTTP)}` : '–';
			return { job: `Upload of ${size} MiB`, result: say(WATX), compared };
		}),
		data: [...results].map(([mebibytes, runs]) => ({
			mebibytes,
			runs: Object.fromEntries(runs),
		})),
	};
}
