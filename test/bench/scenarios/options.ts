import type { INodeParameters } from 'n8n-workflow';
import { costOf } from '../measure';
import { Workflows } from '../peers/workflows';
import { number } from '../report/format';
import type { Section } from '../report/section';
import { interleave, spreadOf, type Contender } from '../rounds';
import { makeTexts } from '../texts';
import type { World } from '../world';

const PLAIN = 'no option';

/** What a send can do besides sending; each is measured alone. The messages are sent at once, so none is waited for. */
const OPTIONS: Record<string, INodeParameters> = {
	[PLAIN]: {},
	'Skip When Already Sent': { skipWhenAlreadySent: 24 },
	'Skip Unsubscribed': { skipUnsubscribed: true },
	'Check Before Sending': { checkBeforeSending: 'fail' },
	'Await Status': { waitForStatus: 60 },
	Rehearsal: { rehearsal: true },
};

interface OptionRun {
	sent: number;
	requests: number;
	/** Time per item in milliseconds, and processor time of n8n's process. */
	ms: number;
	cpuMs: number;
}
type Runs = Map<string, OptionRun[]>;

function contender(world: World, name: string, options: INodeParameters): Contender<OptionRun> {
	const { gateway, engine, scale } = world;
	const { items, history } = scale.options;
	return {
		name,
		async run() {
			const reach = await gateway.call('prepare', { latencyMs: 0 });
			// As lately as Skip When Already Sent has to look at.
			await gateway.call('addSent', history, Math.floor(Date.now() / 1000) - history - 60);
			await gateway.call('seen');
			const workflows = new Workflows(engine, reach);
			const { credentials } = workflows;
			const input = makeTexts(items).map((json) => ({ json }));
			const workflow = engine.chain(workflows.watXSend({ options: { priority: 1, ...options } }));
			const { value, seconds, cpuSeconds } = await costOf(
				async () => await engine.run(workflow, { mode: 'trigger', input, credentials }),
			);
			if (value.error) throw value.error;
			const { requests, sent } = await gateway.call('seen');
			const perItem = 1000 / items;
			return { sent: sent - history, requests, ms: seconds * perItem, cpuMs: cpuSeconds * perItem };
		},
	};
}

const median = (runs: Runs, name: string, of: keyof OptionRun): number =>
	spreadOf((runs.get(name) ?? []).map((run) => run[of])).median;

/** What each option of a send costs for an item, beside the send alone. */
export async function options(world: World): Promise<Section> {
	const { items, history, rounds } = world.scale.options;
	const contenders = Object.entries(OPTIONS).map(([name, one]) => contender(world, name, one));
	await contenders[0].run();
	const runs = await interleave(contenders, rounds);
	const more = (name: string, of: 'ms' | 'cpuMs') =>
		`${number(median(runs, name, of) - median(runs, PLAIN, of))} ms`;
	return {
		title: `What an option costs, ${number(items)} texts, ${number(history)} sent before`,
		notes: [
			'The gateway answers at once. More: over the same texts without an option, for each item; what is read once per run is spread over the items.',
		],
		head: 'option,sent,requests,time per item,more,CPU per item,more CPU'.split(','),
		rows: Object.keys(OPTIONS).map((name) => [
			name,
			number(median(runs, name, 'sent')),
			number(median(runs, name, 'requests')),
			`${number(median(runs, name, 'ms'))} ms`,
			more(name, 'ms'),
			`${number(median(runs, name, 'cpuMs'))} ms`,
			more(name, 'cpuMs'),
		]),
		goals: [],
		highlights: [],
		data: Object.fromEntries(runs),
	};
}
