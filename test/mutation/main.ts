/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * Breaks the trigger's cursor and the list reader below it on purpose, one way at a time, in a copy outside of the checkout, and
 * shows that its property test fails each time. `npx tsx test/mutation/main.ts` prints a table and
 * exits with 1 if a mistake was not found.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import { checkGaps } from '../unit/trigger/gaps';
import { cursorProperty } from '../unit/trigger/property';
import type { Cursor } from '../unit/trigger/pureStage';
import { mutations, type Mutation } from './mutations';

const SOURCE = resolve(__dirname, '../../nodes/WatX');
/** What the cursor is made of. */
const PARTS = ['gateway', 'trigger/cursor'];
const MOST_RUNS = 4000;
/** Fixed, so that the table is the same each time. */
const SEED = 20_261_123;

/** Plays the property test on the cursor in a folder; gives the failure, or undefined. */
async function check(folder: string): Promise<{ runs: number; failure?: string }> {
	const cursor = (await import(
		pathToFileURL(join(folder, 'trigger/cursor/look.ts')).href
	)) as Cursor;
	const gap = await checkGaps(cursor).then(
		() => undefined,
		({ message }: Error) => message,
	);
	if (gap) return { runs: 0, failure: gap };
	const result = await fc.check(cursorProperty(cursor), {
		numRuns: MOST_RUNS,
		seed: SEED,
		endOnFailure: true,
	});
	if (!result.failed) return { runs: result.numRuns };
	const { message } = result.errorInstance as Error;
	return { runs: result.numRuns, failure: message.split('\n')[0].slice(0, 60) };
}

async function mutate(folder: string, { file, from, to }: Mutation): Promise<void> {
	const path = join(folder, file);
	const text = await readFile(path, 'utf8');
	if (text.split(from).length !== 2) throw new Error(`${file} does not hold this once: ${from}`);
	await writeFile(path, text.replace(from, to));
}

async function main(): Promise<boolean> {
	const scratch = await mkdtemp(join(tmpdir(), 'watx-mutation-'));
	let isProven = true;
	const print = (name: string, verdict: string, runs: number, failure: string) =>
		process.stdout.write(
			`${name.padEnd(54)} ${verdict.padEnd(8)} ${String(runs).padStart(6)}  ${failure}\n`,
		);
	print('mistake', 'found', 'runs' as never, 'first failure');
	try {
		for (const [index, mutation] of mutations.entries()) {
			const folder = join(scratch, String(index));
			for (const part of PARTS) {
				await cp(join(SOURCE, part), join(folder, part), { recursive: true });
			}
			await mutate(folder, mutation);
			const { runs, failure } = await check(folder);
			print(mutation.name, failure ? 'yes' : 'NO', runs, failure ?? '');
			isProven &&= failure !== undefined;
		}
		const { runs, failure } = await check(SOURCE);
		print('(none: the cursor as it is)', failure ? 'FAILS' : 'passes', runs, failure ?? '');
		return isProven && failure === undefined;
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}
}

void main().then((isProven) => {
	process.exitCode = isProven ? 0 : 1;
});
