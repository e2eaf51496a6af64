/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * `npm run bench`: what the package costs, beside what a user would take instead.
 * Options: --quick, --only sends,options,uploads,lists,trigger,weight, --json FILE, --markdown.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from 'n8n-workflow';
import { findBaseNodes, HOW_TO_GET_BASE_NODES } from './peers/baseNodes';
import { describeMachine } from './report/machine';
import { printGoals, printMarkdown, printSection } from './report/print';
import type { Section } from './report/section';
import { FULL, QUICK } from './scale';
import { scenarios, type ScenarioName } from './scenarios';
import { inWorld } from './world';

const NAMES = Object.keys(scenarios) as ScenarioName[];
const USAGE = `usage: npm run bench [-- --quick --only ${NAMES.join(',')} --json FILE --markdown]`;

const say = (text: string) => process.stdout.write(`${text}\n`);

function readOptions() {
	const flag = { type: 'boolean', default: false } as const;
	const text = { type: 'string' } as const;
	const { values } = parseArgs({
		options: { quick: flag, markdown: flag, json: text, only: text },
	});
	const only = (values.only?.split(',') ?? NAMES) as ScenarioName[];
	const unknown = only.filter((name) => !NAMES.includes(name));
	if (unknown.length > 0) throw new UserError(`There is no scenario "${unknown.join(', ')}".`);
	return { ...values, only };
}

async function main(): Promise<void> {
	const { quick, only, json, markdown } = readOptions();
	const baseNodes = findBaseNodes();
	const machine = describeMachine();
	say(machine);
	if (!baseNodes) say(HOW_TO_GET_BASE_NODES);
	const scale = quick ? QUICK : FULL;
	const packageDir = join(__dirname, '../..');
	const sections: Partial<Record<ScenarioName, Section>> = {};
	await inWorld({ scale, baseNodes, packageDir }, async (world) => {
		for (const name of only) {
			const section = await scenarios[name](world);
			sections[name] = section;
			say(printSection(section));
		}
	});
	const all = Object.values(sections);
	const goals = all.flatMap((section) => section.goals);
	if (goals.length > 0) say(printGoals(goals));
	if (markdown)
		say(
			`\n${printMarkdown(
				all.flatMap(({ highlights }) => highlights),
				machine,
			)}`,
		);
	if (json) {
		const data = Object.fromEntries(
			Object.entries(sections).map(([name, section]) => [name, section.data]),
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
