/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InstanceSettings } from 'n8n-core';
import { NodeConnectionTypes } from 'n8n-workflow';
import { Container } from './core';
import { startServer } from './fixture/server';
import { createEngine, type Engine } from '.';

const packageDir = join(__dirname, 'fixture');
const PASSPHRASE = 'swordfish';
const userFolder = process.env.N8N_USER_FOLDER;
let engine: Engine;
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
	server = await startServer();
	engine = await createEngine({ packageDir });
});
afterAll(async () => {
	await engine.close();
	await server.close();
});
beforeEach(() => server.answers(() => ({})));

const people = ['ann', 'bob', 'eve'].map((name) => ({ json: { name } }));
const credentials = () => ({ fixtureApi: { baseUrl: server.baseUrl, secret: PASSPHRASE } });
const greet = {
	person: { __rl: true, mode: 'list', value: '={{ $json.name }}' },
	greeting: '={{ "Hi " + $json.name.toUpperCase() }}',
};
const asked = () => server.requests.map(({ url }) => url.searchParams.get('person'));
const failFor = (name: string, times = Infinity) =>
	server.answers((url) =>
		url.searchParams.get('person') === name && times-- > 0
			? { status: 500, body: { message: `no ${name}` } }
			: {},
	);

describe('a run', () => {
	it('evaluates expressions per item and calls the authenticate function', async () => {
		const workflow = engine.chain(engine.node(greet));
		const result = await engine.run(workflow, { input: people, credentials: credentials() });

		expect(result.error).toBeUndefined();
		expect(result.run.status).toBe('success');
		expect(result.items('Fixture')).toEqual(
			people.map((_, item) => ({ json: { ok: true }, pairedItem: { item } })),
		);
		expect(server.requests.map(({ url }) => url.searchParams.get('greeting'))).toEqual([
			'Hi ANN',
			'Hi BOB',
			'Hi EVE',
		]);
		expect(server.requests[0].url.searchParams.get('secret')).toBe(PASSPHRASE);
		expect(result.hints).toEqual([{ message: '3 items', location: 'outputPane' }]);
	});

	it('reads a resource locator through extractValue', async () => {
		const person = { __rl: true, mode: 'url', value: 'https://host.example/people/zoe?x' };
		const workflow = engine.chain(engine.node({ person }));
		await engine.run(workflow, { credentials: credentials() });
		expect(asked()).toEqual(['zoe']);
	});

	it('applies generic authentication and evaluates expressions in credentials', async () => {
		const parameters = { ...greet, auth: 'key', greeting: server.baseUrl };
		const workflow = engine.chain(engine.node(parameters));
		const plainApi = { key: '={{ $json.name }}' };
		const result = await engine.run(workflow, { input: [people[1]], credentials: { plainApi } });
		expect(result.error).toBeUndefined();
		expect(server.requests.map(({ headers }) => headers['x-key'])).toEqual(['bob']);
	});

	it.each(['manual', 'trigger', 'cli'] as const)(
		'feeds the start node in mode %s',
		async (mode) => {
			const workflow = engine.chain(engine.node({}, { type: 'n8n-nodes-base.noOp', name: 'Out' }));
			const result = await engine.run(workflow, { input: people, mode });
			expect(result.items('Out').map(({ json }) => json.name)).toEqual(['ann', 'bob', 'eve']);
			expect(result.run.mode).toBe(mode);
		},
	);

	it('makes a list of people with the built-in nodes and stops at the destination', async () => {
		const jsonOutput = '={{ { people: [{ name: "ann" }, { name: "bob" }] } }}';
		const workflow = engine.chain(
			engine.node({ mode: 'raw', jsonOutput }, { type: 'n8n-nodes-base.set' }),
			engine.node({ fieldToSplitOut: 'people' }, { type: 'n8n-nodes-base.splitOut' }),
			engine.node(greet),
			engine.node({}, { type: 'n8n-nodes-base.noOp', name: 'Never' }),
		);
		const options = { credentials: credentials(), destinationNode: 'Fixture' };
		const result = await engine.run(workflow, options);
		expect(asked()).toEqual(['ann', 'bob']);
		expect(result.nodeRuns('Never')).toEqual([]);
	});

	it('reads files from disk', async () => {
		const node = engine.node(
			{ fileSelector: '={{ $json.file }}', options: { dataPropertyName: 'page' } },
			{ type: 'n8n-nodes-base.readWriteFile', name: 'Read' },
		);
		const file = join(packageDir, 'package.json');
		const trigger = engine.node({}, { type: 'n8n-nodes-base.scheduleTrigger' });
		const result = await engine.run(engine.chain(trigger, node), { input: [{ json: { file } }] });
		const [{ binary }] = result.items('Read');
		expect(binary?.page).toMatchObject({ fileName: 'package.json', mimeType: 'application/json' });
		expect((await engine.binary.read(binary!.page)).toString()).toContain('n8n-nodes-fixture');
	});

	it('says what is missing', async () => {
		const result = await engine.run(engine.chain(engine.node(greet)), { input: people });
		expect(result.run.status).toBe('error');
		expect(result.error?.message).toBe('Node does not have any credentials set');
		const unknown = engine.node({}, { type: 'n8n-nodes-base.noOp' });
		unknown.type = 'n8n-nodes-base.unknown';
		await expect(engine.run({ nodes: [unknown], connections: {} })).rejects.toThrow('unknown');
	});

	it('runs nodes of the caller', async () => {
		const collected: unknown[] = [];
		const other = await createEngine({
			packageDir,
			extraNodes: {
				'test.collect': {
					description: {
						displayName: 'Collect',
						name: 'collect',
						group: ['transform'],
						version: 1,
						description: '',
						defaults: { name: 'Collect' },
						inputs: [NodeConnectionTypes.Main],
						outputs: [],
						properties: [],
					},
					async execute() {
						collected.push(...this.getInputData().map(({ json }) => json));
						return [];
					},
				},
			},
		});
		const workflow = other.chain(other.node({}, { type: 'test.collect' }));
		await other.run(workflow, { input: people });
		await other.close();
		expect(collected).toEqual(people.map(({ json }) => json));
	});
});

