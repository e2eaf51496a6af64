/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
/**
 * Runs the steps of an end-to-end run one after the other, each bounded in time, with one line of
 * output and one screenshot each.
 */

import { stripVTControlCharacters } from 'node:util';

export interface Step<World> {
	/** What the step proves, as a short sentence part; also the name of its screenshot. */
	name: string;
	/** Milliseconds the step may take; default 180,000. */
	timeout?: number;
	run(world: World): Promise<void>;
}

export interface StepOptions {
	/** Regular expression for the names of the steps that are run; empty for all. */
	only: string;
	print(line: string): void;
	/** Removes what must not be printed (a call log may quote what was typed). */
	redact(text: string): string;
	/** Whether the run was interrupted, so that no further step makes sense. */
	stopped(): boolean;
	/** Saves what the browser shows; absent where there is no browser. */
	screenshot?(name: string): Promise<void>;
}

const DEFAULT_TIMEOUT = 180_000;

/** Runs all steps, also those after a failed one, and counts them. */
export async function runSteps<World>(
	all: Array<Step<World>>,
	world: World,
	options: StepOptions,
): Promise<{ passed: number; failed: number }> {
	const steps = all.filter(({ name }) => new RegExp(options.only).test(name));
	let passed = 0;
	for (const [index, step] of steps.entries()) {
		const start = Date.now();
		const error = await attempt(step, world);
		if (options.stopped()) break;
		const picture = `${String(index + 1).padStart(2, '0')}-${slug(step.name)}`;
		await options.screenshot?.(picture).catch((failure: unknown) => {
			options.print(`  no screenshot of ${picture}: ${options.redact(String(failure))}`);
		});
		const seconds = `${((Date.now() - start) / 1000).toFixed(1)} s`.padStart(8);
		options.print(`${error ? 'FAILED' : 'ok    '} ${seconds}  ${step.name}`);
		if (error) options.print(indent(options.redact(error)));
		else passed++;
	}
	return { passed, failed: steps.length - passed };
}

/** Runs one step; returns the error's text, or undefined if the step holds. */
async function attempt<World>(step: Step<World>, world: World): Promise<string | undefined> {
	const limit = step.timeout ?? DEFAULT_TIMEOUT;
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`Not done after ${limit / 1000} s.`)), limit);
	});
	try {
		await Promise.race([step.run(world), late]);
		return undefined;
	} catch (error) {
		return error instanceof Error ? (error.stack ?? error.message) : String(error);
	} finally {
		clearTimeout(timer);
	}
}

function slug(name: string): string {
	return name
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');
}

function indent(text: string): string {
	return stripVTControlCharacters(text)
		.split('\n')
		.slice(0, 12)
		.map((line) => `         ${line}`)
		.join('\n');
}
