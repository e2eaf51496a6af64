/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { textOf } from './files';

const ROOT = resolve(__dirname, '../..');
const claims = textOf('docs/claims.md')
	.split('\n')
	.filter((line) => line.startsWith('- '))
	.map((line) => line.slice(2).split(' — '));
const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };

/** Whether a file has a test or a group of this name. */
const hasTest = (file: string, name: string): boolean =>
	[`'${name}'`, `\`${name}\``].some((quoted) => textOf(`test/${file}`).includes(quoted));

it('are listed', () => {
	expect(claims.length).toBeGreaterThan(40);
});

it.each(claims)('%s: is proven by what exists', (_claim, proof) => {
	if (proof === "n8n's own") return;
	const files = [...proof.matchAll(/`([\w/.]+\.ts)`/g)].map(([, file]) => file);
	const commands = [...proof.matchAll(/`npm run (\w+)`/g)].map(([, name]) => name);
	const headings = [...proof.matchAll(/benchmark: “([^”]+)”/g)].map(([, heading]) => heading);
	expect(files.length + commands.length + headings.length).toBeGreaterThan(0);
	expect(files.filter((file) => !existsSync(resolve(ROOT, 'test', file)))).toEqual([]);
	expect(Object.keys(scripts)).toEqual(expect.arrayContaining(commands));
	for (const heading of headings) expect(textOf('docs/benchmark.md')).toContain(`== ${heading}`);
	for (const part of proof.split(/; (?=`|benchmark)/)) {
		const [, file, names] = /^`([\w/.]+\.ts)`: (“.*”)$/.exec(part) ?? [];
		const named = [...(names ?? '').matchAll(/“([^”]+)”/g)].map(([, name]) => name);
		// A test file by itself would not say which of its tests is meant.
		if (part.includes('.test.ts')) expect([part, named.length > 0]).toEqual([part, true]);
		expect([file, named.filter((name) => !hasTest(file, name))]).toEqual([file, []]);
	}
});

it('every link of the documents into the repository leads to a file, and to a heading where it names one', () => {
	const anchorOf = (heading: string) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}_ -]/gu, '')
			.replaceAll(' ', '-');
	const anchors = (text: string) =>
		[...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading));
	const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'examples/README.md'];
	for (const page of [
		...pages,
		'docs/queue-mode.md',
		'docs/verification.md',
		'docs/operations.md',
	]) {
		for (const [, link] of textOf(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
			const [path, anchor] = link.split('#');
			const target = resolve(ROOT, page, path === '' ? '.' : `../${path}`);
			expect([page, link, existsSync(target)]).toEqual([page, link, true]);
			if (anchor === undefined) continue;
			expect([link, anchors(textOf(target.slice(ROOT.length + 1)))]).toEqual([
				link,
				expect.arrayContaining([anchor]),
			]);
		}
	}
	const readme = anchors(textOf('README.md'));
	const shipped = [
		'credentials/WatXApi.credentials.ts',
		...['WatX', 'WatXTrigger', 'WatXWebhookTrigger'].map((name) => `nodes/WatX/${name}.node.json`),
	];
	for (const file of shipped) {
		for (const [, anchor] of textOf(file).matchAll(/n8n-nodes-watx#([\w-]+)/g)) {
			if (anchor !== 'readme')
				expect([file, readme]).toEqual([file, expect.arrayContaining([anchor])]);
		}
	}
});