describe('errors', () => {
	it('go to the error output with their item', async () => {
		failFor('bob');
		const node = engine.node(greet, { onError: 'continueErrorOutput' });
		const result = await engine.run(engine.chain(node), {
			input: people,
			credentials: credentials(),
		});
		expect(result.error).toBeUndefined();
		expect(result.items('Fixture').map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 2 },
		]);
		expect(result.items('Fixture', 1)).toMatchObject([{ pairedItem: { item: 1 } }]);
		expect(result.items('Fixture', 1)[0].json.error).toBe('no bob');
	});

	it('stop the workflow otherwise', async () => {
		failFor('bob');
		const workflow = engine.chain(engine.node(greet));
		const result = await engine.run(workflow, { input: people, credentials: credentials() });
		expect(result.run.status).toBe('error');
		expect(result.error).toMatchObject({ name: 'NodeApiError', message: 'no bob' });
		expect(asked()).toEqual(['ann', 'bob']);
	});

	it('re-run the whole node with Retry On Fail', async () => {
		failFor('bob', 2);
		const node = engine.node(greet, { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 });
		const result = await engine.run(engine.chain(node), {
			input: people,
			credentials: credentials(),
		});
		expect(asked()).toEqual(['ann', 'bob', 'ann', 'bob', 'ann', 'bob', 'eve']);
		expect(result.items('Fixture')).toHaveLength(3);
	});
});

describe('stopping', () => {
	const wait = () => engine.chain(engine.node({ operation: 'wait' }));

	it('wakes a node that sleeps', async () => {
		const { result, cancel } = engine.start(wait(), { credentials: credentials() });
		setImmediate(cancel);
		const { run, error } = await result;
		expect(run).toMatchObject({ status: 'canceled', finished: false });
		expect(error).toBeDefined();
	});

	it('happens before the first node, too', async () => {
		const { result, cancel } = engine.start(wait(), { credentials: credentials() });
		cancel();
		expect((await result).run.status).toBe('canceled');
	});

	it('is what a timeout does', async () => {
		const result = await engine.run(wait(), { credentials: credentials(), timeoutMs: 20 });
		expect(result.run).toMatchObject({ status: 'canceled', finished: false });
	});
});

describe('logs', () => {
	it('belong to their run, even when runs overlap', async () => {
		const workflow = engine.chain(engine.node(greet));
		const runs = await Promise.all(
			people.map((item) => engine.run(workflow, { input: [item], credentials: credentials() })),
		);
		for (const [index, { logs }] of runs.entries()) {
			const text = logs.join('\n');
			for (const { json } of people) {
				const own = json === people[index].json;
				expect(text.includes(`[info] Greeting ${json.name}`)).toBe(own);
				expect(text.includes(`[console.warn] console ${json.name}`)).toBe(own);
			}
			expect(text).not.toContain(PASSPHRASE);
		}
	});

	it('hold what n8n reports of a failed node', async () => {
		failFor('ann');
		const workflow = engine.chain(engine.node(greet));
		const result = await engine.run(workflow, { input: people, credentials: credentials() });
		expect(result.logs.join('\n')).toContain('Running node "Fixture" finished with error');
	});
});

it('keeps its files in a temporary folder until the last engine is closed', async () => {
	const { n8nFolder } = Container.get(InstanceSettings);
	expect(n8nFolder).toMatch(/n8n-engine-.*\.n8n$/);
	await engine.close();
	await engine.close();
	expect(existsSync(n8nFolder)).toBe(false);
	expect(process.env.N8N_USER_FOLDER).toBe(userFolder);
	engine = await createEngine({ packageDir });
	const result = await engine.run(engine.chain(engine.node(greet)), {
		input: people,
		credentials: credentials(),
	});
	expect(result.items('Fixture')).toHaveLength(3);
});
