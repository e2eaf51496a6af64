/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inFreshProcess } from '../fresh';
import type { UploadCost } from '../jobs/upload';
import { duration, number, spread, times } from '../report/format';
import type { Goal, Section } from '../report/section';
import { interleave, ratioOf, type Spread, spreadOf } from '../rounds';
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
	const files = [await makeFile(folder, mebibytes), await makeFile(folder, 0)];
	const binaryFolder = join(folder, String(mebibytes));
	const stored = await inFreshProcess('store', { files, binaryFolder, packageDir });
	const [file, warmUp] = stored;
	const contender = (name: string, node: 'watX' | 'http') => ({
		name,
		async run() {
			const reach = await gateway.call('prepare', {});
			const repeats = Math.max(1, Math.floor(scale.uploads.inAll / mebibytes));
			const job = { node, file, warmUp, repeats, binaryFolder, reach, packageDir, baseNodes };
			return await inFreshProcess('upload', job);
		},
	});
	const contenders = [contender(WATX, 'watX'), ...(baseNodes ? [contender(HTTP, 'http')] : [])];
	const runs = await interleave(contenders, scale.uploads.rounds);
	await rm(binaryFolder, { recursive: true });
	await rm(files[0]);
	return runs;
}

const firstPeaks = (runs: UploadCost[] = []) => runs.map(({ firstPeakMiB }) => firstPeakMiB);
const peaks = (runs: UploadCost[] = []) => runs.map(({ peakMiB }) => peakMiB);
const seconds = (runs: UploadCost[] = []) => runs.map((run) => run.seconds);

function memory(values: number[]): string {
	return `+${spread(spreadOf(values))}`;
}

function row(mebibytes: number, name: string, runs: UploadCost[]): string[] {
	const rate = runs.map((run) => mebibytes / run.seconds);
	const cpu = spreadOf(runs.map(({ cpuSeconds }) => cpuSeconds)).median;
	return [
		`${mebibytes} MiB`,
		name,
		duration(spreadOf(seconds(runs)).median),
		number(spreadOf(rate).median),
		duration(cpu),
		memory(firstPeaks(runs)),
		memory(peaks(runs)),
	];
}

type Memory = typeof peaks;

/** Memory must not grow with the file, nor reach that of the HTTP Request node. */
function goals(results: Map<number, Runs>, inAll: number): Goal[] {
	const ours = (size: number) => results.get(size)?.get(WATX);
	const judge = (
		goal: string,
		ratio: Spread | undefined,
		met: (median: number) => boolean,
	): Goal => ({
		goal: `uploads, ${goal}`,
		result: ratio ? times(ratio) : '–',
		met: ratio && met(ratio.median),
	});
	const flat = (what: string, of: Memory): Goal => {
		const [small, large] = [ours(SMALL), ours(LARGE)];
		const ratio = small && large ? ratioOf(of(large), of(small)) : undefined;
		const goal = `${what}: ${LARGE} MiB take at most 1.2x the memory of ${SMALL} MiB`;
		return judge(goal, ratio, (median) => median <= 1.2);
	};
	const below = (what: string, of: Memory): Goal[] =>
		[...results].map(([size, runs]) => {
			const theirs = runs.get(HTTP);
			const ratio = theirs && ratioOf(of(runs.get(WATX)), of(theirs));
			const goal = `${what}, ${size} MiB: less memory than the HTTP Request node`;
			return judge(goal, ratio, (median) => median < 1);
		});
	const whats: Array<[string, Memory]> = [
		['the first file of a process', firstPeaks],
		[`${inAll} MiB of such files`, peaks],
	];
	return whats.flatMap((what) => [flat(...what), ...below(...what)]);
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
			`Each way and size runs in a process of its own, which did not store the file, after four uploads of 1 MiB to load what is loaded once. The file is uploaded again and again, ${number(world.scale.uploads.inAll)} MiB in all; time and processor time are those of one upload.`,
			'Memory: the most resident memory over that before the first upload, until its end and until the end of the last. V8 collects the pieces of a streamed file only when 32 MiB of them have piled up.',
		],
		head: 'file,way,time,MiB/s,CPU,first MiB,all MiB'.split(','),
		rows: [...results].flatMap(([size, runs]) =>
			[...runs].map(([name, costs]) => row(size, name, costs)),
		),
		goals: goals(results, world.scale.uploads.inAll),
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
