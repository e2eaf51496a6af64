import type { INode } from 'n8n-workflow';
import { inFreshProcess } from '../fresh';
import { costOf } from '../measure';
import { Workflows } from '../peers/workflows';
import { duration, number, size, times } from '../report/format';
import type { Goal, Section } from '../report/section';
import { interleave, ratioOf, spreadOf } from '../rounds';
import type { World } from '../world';

const WATX = 'WatX node, Return All';
const LOOP = 'sequential loop';
const HTTP = 'HTTP Request node, pagination';
const LIST = 'get/wa.sent';

/** Most requests for a list of so many rows, where the gateway clamps no page. */
const MOST_REQUESTS = 3;
const ROWS_OF_GOAL = 10_000;

interface ListRun {
	rows: number;
	requests: number;
	bytes: number;
	seconds: number;
	cpuSeconds: number;
}
type Runs = Map<string, ListRun[]>;

interface Result {
	rows: number;
	ms: number;
	runs: Runs;
	/** Of the first latency of a length; it does not depend on the others. */
	peakMiB: Map<string, number>;
}

/** How each way reads the list, and how many rows an item of its output holds. */
function ways(
	world: World,
	workflows: Workflows,
): Array<[string, INode, (json: object) => number]> {
	const getSent = { resource: 'message', operation: 'getSent', returnAll: true };
	const pageSize = (json: object) => (json as { data: unknown[] }).data.length;
	const one = () => 1;
	return [
		[WATX, workflows.watX(getSent), one],
		[LOOP, workflows.listLoop(LIST), one],
		...(world.baseNodes
			? ([[HTTP, workflows.httpList(LIST), pageSize]] satisfies ReturnType<typeof ways>)
			: []),
	];
}

async function measure(
	world: World,
	{ rows, ms, rounds, isFirst }: { rows: number; ms: number; rounds: number; isFirst: boolean },
): Promise<Result> {
	const { gateway, engine, packageDir, baseNodes } = world;
	const reach = await gateway.call('prepare', { latencyMs: ms });
	await gateway.call('addSent', rows);
	const workflows = new Workflows(engine, reach);
	const { credentials } = workflows;
	const input = [{ json: {} }];
	const all = ways(world, workflows);
	const contenders = all.map(([name, node, rowsOf]) => ({
		name,
		async run(): Promise<ListRun> {
			await gateway.call('seen');
			const { value, seconds, cpuSeconds } = await costOf(
				async () => await engine.run(engine.chain(node), { mode: 'trigger', input, credentials }),
			);
			if (value.error) throw value.error;
			const found = value.items(node.name).reduce((sum, { json }) => sum + rowsOf(json), 0);
			const { requests, bytes } = await gateway.call('seen');
			return { rows: found, requests, bytes, seconds, cpuSeconds };
		},
	}));
	const runs = await interleave(contenders, rounds);
	const peakMiB = new Map<string, number>();
	for (const [name, node] of isFirst ? all : []) {
		const job = { node, credentials, packageDir, baseNodes };
		peakMiB.set(name, await inFreshProcess('readList', job));
	}
	return { rows, ms, runs, peakMiB };
}

const seconds = (runs: ListRun[] = []) => runs.map((run) => run.seconds);
const speedUp = (runs: Runs, name: string) =>
	ratioOf(seconds(runs.get(LOOP)), seconds(runs.get(name)));
const median = (runs: ListRun[] = [], of: keyof ListRun) =>
	spreadOf(runs.map((run) => run[of])).median;

function lines({ rows, ms, runs, peakMiB }: Result): string[][] {
	return [...runs].map(([name, all]) => [
		number(rows),
		`${ms} ms`,
		name,
		duration(median(all, 'seconds')),
		times(speedUp(runs, name)),
		number(median(all, 'requests')),
		size(median(all, 'bytes')),
		number(Math.min(...all.map((run) => run.rows))),
		duration(median(all, 'cpuSeconds')),
		peakMiB.has(name) ? `+${number(peakMiB.get(name) ?? 0)}` : '',
	]);
}

function goals({ rows, ms, runs }: Result, { profile }: World): Goal[] {
	const ours = runs.get(WATX) ?? [];
	const ratio = speedUp(runs, WATX);
	const isWhole = ours.every((run) => run.rows === rows);
	const requests = median(ours, 'requests');
	const isClamped = profile === 'mended';
	return [
		{
			goal: `lists, ${number(rows)} rows, ${ms} ms: at least 3x a sequential loop`,
			result: `${times(ratio)}, ${isWhole ? 'all rows' : 'ROWS MISSING'}`,
			met: ratio.median >= 3 && isWhole,
		},
		...(isClamped || rows > ROWS_OF_GOAL
			? []
			: [
					{
						goal: `lists, ${number(rows)} rows, ${ms} ms: at most ${MOST_REQUESTS} requests`,
						result: number(requests),
						met: requests <= MOST_REQUESTS,
					},
				]),
	];
}

/** Reads whole lists at several gateway latencies. */
export async function lists(world: World): Promise<Section> {
	const results: Result[] = [];
	for (const { rows, latencies } of world.scale.lists) {
		for (const [index, latency] of latencies.entries()) {
			results.push(await measure(world, { rows, ...latency, isFirst: index === 0 }));
		}
	}
	return {
		title: 'Reading a whole list',
		notes: [
			'The sequential loop asks for one page of 100 after the other with helpers.httpRequest, as does the pagination of the HTTP Request node. A stock gateway skips a page and shuffles the rows of a second, so they miss rows there.',
			'Memory: the most resident memory over that before the workflow, in a process that does nothing else.',
		],
		head: 'rows,latency,way,time,vs loop,requests,answered,rows found,CPU,memory MiB'.split(','),
		rows: results.flatMap(lines),
		goals: results.flatMap((result) => goals(result, world)),
		highlights: results.map(({ rows, ms, runs }) => ({
			job: `List of ${number(rows)} rows, gateway answers in ${ms} ms`,
			result: `${duration(median(runs.get(WATX), 'seconds'))}, ${number(median(runs.get(WATX), 'requests'))} requests`,
			compared: `${speedUp(runs, WATX).median.toFixed(2)}x a sequential loop`,
		})),
		data: results.map(({ rows, ms, runs, peakMiB }) => ({
			...{ rows, ms, runs: Object.fromEntries(runs) },
			peakMiB: Object.fromEntries(peakMiB),
		})),
	};
}
