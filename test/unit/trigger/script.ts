import * as fc from 'fast-check';
import { Outage, type Stage } from './stage';

/** What can happen at any time. */
type Change =
	| { do: 'receive'; count: number; gap: number }
	| { do: 'late'; pick: number }
	| { do: 'remove'; pick: number };
/** What happens before the `at`th request of a poll; `fail` makes that request fail. */
interface During {
	at: number;
	change: Change | { do: 'fail' };
}
export type Step =
	| Change
	| { do: 'poll'; during: During[]; pages: number; isCrash: boolean }
	| { do: 'overlap'; during: During[]; between: Change[] }
	| { do: 'restart' }
	| { do: 'order'; order: 'newest' | 'oldest' }
	| { do: 'limit'; maxLimit: number }
	| { do: 'repeatPages'; on: boolean };

/** How a run begins. */
export interface Start {
	history: number;
	order: 'newest' | 'oldest';
	maxLimit: number;
	repeatPages: boolean;
	lastId: number;
	include: number;
	isFiltered: boolean;
}

/** How large the numbers of a run are. */
export interface Scale {
	history: number;
	/** Messages between two polls: usual, many, and after a downtime. */
	counts: [few: number, many: number, backlog: number];
	limits: number[];
	steps: number;
}

const of = <T extends string>(name: T) => fc.constant(name);

/** Random runs: a beginning and what happens from then on. */
export function runs(scale: Scale): fc.Arbitrary<{ start: Start; steps: Step[] }> {
	const [few, many, backlog] = scale.counts;
	const order = fc.constantFrom('newest' as const, 'oldest' as const);
	const gap = fc.integer({ min: 1, max: 4 });
	const pick = fc.nat({ max: 1000 });
	const maxLimit = fc.constantFrom(...scale.limits);
	const count = fc.oneof(
		{ weight: 6, arbitrary: fc.integer({ min: 1, max: few }) },
		{ weight: 2, arbitrary: fc.integer({ min: few, max: many }) },
		{ weight: 1, arbitrary: fc.integer({ min: many, max: backlog }) },
	);
	const change: fc.Arbitrary<Change> = fc.oneof(
		fc.record({ do: of('receive'), count: fc.integer({ min: 1, max: 3 }), gap }),
		fc.record({ do: of('late'), pick }),
		fc.record({ do: of('remove'), pick }),
	);
	const during = fc.array(
		fc.record({
			at: fc.integer({ min: 1, max: 14 }),
			change: fc.oneof(
				{ weight: 5, arbitrary: change },
				{ weight: 1, arbitrary: fc.record({ do: of('fail') }) },
			),
		}),
		{ maxLength: 4 },
	);
	const isCrash = fc.oneof(
		{ weight: 5, arbitrary: fc.constant(false) },
		{ weight: 1, arbitrary: fc.constant(true) },
	);
	const pages = fc.integer({ min: 1, max: 40 });
	const step: fc.Arbitrary<Step> = fc.oneof(
		{ weight: 6, arbitrary: fc.record({ do: of('poll'), during, pages, isCrash }) },
		{ weight: 4, arbitrary: fc.record({ do: of('receive'), count, gap }) },
		{ weight: 2, arbitrary: fc.record({ do: of('late'), pick }) },
		{ weight: 2, arbitrary: fc.record({ do: of('remove'), pick }) },
		{
			weight: 2,
			arbitrary: fc.record({
				do: of('overlap'),
				during,
				between: fc.array(change, { maxLength: 3 }),
			}),
		},
		{ weight: 1, arbitrary: fc.record({ do: of('restart') }) },
		{ weight: 1, arbitrary: fc.record({ do: of('order'), order }) },
		{ weight: 1, arbitrary: fc.record({ do: of('limit'), maxLimit }) },
		{ weight: 1, arbitrary: fc.record({ do: of('repeatPages'), on: fc.boolean() }) },
	);
	const start = fc.record({
		history: fc.oneof(
			fc.integer({ min: 0, max: Math.ceil(scale.history / 8) }),
			fc.integer({ min: 0, max: scale.history }),
		),
		order,
		maxLimit,
		repeatPages: fc.boolean(),
		lastId: fc.constantFrom(0, 95, 99_990),
		include: fc.constantFrom(0, 0, 0, 3, 30),
		isFiltered: fc.boolean(),
	});
	return fc.record({ start, steps: fc.array(step, { maxLength: scale.steps, size: 'max' }) });
}

/** Plays what happens after the activation, then polls until all is quiet, and checks. */
export async function play(stage: Stage, steps: Step[], quietPolls: number): Promise<void> {
	for (const step of steps) await perform(stage, step);
	stage.beforeRequests(undefined);
	let cost = 0;
	for (let polls = 0, quiet = 0; quiet < quietPolls; polls++) {
		if (polls > 500) throw new Error('The polls never come to rest');
		const { requests, isQuiet } = await stage.poll();
		quiet = isQuiet ? quiet + 1 : 0;
		cost = requests;
	}
	stage.check();
	if (cost > 2) throw new Error(`A poll with nothing new took ${cost} requests`);
}

async function perform(stage: Stage, step: Step): Promise<void> {
	switch (step.do) {
		case 'poll':
			schedule(stage, step.during);
			await survive(stage.poll(step));
			return stage.beforeRequests(undefined);
		case 'overlap': {
			schedule(stage, step.during);
			const first = survive(stage.poll());
			for (const change of step.between) apply(stage, change);
			await Promise.all([first, survive(stage.poll())]);
			return stage.beforeRequests(undefined);
		}
		case 'restart':
			return await stage.restart();
		case 'order':
			return stage.setOrder(step.order);
		case 'limit':
			return stage.setLimit(step.maxLimit);
		case 'repeatPages':
			return stage.setRepeatPages(step.on);
		default:
			apply(stage, step);
	}
}

function schedule(stage: Stage, changes: During[]): void {
	stage.beforeRequests((request) => {
		const due = changes.filter(({ at }) => at === request);
		for (const { change } of due) if (change.do !== 'fail') apply(stage, change);
		return due.some(({ change }) => change.do === 'fail');
	});
}

function apply(stage: Stage, change: Change): void {
	if (change.do === 'receive') stage.receive(change.count, change.gap);
	if (change.do === 'late') stage.receiveLate(change.pick);
	if (change.do === 'remove') stage.remove(change.pick);
}

async function survive(poll: Promise<unknown>): Promise<void> {
	await poll.catch((error: unknown) => {
		if (!(error instanceof Outage)) throw error;
	});
}
