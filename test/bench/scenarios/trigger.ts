import type { IDataObject } from 'n8n-workflow';
import { inFreshProcess } from '../fresh';
import type { Reach } from '../gatewayProcess';
import type { CatchUpCost } from '../jobs/catchUp';
import { costOf } from '../measure';
import { duration, number } from '../report/format';
import type { Goal, Section } from '../report/section';
import type { ListOrder } from '../scale';
import type { World } from '../world';

/** Most requests of a poll that finds nothing new, and most state, in bytes. */
const MOST_REQUESTS = 2;
const MOST_STATE = 16 * 1024;

interface PollRun {
	requests: number;
	seconds: number;
	cpuSeconds: number;
}

interface Case {
	order: ListOrder;
	/** Rows that were there before the activation. */
	history: number;
	/** The activation, which looks at the list for the first time. */
	activation: PollRun;
	/** One of several polls that found nothing new, on average. */
	idlePoll: PollRun;
	catchUp?: CatchUpCost & { requests: number };
}

async function prepare({ gateway }: World, listOrder: ListOrder, history: number): Promise<Reach> {
	const reach = await gateway.call('prepare', { listOrder });
	await gateway.call('addReceived', history);
	await gateway.call('seen');
	return reach;
}

async function counted({ gateway }: World, work: () => Promise<unknown>): Promise<PollRun> {
	const { seconds, cpuSeconds } = await costOf(work);
	const { requests } = await gateway.call('seen');
	return { requests, seconds, cpuSeconds };
}

const shareOf = ({ requests, seconds, cpuSeconds }: PollRun, count: number): PollRun => ({
	requests: requests / count,
	seconds: seconds / count,
	cpuSeconds: cpuSeconds / count,
});

async function measure(world: World, order: ListOrder, history: number): Promise<Case> {
	const { engine, scale } = world;
	const reach = await prepare(world, order, history);
	const credentials = { watXApi: { baseUrl: reach.url, secret: reach.secret } };
	const poller = engine.poller('n8n-nodes-watx.watXTrigger', {}, { credentials });
	const activation = await counted(world, async () => await poller.activate());
	// Together: collecting garbage before each of them would make up most of what they cost.
	const polls = await counted(world, async () => {
		for (let poll = 0; poll < scale.trigger.polls; poll++) await poller.poll();
	});
	const catchUp = history === Math.min(...scale.trigger.histories);
	return {
		...{ order, history, activation },
		idlePoll: shareOf(polls, scale.trigger.polls),
		catchUp: catchUp ? await measureCatchUp(world, reach, poller.stored) : undefined,
	};
}

async function measureCatchUp(
	{ gateway, packageDir, scale }: World,
	reach: Reach,
	stored: IDataObject,
) {
	const { backlog } = scale.trigger;
	await gateway.call('addReceived', backlog);
	await gateway.call('seen');
	const cost = await inFreshProcess('catchUp', { reach, packageDir, stored, backlog });
	const { requests } = await gateway.call('seen');
	return { ...cost, requests };
}

function rows(
	{ order, history, activation, idlePoll, catchUp }: Case,
	backlog: number,
): string[][] {
	const line = (what: string, polls: number, run: PollRun, size: string[]) => [
		...[`${order} first`, number(history), what, String(polls), number(run.requests)],
		...[duration(run.seconds), duration(run.cpuSeconds), ...size],
	];
	const table = [
		line('activation', 1, activation, ['', '']),
		line('nothing new', 1, idlePoll, ['', '']),
	];
	if (!catchUp) return table;
	const size = [`+${number(catchUp.peakMiB)}`, number(catchUp.stateSize)];
	return [...table, line(`catch-up of ${number(backlog)}`, catchUp.polls, catchUp, size)];
}

function goals({ order, history, idlePoll, catchUp }: Case, backlog: number): Goal[] {
	const place = `trigger, ${order} first, ${number(history)} rows`;
	const nothing = {
		goal: `${place}: a poll with nothing new costs at most ${MOST_REQUESTS} requests`,
		result: number(idlePoll.requests),
		met: idlePoll.requests <= MOST_REQUESTS,
	};
	if (!catchUp) return [nothing];
	const { isComplete, stateSize } = catchUp;
	return [
		nothing,
		{
			goal: `${place}: catch-up of ${number(backlog)}, each once and oldest first, state at most 16 KiB`,
			result: `${isComplete ? 'complete' : 'INCOMPLETE'}, ${number(stateSize)} bytes`,
			met: isComplete && stateSize <= MOST_STATE,
		},
	];
}

/** Polls with nothing new on short and long histories, and catches up after a long downtime. */
export async function trigger(world: World): Promise<Section> {
	const { orders, histories, backlog } = world.scale.trigger;
	const cases: Case[] = [];
	for (const history of histories) {
		for (const order of orders) cases.push(await measure(world, order, history));
	}
	return {
		title: 'Polling for received messages, gateway answers at once',
		notes: ['The catch-up runs in a process of its own; state is what n8n stores, as JSON.'],
		head: 'list,rows before,what,polls,requests,time,CPU,memory MiB,state bytes'.split(','),
		rows: cases.flatMap((each) => rows(each, backlog)),
		goals: cases.flatMap((each) => goals(each, backlog)),
		highlights: cases.map(({ order, history, idlePoll, catchUp }) => ({
			job: `Trigger, ${number(history)} rows, ${order} first`,
			result: `${number(idlePoll.requests)} requests per poll with nothing new`,
			compared: catchUp
				? `${number(backlog)} messages caught up in ${duration(catchUp.seconds)}, ${catchUp.polls} polls`
				: '–',
		})),
		data: cases,
	};
}
