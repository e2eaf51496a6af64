/** One of the ways to do a job that are compared. */
export interface Contender<T> {
	name: string;
	run(): Promise<T>;
}

/** Median, lowest and highest of several rounds. */
export interface Spread {
	median: number;
	low: number;
	high: number;
}

/**
 * Lets every contender run once per round, in turn: what slows the machine down for a while hits
 * all of them.
 * @returns the results by name, in the order of the rounds
 */
export async function interleave<T>(
	contenders: Array<Contender<T>>,
	rounds: number,
): Promise<Map<string, T[]>> {
	const results = new Map<string, T[]>(contenders.map(({ name }) => [name, []]));
	for (let round = 0; round < rounds; round++) {
		for (const { name, run } of contenders) results.get(name)?.push(await run());
	}
	return results;
}

/** @param values at least one */
export function spreadOf(values: number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	const half = Math.floor(sorted.length / 2);
	const isOdd = sorted.length % 2 === 1;
	return {
		median: isOdd ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2,
		low: sorted[0],
		high: sorted[sorted.length - 1],
	};
}

/** How many times `ours` is `theirs`, compared within each round. */
export function ratioOf(ours: number[], theirs: number[]): Spread {
	return spreadOf(ours.map((value, round) => value / theirs[round]));
}

/** The value that so many percent do not exceed. */
export function percentile(values: number[], percent: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)];
}
