import * as fc from 'fast-check';
import { Oracle, type Sent } from './oracle';
import { Outage, type Stage } from './stage';

/** What can happen at any time. */
type Change =
	| { do: 'receive'; count: number; perSecond: number }
	| { do: 'late'; secondsAgo: number }
	| { do: 'remove'; pick: number }
	| { do: 'removeNewest'; count: number }
	| { do: 'time'; seconds: number };
/** What happens before the `at`th request of a poll; `fail` makes that request fail. */
interface During {
	at: number;
	change: Change | { do: 'fail' };
}
type Step =
	| Change
	| { do: 'poll'; times: number; isCrash: boolean }
	| { do: 'busyPoll'; during: During[] }
	| { do: 'overlap'; between: Change[] }
	| { do: 'reuse'; count: number }
	| { do: 'start' };

/** How a run begins and goes on. */
export interface Run {
	history: number;
	perSecond: number;
	steps: Step[];
}

/** How large the numbers of a run are. */
export interface Scale {
	history: number;
	/** Messages between two polls: usual, many, and after a downtime. */
	counts: [few: number, many: number, backlog: number];
	steps: number;
	/** Messages of one second. */
	most: number;
}

const DEEPEST = 150;
/** A second is over for the gateway so long after a poll has seen a row of it. */
const SECOND_IS_OVER = 2;

const of = <T extends string>(name: T) => fc.constant(name);

/** Random runs. */
export function runs({ history, counts, steps, most }: Scale): fc.Arbitrary<Run> {
	const [few, many, backlog] = counts;
	const pick = fc.nat({ max: 1000 });
	const perSecond = fc.constantFrom(1, 1, 2, 4, most);
	const count = fc.oneof(
		{ weight: 6, arbitrary: fc.integer({ min: 1, max: few }) },
		{ weight: 2, arbitrary: fc.integer({ min: few, max: many }) },
		{ weight: 1, arbitrary: fc.integer({ min: many, max: backlog }) },
	);
	const secondsAgo = fc.integer({ min: 1, max: 60 });
	const change: fc.Arbitrary<Change> = fc.oneof(
		fc.record({ do: of('receive'), count: fc.integer({ min: 1, max: 3 }), perSecond }),
		fc.record({ do: of('late'), secondsAgo }),
		fc.record({ do: of('remove'), pick }),
		fc.record({ do: of('time'), seconds: fc.integer({ min: 1, max: 5 }) }),
	);
	const during = fc.array(
		fc.record({
			at: fc.integer({ min: 1, max: 12 }),
			change: fc.oneof(
				{ weight: 5, arbitrary: change },
				{ weight: 1, arbitrary: fc.record({ do: of('fail') }) },
			),
		}),
		{ minLength: 1, maxLength: 4 },
	);
	const isCrash = fc.constantFrom(false, false, false, false, true);
	const times = fc.constantFrom(1, 1, 2, 12);
	const step: fc.Arbitrary<Step> = fc.oneof(
		{ weight: 6, arbitrary: fc.record({ do: of('poll'), times, isCrash }) },
		{ weight: 3, arbitrary: fc.record({ do: of('busyPoll'), during }) },
		{ weight: 5, arbitrary: fc.record({ do: of('receive'), count, perSecond }) },
		{ weight: 6, arbitrary: change },
		{
			weight: 1,
			arbitrary: fc.record({ do: of('removeNewest'), count: fc.integer({ min: 1, max: 8 }) }),
		},
		{
			weight: 1,
			arbitrary: fc.record({ do: of('overlap'), between: fc.array(change, { maxLength: 3 }) }),
		},
		{ weight: 1, arbitrary: fc.record({ do: of('reuse'), count: fc.integer({ min: 1, max: 3 }) }) },
		{ weight: 1, arbitrary: fc.record({ do: of('start') }) },
	);
	return fc.record({
		history: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: history })),
		perSecond,
		steps: fc.array(step, { maxLength: steps, size: 'max' }),
	});
}

