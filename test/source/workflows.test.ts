import { textOf } from './files';

const workflows = ['ci', 'publish'].map((name) => ({
	name,
	text: textOf(`.github/workflows/${name}.yml`),
}));

describe.each(workflows)('the workflow $name', ({ text }) => {
	it('pins every action by commit and names its version', () => {
		const uses = text.match(/uses: .*/g) ?? [];
		expect(uses.length).toBeGreaterThan(1);
		for (const use of uses)
			expect(use).toMatch(/^uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	});

	it('leaves no credentials behind in a checkout', () => {
		const checkouts = text.split('uses: actions/checkout@').slice(1);
		expect(checkouts.length).toBeGreaterThan(0);
		for (const checkout of checkouts)
			expect(checkout).toMatch(/^.*\n +with:\n +persist-credentials: false\n/);
	});

	it('passes the same gate', () => {
		expect(text).toMatch(/- run: scripts\/gate\.sh( |$)/m);
	});
});

it('publishes in a job of its own that runs npm publish and nothing else', () => {
	const jobs = workflows[1].text.split(/^ {2}(?=[\w-]+:$)/m).slice(1);
	const publishing = jobs.filter((job) => /^\s*id-token: write$/m.test(job));
	expect(publishing).toHaveLength(1);
	const [job] = publishing;
	expect(job.match(/run: .*/g)).toEqual([
		'run: npm publish --ignore-scripts --provenance --access public ./packed/*.tgz',
	]);
	expect(job).not.toContain('actions/checkout');
	expect(job).toMatch(/^ {4}environment: \w+$/m);
});
