import { ratioOf, type Spread, spreadOf } from '../rounds';
import {
	DEFAULT_AT_ONCE,
	EVALUATING_LOOP,
	HTTP,
	HTTP_BATCHES,
	LOOP,
	MOST_AT_ONCE,
	named,
	type SendRun,
	type SendRuns,
	UNDICI,
	WATX,
} from '../scenarios/sends';
import { number, spread, times } from './format';
import type { Goal, Highlight, Section } from './section';

interface AtLatency {
	ms: number;
	runs: SendRuns;
}

const rate = ({ sent, seconds }: SendRun) => sent / seconds;
const rates = (runs: SendRun[] = []) => runs.map(rate);

function versus({ runs }: AtLatency, ours: string, theirs: string): Spread | undefined {
	const [a, b] = [runs.get(ours), runs.get(theirs)];
	return a && b ? ratioOf(rates(a), rates(b)) : undefined;
}

function row(texts: number, at: AtLatency, name: string): string[] {
	const runs = at.runs.get(name) ?? [];
	const lost = texts - Math.min(...runs.map(({ sent }) => sent));
	const compared = versus(at, name, HTTP);
	return [
		`${at.ms} ms`,
		name,
		spread(spreadOf(rates(runs))),
		compared ? times(compared) : '–',
		number(spreadOf(runs.map(({ cpuSeconds, sent }) => (cpuSeconds * 1000) / sent)).median),
		number(spreadOf(runs.map(({ p99Ms }) => p99Ms)).median),
		String(Math.max(...runs.map(({ atOnce }) => atOnce))),
		(runs.every(({ inOrder }) => inOrder) ? 'yes' : 'no') + (lost > 0 ? `, ${lost} lost` : ''),
	];
}

function goals(at: AtLatency): Goal[] {
	return [DEFAULT_AT_ONCE, MOST_AT_ONCE].flatMap((atOnce) => {
		const ours = named(WATX, atOnce);
		const inOrder = at.runs.get(ours)?.every((run) => run.inOrder) === true;
		const all = versus(at, ours, HTTP);
		const batches = versus(at, ours, named(HTTP_BATCHES, atOnce));
		const keepsUp = (peer: string, ratio: Spread | undefined): Goal => ({
			goal: `sends, ${at.ms} ms, ${atOnce} at once: at least 1.0x the HTTP Request node with ${peer}, in order`,
			result: ratio ? `${times(ratio)}, order ${inOrder ? 'kept' : 'LOST'}` : '–',
			met: ratio && ratio.median >= 1 && inOrder,
		});
		const loop = versus(at, ours, named(LOOP, atOnce));
		const fair = versus(at, ours, named(EVALUATING_LOOP, atOnce));
		return [
			keepsUp('all at once', all),
			keepsUp('as many at once', batches),
			{
				goal: `sends, ${at.ms} ms, ${atOnce} at once: at least 0.9x a bare loop`,
				result: (loop ? times(loop) : '–') + (fair ? `; ${times(fair)} with expressions` : ''),
				met: loop && loop.median >= 0.9,
			},
		];
	});
}

function highlight(texts: number, at: AtLatency): Highlight[] {
	return [DEFAULT_AT_ONCE, MOST_AT_ONCE].map((atOnce) => {
		const ours = named(WATX, atOnce);
		const http = versus(at, ours, HTTP);
		const loop = versus(at, ours, named(LOOP, atOnce));
		const compared = [
			...(http ? [`${http.median.toFixed(2)}x the HTTP Request node`] : []),
			...(loop ? [`${loop.median.toFixed(2)}x a bare loop`] : []),
		];
		return {
			job: `${number(texts)} texts, gateway answers in ${at.ms} ms, ${atOnce} at once`,
			result: `${number(spreadOf(rates(at.runs.get(ours))).median)} per second`,
			compared: compared.join(', '),
		};
	});
}

/** Tables and goals of the sends. */
export function sendsSection(texts: number, ceiling: SendRun[], results: AtLatency[]): Section {
	const most = Math.max(...rates(ceiling));
	const own = spreadOf(ceiling.map((run) => (run.gatewayCpuSeconds * 1000) / run.sent)).median;
	const fastest = results.flatMap(({ runs }) =>
		[...runs].filter(([name]) => !name.startsWith(UNDICI)).map(([, all]) => spreadOf(rates(all))),
	);
	const headroom = most / Math.max(...fastest.map(({ median }) => median));
	return {
		title: `Sending ${number(texts)} texts, two to each person`,
		notes: [
			`The emulated gateway takes up to ${number(most)} requests/s from a raw undici pool, ${headroom.toFixed(1)}x the fastest way in n8n below; a request costs it ${number(own)} ms of processor time.`,
			"The HTTP Request node sends all items at once, and its batching only spaces out the starts; n8n's Loop Over Items keeps it to a number at once. The WatX node sends 8 at once unless told otherwise, 200 at most.",
			'The bare loop calls helpers.httpRequest in a node of its own and takes the texts from the items; the other has n8n evaluate two expressions per item, as all nodes must. The undici pool runs outside of n8n, on kept-alive connections.',
			'p99: a request from its opening to its end, as this process sees it. In order: whether both texts to a person came in their order. The WatX node alone waits for the first before it sends the second; on the way to a gateway on the same machine, hardly anything overtakes.',
		],
		head: 'latency,way,items/s,vs HTTP Request,CPU ms/item,p99 ms,at once,in order'.split(','),
		rows: results.flatMap((at) => [...at.runs.keys()].map((name) => row(texts, at, name))),
		goals: results.flatMap(goals),
		highlights: results.flatMap((at) => highlight(texts, at)),
		data: {
			texts,
			ceiling,
			latencies: results.map(({ ms, runs }) => ({ ms, runs: Object.fromEntries(runs) })),
		},
	};
}
