import type { WorkflowJson } from '../../engine';
import type { Reach } from '../gatewayProcess';
import { costOf } from '../measure';
import { requestTimes } from '../peers/requestTimes';
import { sendWithUndici } from '../peers/undiciPool';
import { Workflows } from '../peers/workflows';
import { sendsSection } from '../report/sendsSection';
import type { Section } from '../report/section';
import { type Contender, interleave, percentile } from '../rounds';
import { makeTexts, type Text } from '../texts';
import type { World } from '../world';

/** One run: what it cost, and what the gateway saw of it. */
export interface SendRun {
	sent: number;
	seconds: number;
	cpuSeconds: number;
	gatewayCpuSeconds: number;
	/** Longest time of a request but for the slowest hundredth, in milliseconds. */
	p99Ms: number;
	/** Requests the gateway had at the same time, at most. */
	atOnce: number;
	inOrder: boolean;
}
export type SendRuns = Map<string, SendRun[]>;

/** The ways to send; those that have one are named after the number of requests at once. */
export const WATX = 'WatX node';
export const LOOP = 'bare loop in n8n';
export const EVALUATING_LOOP = 'loop with expressions';
export const UNDICI = 'undici pool';
export const HTTP = 'HTTP Request node';
export const HTTP_BATCHES = 'HTTP Request in a loop';
export const DEFAULT_AT_ONCE = 8;
export const MOST_AT_ONCE = 50;
export const named = (way: string, atOnce: number) => `${way}, ${atOnce} at once`;

const CEILING_CONNECTIONS = 64;

/** Sends a text, and gives the time of each request in ms. */
type Send = (reach: Reach, texts: Text[]) => Promise<number[]>;

function sendWith(world: World, build: (workflows: Workflows) => WorkflowJson): Send {
	return async (reach, texts) => {
		const { engine } = world;
		const workflows = new Workflows(engine, reach);
		const { credentials } = workflows;
		const input = texts.map((json) => ({ json }));
		const workflow = build(workflows);
		return await requestTimes(async () => {
			const { error } = await engine.run(workflow, { mode: 'trigger', input, credentials });
			if (error) throw error;
		});
	};
}

function ways(world: World): Record<string, Send> {
	const { engine, baseNodes } = world;
	const watX = (maxConcurrency?: number) =>
		sendWith(world, (workflows) =>
			engine.chain(workflows.watXSend({ options: maxConcurrency ? { maxConcurrency } : {} })),
		);
	const loop = (atOnce: number, evaluates = false) =>
		sendWith(world, (workflows) => engine.chain(workflows.sendLoop(atOnce, evaluates)));
	const batches = (atOnce: number) =>
		sendWith(world, (workflows) => workflows.httpSendInBatches(atOnce));
	const http = {
		[named(HTTP_BATCHES, DEFAULT_AT_ONCE)]: batches(DEFAULT_AT_ONCE),
		[named(HTTP_BATCHES, MOST_AT_ONCE)]: batches(MOST_AT_ONCE),
		[HTTP]: sendWith(world, (workflows) => engine.chain(workflows.httpSend())),
	};
	return {
		[named(WATX, DEFAULT_AT_ONCE)]: watX(),
		[named(LOOP, DEFAULT_AT_ONCE)]: loop(DEFAULT_AT_ONCE),
		[named(WATX, MOST_AT_ONCE)]: watX(MOST_AT_ONCE),
		[named(LOOP, MOST_AT_ONCE)]: loop(MOST_AT_ONCE),
		[named(EVALUATING_LOOP, MOST_AT_ONCE)]: loop(MOST_AT_ONCE, true),
		...(baseNodes ? http : {}),
		[named(UNDICI, MOST_AT_ONCE)]: async (reach, texts) =>
			await sendWithUndici(reach, texts, MOST_AT_ONCE),
	};
}

async function run(
	{ gateway }: World,
	send: Send,
	latencyMs: number,
	count: number,
): Promise<SendRun> {
	const texts = makeTexts(count);
	const reach = await gateway.call('prepare', { latencyMs });
	const { value, seconds, cpuSeconds } = await costOf(async () => await send(reach, texts));
	const seen = await gateway.call('seen');
	const { sent, inOrder, maxInFlight: atOnce, cpuSeconds: gatewayCpuSeconds } = seen;
	const p99Ms = percentile(value, 99);
	return { sent, seconds, cpuSeconds, gatewayCpuSeconds, p99Ms, atOnce, inOrder };
}

/** Sends many texts at several gateway latencies, in all ways in turn. */
export async function sends(world: World): Promise<Section> {
	const { texts, warmUp, latencies } = world.scale.sends;
	const contenders = Object.entries(ways(world));
	for (const [, send] of contenders) await run(world, send, 0, warmUp);

	const ceiling: Send = async (reach, list) =>
		await sendWithUndici(reach, list, CEILING_CONNECTIONS);
	const ceilingRuns = await interleave(
		[{ name: UNDICI, run: async () => await run(world, ceiling, 0, texts * 3) }],
		3,
	);
	const results: Array<{ ms: number; runs: SendRuns }> = [];
	for (const { ms, rounds } of latencies) {
		const ready = contenders.map(([name, send]): Contender<SendRun> => {
			return { name, run: async () => await run(world, send, ms, texts) };
		});
		results.push({ ms, runs: await interleave(ready, rounds) });
	}
	return sendsSection(texts, ceilingRuns.get(UNDICI) ?? [], results);
}
