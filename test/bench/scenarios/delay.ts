import { number, size } from '../report/format';
import type { Goal, Section } from '../report/section';
import { ANY } from '../scale';
import type { World } from '../world';

/** Rows that were there before the activation. */
const HISTORY = 60;
const MINUTE = 60;

interface Case {
	/** Messages that arrive between two polls, and over how many seconds. */
	rate: number;
	spread: number;
	/** The most rows the gateway gives in a page. */
	clamp: number;
	/** Polls after the first that could have brought a message, of the latest one. */
	delay: number;
	lost: number;
	/** Of the most expensive poll. */
	requests: number;
	bytes: number;
}

async function measure(
	{ gateway, engine, scale }: World,
	{ rate, spread, clamp }: Pick<Case, 'rate' | 'spread' | 'clamp'>,
): Promise<Case> {
	const reach = await gateway.call('prepare', { maxLimit: clamp });
	await gateway.call('addReceived', { count: HISTORY, apart: 60, secondsAgo: 3600 });
	const credentials = { watXApi: { baseUrl: reach.url, secret: reach.secret } };
	const poller = engine.poller('n8n-nodes-watx.watXTrigger', {}, { credentials });
	await poller.activate();
	const result: Case = { rate, spread, clamp, delay: 0, lost: 0, requests: 0, bytes: 0 };
	let arrived = 0;
	let emitted = 0;
	for (let poll = 0, idle = 0; emitted < rate * scale.delay.polls && idle < 3; poll++) {
		if (poll < scale.delay.polls) {
			await gateway.call('addReceived', { count: rate, apart: spread / rate, later: MINUTE });
			arrived += rate;
		}
		await gateway.call('seen');
		const items = (await poller.poll())?.[0] ?? [];
		const { requests, bytes } = await gateway.call('seen');
		emitted += items.length;
		idle = items.length > 0 ? 0 : idle + 1;
		result.requests = Math.max(result.requests, requests);
		result.bytes = Math.max(result.bytes, bytes);
		const late = (arrived - emitted) / rate;
		result.delay = Math.max(result.delay, Math.ceil(late));
	}
	result.lost = arrived - emitted;
	return result;
}

/** How many polls late a message comes, over how many come at once and how small the pages are. */
export async function delay(world: World): Promise<Section> {
	const { rates, clamps, polls } = world.scale.delay;
	const cases: Case[] = [];
	for (const spread of [MINUTE, 0]) {
		for (const rate of rates) {
			for (const clamp of clamps) cases.push(await measure(world, { rate, spread, clamp }));
		}
	}
	const page = ({ clamp }: Case) => (clamp === ANY ? 'any' : number(clamp));
	const within = ({ spread }: Case) => (spread > 0 ? 'a minute' : 'one second');
	return {
		title: 'How late a message comes',
		notes: [
			`Messages arrive before each of ${polls} polls, over the minute before it or all in one second, whose rows a stock gateway shuffles anew at each change. Late: so many polls after the first that could have brought it. Requests and answers are those of the most expensive poll.`,
		],
		head: 'per poll,within,most in a page,late,lost,requests,answered'.split(','),
		rows: cases.map((each) => [
			...[number(each.rate), within(each), page(each), `${each.delay} polls`, number(each.lost)],
			...[number(each.requests), size(each.bytes)],
		]),
		goals: cases.map(
			(each): Goal => ({
				goal: `delay, ${number(each.rate)} per poll within ${within(each)}, pages of ${page(each)}: 0 polls late, none lost`,
				result: `${each.delay} late, ${number(each.lost)} lost`,
				met: each.delay === 0 && each.lost === 0,
			}),
		),
		highlights: [],
		data: cases.map((each) => ({ ...each, clamp: page(each) })),
	};
}