/** Plays a run: nothing lost, repeated, late or out of order. */
export async function play(stage: Stage, { history, perSecond, steps }: Run): Promise<void> {
	const game = new Game(stage);
	game.receive(history, perSecond);
	stage.passTime(1);
	await game.activate();
	for (const step of steps) await game.perform(step);
	stage.beforeRequests(undefined);
	for (let poll = 0; poll < 11; poll++) await game.poll('poll');
	game.oracle.check();
}

class Game {
	oracle = new Oracle();

	/** The newest second that a poll may have seen. */
	private seenUpTo = 0;

	constructor(private readonly stage: Stage) {}

	receive(count: number, perSecond: number): void {
		for (let index = 0; index < count; index++) {
			if (index > 0 && index % perSecond === 0) this.stage.passTime(1);
			this.add(0);
		}
	}

	async activate(): Promise<void> {
		this.oracle = new Oracle(this.stage.listed());
		const texts = await this.stage.poll('activate');
		this.oracle.take(texts);
		this.see();
	}

	async poll(how: 'start' | 'poll', isCrash = false): Promise<void> {
		const due = this.oracle.due();
		this.oracle.take(await this.stage.poll(how), due, isCrash);
		this.oracle.count();
		this.see();
	}

	async perform(step: Step): Promise<void> {
		const { stage } = this;
		switch (step.do) {
			case 'poll':
				for (let time = 1; time < step.times; time++) await this.poll('poll');
				await this.poll('poll', step.isCrash);
				if (!step.isCrash) return;
				stage.stop(true);
				return await this.poll('start');
			case 'busyPoll':
				stage.beforeRequests((request) => {
					// What was listed when the poll began, it has seen.
					if (request > 1) this.see();
					const due = step.during.filter(({ at }) => at === request);
					for (const { change } of due) if (change.do !== 'fail') this.apply(change);
					return due.some(({ change }) => change.do === 'fail');
				});
				await this.survive();
				return stage.beforeRequests(undefined);
			case 'overlap': {
				const first = this.survive();
				this.see();
				for (const change of step.between) this.apply(change);
				await Promise.all([first, this.survive()]);
				return;
			}
			case 'reuse':
				this.apply({ do: 'removeNewest', count: step.count });
				stage.restartGateway();
				return this.receive(step.count, 1);
			case 'start':
				stage.stop(false);
				return await this.poll('start');
			default:
				this.apply(step);
		}
	}

	/** A poll that may fail, and owes nothing in time. */
	private async survive(): Promise<void> {
		const texts = await this.stage
			.poll('poll')
			.catch((error: unknown) => (error instanceof Outage ? [] : Promise.reject(error)));
		this.oracle.take(texts);
		this.see();
	}

	private apply(change: Change): void {
		const { stage } = this;
		if (change.do === 'receive') this.receive(change.count, change.perSecond);
		if (change.do === 'late') this.add(change.secondsAgo);
		if (change.do === 'time') stage.passTime(change.seconds);
		if (change.do === 'remove') {
			const listed = stage.listed();
			if (listed.length > 0) this.remove(listed[change.pick % listed.length]);
		}
		if (change.do === 'removeNewest') {
			const newest = [...stage.listed()].sort((a, b) => b.id - a.id);
			for (const message of newest.slice(0, change.count)) this.remove(message);
		}
	}

	private add(secondsAgo: number): void {
		const message = this.stage.receive(secondsAgo);
		const isOver = secondsAgo >= SECOND_IS_OVER;
		const isLate = message.created < this.seenUpTo + Number(isOver);
		// A late row is promised to be found among so many newest ones.
		const above = this.stage.listed().filter(({ created }) => created >= message.created);
		if (!isLate || above.length < DEEPEST) this.oracle.receive(message, isLate);
	}

	private remove(message: Sent): void {
		this.stage.remove(message);
		this.oracle.remove(message.text);
	}

	private see(): void {
		this.seenUpTo = Math.max(this.seenUpTo, ...this.stage.listed().map(({ created }) => created));
	}
}
