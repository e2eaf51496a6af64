/** Which row of a list comes first: what the gateway does is not documented. */
export type ListOrder = 'newest' | 'oldest';

/** More rows than any page has: the gateway gives as many as it is asked for. */
export const ANY = 1_000_000;

/** How much of everything is measured. */
export interface Scale {
	sends: { texts: number; warmUp: number; latencies: Array<{ ms: number; rounds: number }> };
	options: { items: number; history: number; rounds: number };
	/** Files of one size are uploaded until they are so many MiB in all. */
	uploads: { mebibytes: number[]; inAll: number; rounds: number };
	lists: Array<{ rows: number; latencies: Array<{ ms: number; rounds: number }> }>;
	/** A gateway that lists the oldest row first makes each poll read the whole list: on the shortest history alone. */
	trigger: { orders: ListOrder[]; histories: number[]; polls: number; backlog: number };
	/** How many messages come between two polls, and how many rows a page has at most. */
	delay: { rates: number[]; clamps: number[]; polls: number };
	wait: { minutes: number; received: number };
	weight: { rounds: number };
}

/** Everything, in about twenty minutes for both profiles. */
export const FULL: Scale = {
	sends: {
		texts: 1000,
		// n8n runs for weeks: what the JIT does to the first texts is not what counts.
		warmUp: 1000,
		latencies: [
			{ ms: 0, rounds: 5 },
			{ ms: 20, rounds: 3 },
			{ ms: 200, rounds: 1 },
		],
	},
	options: { items: 1000, history: 5000, rounds: 3 },
	uploads: { mebibytes: [1, 16, 64, 256], inAll: 256, rounds: 3 },
	lists: [
		{
			rows: 10_000,
			latencies: [
				{ ms: 20, rounds: 3 },
				{ ms: 200, rounds: 1 },
			],
		},
		{ rows: 100_000, latencies: [{ ms: 20, rounds: 1 }] },
	],
	trigger: {
		orders: ['newest', 'oldest'],
		histories: [50, 1000, 100_000],
		polls: 20,
		backlog: 10_000,
	},
	delay: { rates: [1, 10, 100, 300, 1000], clamps: [10, 25, 100, 250, ANY], polls: 3 },
	wait: { minutes: 1, received: 5000 },
	weight: { rounds: 5 },
};

/** A first impression in less than a minute and a half; too few rounds to compare versions with. */
export const QUICK: Scale = {
	sends: {
		texts: 200,
		warmUp: 100,
		latencies: [
			{ ms: 0, rounds: 2 },
			{ ms: 20, rounds: 1 },
			{ ms: 200, rounds: 1 },
		],
	},
	options: { items: 100, history: 500, rounds: 1 },
	uploads: { mebibytes: [16, 256], inAll: 256, rounds: 1 },
	lists: [{ rows: 2000, latencies: [{ ms: 20, rounds: 1 }] }],
	trigger: {
		orders: ['newest', 'oldest'],
		histories: [1000, 100_000],
		polls: 5,
		backlog: 2000,
	},
	delay: { rates: [10, 300], clamps: [25, ANY], polls: 2 },
	wait: { minutes: 0.2, received: 500 },
	weight: { rounds: 1 },
};
