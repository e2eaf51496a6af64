import type { IDataObject } from 'n8n-workflow';
import { inFreshProcess } from '../fresh';
import type { Reach } from '../gatewayProcess';
import type { CatchUpCost } from '../jobs/catchUp';
import { costOf } from '../measure';
import { duration, number, size } from '../report/format';
import type { Goal, Section } from '../report/section';
import type { ListOrder } from '../scale';
import type { World } from '../world';

/** Most requests and bytes of answers of a poll that finds nothing new, and most bytes of state. */
const MOST_REQUESTS = 1;
const MOST_BYTES = 1024;
const MOST_STATE = 16 * 1024;

interface PollRun {
	requests: number;
	bytes: number;
	seconds: number;
	cpuSeconds: number;
}

interface Case {
	order: ListOrder;
	/** Rows that were there before the activation. */
	history: number;
	/** The activation, which looks at the list for the first time. */
	activation: PollRun;
	/** Polls that found nothing new: one as most are, and one that looks deeper, as each tenth does. */
	idlePoll: PollRun;
	deepPoll: PollRun;
	catchUp?: CatchUpCost & PollRun;
}

async function prepare({ gateway }: World, listOrder: ListOrder, history: number): Promise<Reach> {
	const reach = await gateway.call('prepare', { listOrder });
	await gateway.call('addReceived', { count: history, apart: 30, secondsAgo: 3600 });
	await gateway.call('seen');
	return reach;
}

async function counted({ gateway }: World, work: () => Promise<unknown>): Promise<PollRun> {
	const { seconds, cpuSeconds } = await costOf(work);
	const { requests, bytes } = await gateway.call('seen');
	return { requests, bytes, seconds, cpuSeconds };
}

async function measure(world: World, order: ListOrder, history: number): Promise<Case> {
	const { engine, scale } = world;
	const reach = await prepare(world, order, history);
	const credentials = { watXApi: { baseUrl: reach.url, secret: reach.secret } };
	const poller = engine.poller('n8n-nodes-watx.watXTrigger', {}, { credentials });
	const activation = await counted(world, async () => await poller.activate());
	const polls: PollRun[] = [];
	for (let poll = 0; poll < scale.trigger.polls; poll++) {
		polls.push(await counted(world, async () => await poller.poll()));
	}
	polls.sort((a, b) => a.bytes - b.bytes);
	const catchUp = history === Math.min(...scale.trigger.histories);
	return {
		...{ order, history, activation },
		idlePoll: polls[Math.floor(polls.length / 2)],
		deepPoll: polls[polls.length - 1],
		catchUp: catchUp ? await measureCatchUp(world, reach, poller.stored) : undefined,
	};
}

async function measureCatchUp(
	{ gateway, packageDir, scale }: World,
	reach: Reach,
	stored: IDataObject,
) {
	const { backlog } = scale.trigger;
	await gateway.call('addReceived', { count: backlog, apart: 5, later: backlog * 5 });
	await gateway.call('seen');
	const cost = await inFreshProcess('catchUp', { reach, packageDir, stored, backlog });
	const { requests, bytes } = await gateway.call('seen');
	return { ...cost, requests, bytes };
}

function rows(
	{ order, history, activation, idlePoll, deepPoll, catchUp }: Case,
	backlog: number,
): string[][] {
	const line = (what: string, polls: number, run: PollRun, kept: string[]) => [
		...[`${order} first`, number(history), what, String(polls), number(run.requests)],
		...[size(run.bytes), duration(run.seconds), duration(run.cpuSeconds), ...kept],
	];
	const table = [
		line('activation', 1, activation, ['', '']),
		line('nothing new', 1, idlePoll, ['', '']),
		line('nothing new, each tenth', 1, deepPoll, ['', '']),
	];
	if (!catchUp) return table;
	const kept = [`+${number(catchUp.peakMiB)}`, number(catchUp.stateSize)];
	return [...table, line(`catch-up of ${number(backlog)}`, catchUp.polls, catchUp, kept)];
}

function goals({ order, history, idlePoll, catchUp }: Case, backlog: number): Goal[] {
	const place = `trigger, ${order} first, ${number(history)} rows`;
	const quiet: Goal[] = [
		{
			goal: `${place}: a poll with nothing new costs at most 1 request and 1 KB`,
			result: `${number(idlePoll.requests)}, ${size(idlePoll.bytes)}`,
			met: idlePoll.requests <= MOST_REQUESTS && idlePoll.bytes <= MOST_BYTES,
		},
	];
	// No gateway is known that lists the oldest row first: there, the node is right, however slowly.
	const first = order === 'newest' ? quiet : [];
	if (!catchUp) return first;
	const { isComplete, stateSize } = catchUp;
	return [
		...first,
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
		const isShortest = history === Math.min(...histories);
		for (const order of isShortest ? orders : orders.slice(0, 1)) {
			cases.push(await measure(world, order, history));
		}
	}
	return {
		title: 'Polling for received messages, gateway answers at once',
		notes: [
			'The catch-up runs in a process of its own; state is what n8n stores, as JSON. A list that begins with its oldest row is read as a whole by each poll; no gateway is known that has one.',
		],
		head: 'list,rows before,what,polls,requests,answered,time,CPU,memory MiB,state bytes'.split(
			',',
		),
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
