import type { INode } from 'n8n-workflow';
import { costOf } from '../measure';
import { Workflows } from '../peers/workflows';
import { duration, number, times } from '../report/format';
import type { Section } from '../report/section';
import { interleave, ratioOf, spreadOf } from '../rounds';
import type { World } from '../world';

const WATX = 'WatX node, Return All';
const LOOP = 'sequential loop';
const HTTP = 'HTTP Request node, pagination';
const LIST = 'get/wa.sent';

interface ListRun {
	rows: number;
	requests: number;
	seconds: number;
	cpuSeconds: number;
}
type Runs = Map<string, ListRun[]>;

async function measure(world: World, ms: number, rounds: number): Promise<Runs> {
	const { gateway, engine, baseNodes, scale } = world;
	const reach = await gateway.call('prepare', { latencyMs: ms });
	await gateway.call('addSent', scale.lists.rows);
	const workflows = new Workflows(engine, reach);
	const contender = (name: string, node: INode, rowsOf: (json: object) => number) => ({
		name,
		async run(): Promise<ListRun> {
			await gateway.call('seen');
			const { credentials } = workflows;
			const input = [{ json: {} }];
			const { value, seconds, cpuSeconds } = await costOf(
				async () => await engine.run(engine.chain(node), { mode: 'trigger', input, credentials }),
			);
			if (value.error) throw value.error;
			const items = value.items(node.name);
			const rows = items.reduce((sum, { json }) => sum + rowsOf(json), 0);
			const { requests } = await gateway.call('seen');
			return { rows, requests, seconds, cpuSeconds };
		},
	});
	const getSent = { resource: 'message', operation: 'getSent', returnAll: true };
	const pageSize = (json: object) => (json as { data: unknown[] }).data.length;
	const http = baseNodes ? [contender(HTTP, workflows.httpList(LIST), pageSize)] : [];
	return await interleave(
		[
			contender(WATX, workflows.watX(getSent), () => 1),
			contender(LOOP, workflows.listLoop(LIST), () => 1),
			...http,
		],
		rounds,
	);
}

const seconds = (runs: ListRun[] = []) => runs.map((run) => run.seconds);
const speedUp = (runs: Runs, name: string) =>
	ratioOf(seconds(runs.get(LOOP)), seconds(runs.get(name)));

/** Reads a whole list at several gateway latencies. */
export async function lists(world: World): Promise<Section> {
	const { rows, latencies } = world.scale.lists;
	const results: Array<{ ms: number; runs: Runs }> = [];
	for (const { ms, rounds } of latencies) {
		results.push({ ms, runs: await measure(world, ms, rounds) });
	}
	return {
		title: `Reading a list of ${number(rows)} rows, at most 100 in a page`,
		notes: ['The sequential loop asks for one page after the other with helpers.httpRequest.'],
		head: 'latency,way,time,vs loop,requests,rows,CPU'.split(','),
		rows: results.flatMap(({ ms, runs }) =>
			[...runs].map(([name, all]) => [
				`${ms} ms`,
				name,
				duration(spreadOf(seconds(all)).median),
				times(speedUp(runs, name)),
				number(spreadOf(all.map(({ requests }) => requests)).median),
				number(Math.min(...all.map((run) => run.rows))),
				duration(spreadOf(all.map(({ cpuSeconds }) => cpuSeconds)).median),
			]),
		),
		goals: results.map(({ ms, runs }) => {
			const ratio = speedUp(runs, WATX);
			const isWhole = runs.get(WATX)?.every((run) => run.rows === rows) === true;
			return {
				goal: `lists, ${ms} ms: at least 3x a sequential loop`,
				result: `${times(ratio)}, ${isWhole ? 'all rows' : 'ROWS MISSING'}`,
				met: ratio.median >= 3 && isWhole,
			};
		}),
		highlights: results.map(({ ms, runs }) => ({
			job: `List of ${number(rows)} rows, gateway answers in ${ms} ms`,
			result: duration(spreadOf(seconds(runs.get(WATX))).median),
			compared: `${speedUp(runs, WATX).median.toFixed(2)}x a sequential loop`,
		})),
		data: results.map(({ ms, runs }) => ({ ms, runs: Object.fromEntries(runs) })),
	};
}
