/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * `npm run bench`: what the package costs, beside what a user would take instead.
 * Options: --quick, --only sends,lists,…, --profiles stock,mended, --json FILE, --markdown.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from 'n8n-workflow';
import { PROFILES, type Profile } from '../emulator';
import { findBaseNodes, HOW_TO_GET_BASE_NODES } from './peers/baseNodes';
import { describeMachine } from './report/machine';
import { printGoals, printMarkdown, printSection } from './report/print';
import type { Section } from './report/section';
import { FULL, QUICK } from './scale';
import { scenarios, ONCE, type ScenarioName } from './scenarios';
import { inWorld } from './world';

const NAMES = Object.keys(scenarios) as ScenarioName[];
const USAGE = `usage: npm run bench [-- --quick --only ${NAMES.join(',')} --profiles ${PROFILES.join(',')} --json FILE --markdown]`;

const say = (text: string) => process.stdout.write(`${text}\n`);

/** The names of a list with commas between them, all of them when there is no list. */
function chosen<T extends string>(
	what: string,
	list: string | undefined,
	names: readonly T[],
): T[] {
	const wanted = list?.split(',') ?? names;
	const unknown = wanted.filter((name) => !names.includes(name as T));
	if (unknown.length > 0) throw new UserError(`There is no ${what} "${unknown.join(', ')}".`);
	return names.filter((name) => wanted.includes(name));
}

function readOptions() {
	const flag = { type: 'boolean', default: false } as const;
	const text = { type: 'string' } as const;
	const { values } = parseArgs({
		options: { quick: flag, markdown: flag, json: text, only: text, profiles: text },
	});
	return {
		...values,
		only: chosen('scenario', values.only, NAMES),
		profiles: chosen('profile', values.profiles, PROFILES),
	};
}

/** The results of one face of the gateway, each said as soon as it is there. */
async function measure(
	only: ScenarioName[],
	options: Parameters<typeof inWorld>[0],
): Promise<Array<[ScenarioName, Section]>> {
	return await inWorld(options, async (world) => {
		const sections: Array<[ScenarioName, Section]> = [];
		for (const name of only) {
			const section = await scenarios[name](world);
			const isOfProfile = !ONCE.includes(name);
			const of = (text: string) => (isOfProfile ? `${options.profile}: ${text}` : text);
			const { title, goals, highlights } = section;
			const named: Section = {
				...section,
				title: of(title),
				goals: goals.map((each) => ({ ...each, goal: of(each.goal) })),
				highlights: highlights.map((each) => ({ ...each, job: of(each.job) })),
			};
			sections.push([name, named]);
			say(printSection(named));
		}
		return sections;
	});
}

async function main(): Promise<void> {
	const { quick, only, profiles, json, markdown } = readOptions();
	const baseNodes = findBaseNodes();
	const machine = describeMachine();
	say(machine);
	if (!baseNodes) say(HOW_TO_GET_BASE_NODES);
	const folders = { baseNodes, packageDir: join(__dirname, '../..') };
	const results = new Map<Profile, Array<[ScenarioName, Section]>>();
	for (const profile of profiles) {
		const isFirst = profile === profiles[0];
		const names = only.filter((name) => isFirst || !ONCE.includes(name));
		const scale = quick ? QUICK : FULL;
		results.set(profile, await measure(names, { ...folders, scale, profile }));
	}
	const all = [...results.values()].flat().map(([, section]) => section);
	const goals = all.flatMap((section) => section.goals);
	if (goals.length > 0) say(printGoals(goals));
	const highlights = all.flatMap((section) => section.highlights);
	if (markdown) say(`\n${printMarkdown(highlights, machine)}`);
	if (json) {
		const data = Object.fromEntries(
			[...results].map(([profile, sections]) => [
				profile,
				Object.fromEntries(sections.map(([name, section]) => [name, section.data])),
			]),
		);
		const result = { date: new Date().toISOString(), machine, quick, goals, data };
		writeFileSync(json, `${JSON.stringify(result, null, '\t')}\n`);
	}
}

main().catch((error: Error) => {
	const isUsage = error instanceof UserError || 'code' in error;
	process.stderr.write(`${isUsage ? `${error.message}\n${USAGE}` : error.stack}\n`);
	process.exitCode = 1;
});
