/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { INodeExecutionData } from 'n8n-workflow';
import { startServer } from './fixture/server';
import { createEngine, type Engine } from '.';

const packageDir = join(__dirname, 'fixture');
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

const credentials = () => ({ fixtureApi: { baseUrl: server.baseUrl, secret: 'secret' } });

describe('binary data', () => {
	const content = Buffer.from('päckchen '.repeat(20_000));

	it.each([
		['default', 'inline', undefined],
		['filesystem', 'filesystem-v2', /^filesystem-v2:workflows\/engine\/executions\//],
		['database', 'database', /^database:[-0-9a-f]{36}$/],
	] as const)('goes in and out of a node in mode %s', async (binaryMode, mode, id) => {
		// Another engine with another mode is open, and both are used at the same time.
		const own = await createEngine({ packageDir, binaryMode });
		const folder = await mkdtemp(join(tmpdir(), 'engine-test-'));
		await writeFile(join(folder, 'note.txt'), content);
		const files = await Promise.all([
			own.binary.write(content, { fileName: 'note.txt' }),
			own.binary.write(Readable.from([content]), { fileName: 'n.bin', mimeType: 'text/plain' }),
			own.binary.fromFile(join(folder, 'note.txt')),
		]);
		const input = files.map((data): INodeExecutionData => ({ json: {}, binary: { data } }));
		const workflow = own.chain(own.node({ operation: 'upload' }));
		const [result, other] = await Promise.all([
			own.run(workflow, { input, credentials: credentials() }),
			engine.run(workflow, {
				input: [{ json: {}, binary: { data: await engine.binary.write(content) } }],
				credentials: credentials(),
			}),
		]);

		expect(result.error).toBeUndefined();
		expect(files.map(({ mimeType }) => mimeType)).toEqual(Array(3).fill('text/plain'));
		expect(files[2].fileName).toBe('note.txt');
		const items = result.items('Fixture');
		expect(items.map(({ json }) => json.mode)).toEqual(Array(3).fill(mode));
		if (id) expect(items[0].json.metadata).toMatchObject({ fileSize: content.length });
		for (const { binary } of items) {
			expect(binary?.copy).toMatchObject({ fileName: 'copy.txt', bytes: content.length });
			expect(binary?.copy.id ?? '').toMatch(id ?? /^$/);
			expect((await own.binary.read(binary!.copy)).equals(content)).toBe(true);
		}
		expect(other.items('Fixture')[0].json.mode).toBe('filesystem-v2');
		await own.close();
		await rm(folder, { recursive: true });
	});
});

describe('credential tests', () => {
	const test = async (data = credentials().fixtureApi) =>
		await engine.testCredential('fixtureApi', data);

	it('send the request of the type through its authenticate function', async () => {
		expect(await test()).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(server.requests.map(({ url }) => url.href)).toEqual([
			'http://localhost/check?secret=secret',
		]);
	});

	it('judge the answer by the rules', async () => {
		server.answers(() => ({ body: { status: 401 } }));
		expect(await test()).toEqual({ status: 'Error', message: 'The secret is wrong' });
		server.answers(() => ({ status: 418 }));
		expect(await test()).toEqual({ status: 'Error', message: 'The server is a teapot' });
		server.answers(() => ({ status: 503 }));
		expect(await test()).toEqual({ status: 'Error', message: 'Service Unavailable' });
	});

	it('say why the server was not reached, at the default URL', async () => {
		const result = await engine.testCredential('fixtureApi', { secret: 'x' });
		expect(result).toMatchObject({ status: 'Error', message: 'ECONNREFUSED' });
		expect(engine.logs.join('\n')).toContain('ECONNREFUSED');
	});

	it('call the method that a node offers', async () => {
		expect(await engine.testCredential('plainApi', { key: 'right' })).toMatchObject({
			status: 'OK',
		});
		expect(await engine.testCredential('plainApi', {})).toEqual({
			status: 'Error',
			message: 'The key is wrong',
		});
	});
});

describe('list search', () => {
	const search = { method: 'searchPeople', path: 'parameters.person' };

	it('passes filter, defaults and the token of the page before', async () => {
		server.answers((url) => ({ body: { people: [`person ${url.searchParams.get('page')}`] } }));
		const first = await engine.searchList({ ...search, filter: 'pe', credentials: credentials() });
		expect(first).toEqual({
			results: [{ name: 'person 1', value: 'person 1' }],
			paginationToken: '2',
		});
		const { paginationToken } = first;
		const second = await engine.searchList({
			...search,
			paginationToken,
			parameters: { greeting: 'Hey' },
			credentials: credentials(),
		});
		expect(second).toEqual({ results: [{ name: 'person 2', value: 'person 2' }] });
		expect(server.requests.map(({ url }) => url.search)).toEqual([
			'?filter=pe&page=1&greeting=Hello&secret=secret',
			'?page=2&greeting=Hey&secret=secret',
		]);
	});

	it('throws what the method throws', async () => {
		server.answers(() => ({ status: 403, body: { message: 'not allowed' } }));
		const list = engine.searchList({ ...search, credentials: credentials() });
		await expect(list).rejects.toMatchObject({ httpCode: '403' });
		await expect(engine.searchList({ method: 'none' })).rejects.toThrow('searchPeople');
	});
});

describe('polling', () => {
	const TRIGGER = 'n8n-nodes-fixture.fixtureTrigger';
	let events: Array<{ id: number }>;
	const start = (stored?: object) =>
		engine.poller(TRIGGER, {}, { credentials: credentials(), stored: stored as never });

	beforeEach(() => {
		events = [];
		server.answers((url) => {
			const after = Number(url.searchParams.get('after'));
			return { body: { events: events.filter(({ id }) => id > after) } };
		});
	});

	it('keeps static data after the activation and after a poll that emits, else in memory', async () => {
		const poller = start();
		expect(await poller.activate()).toBeNull();
		expect(poller.stored).toEqual({ 'node:Fixture Trigger': { polls: 1 } });

		expect(await poller.poll()).toBeNull();
		expect(poller.state).toEqual({ polls: 2 });
		expect(poller.stored).toEqual({ 'node:Fixture Trigger': { polls: 1 } });

		events = [{ id: 1 }, { id: 2 }];
		expect(await poller.poll()).toEqual([[{ json: { id: 1 } }, { json: { id: 2 } }]]);
		expect(poller.stored).toEqual({ 'node:Fixture Trigger': { polls: 3, last: 2 } });
	});

	it('forgets at a restart what was not stored', async () => {
		const poller = start();
		await poller.activate();
		await poller.poll();
		const restarted = start(poller.stored);
		events = [{ id: 7 }];
		expect(await restarted.activate('init')).toEqual([[{ json: { id: 7 } }]]);
		expect(restarted.state).toEqual({ polls: 2, last: 7 });
	});

	it('fails the activation with the reason, a later poll with its error', async () => {
		server.answers(() => ({ status: 401, body: { message: 'wrong secret' } }));
		await expect(start().activate()).rejects.toThrow('problem activating the workflow');
		const poller = start();
		await expect(poller.poll()).rejects.toMatchObject({ name: 'NodeApiError' });
	});

	it('lets two polls of one workflow overlap', async () => {
		const poller = start();
		events = [{ id: 1 }];
		const emitted = await Promise.all([poller.poll(), poller.poll()]);
		expect(emitted).toEqual([[[{ json: { id: 1 } }]], [[{ json: { id: 1 } }]]]);
		expect(poller.state.polls).toBe(2);
	});

	it('saves nothing when fetching a test event', async () => {
		const poller = start({ 'node:Fixture Trigger': { last: 1 } });
		events = [{ id: 1 }, { id: 2 }];
		expect(await poller.fetchTestEvent()).toEqual([[{ json: { id: 2 } }]]);
		expect(poller.stored).toEqual({ 'node:Fixture Trigger': { last: 1 } });
	});

	it('starts a manual run by polling and a trigger run with what was emitted', async () => {
		events = [{ id: 3 }];
		const workflow = engine.chain(engine.node({}, { type: TRIGGER }));
		const manual = await engine.run(workflow, { credentials: credentials() });
		expect(manual.items('Fixture Trigger')).toMatchObject([{ json: { id: 3 } }]);
		const input = [{ json: { id: 9 } }];
		const active = await engine.run(workflow, { mode: 'trigger', input });
		expect(active.items('Fixture Trigger')).toMatchObject(input);
	});
});

describe('as an AI tool', () => {
	const parameters = {
		person: {
			__rl: true,
			mode: 'list',
			value: "={{ $fromAI('name', 'Who to greet', 'string') }}",
		},
		greeting: 'Hello',
	};

	it.each(['engine', 'invoke'] as const)('the node answers the agent (%s)', async (via) => {
		const options = { via, credentials: credentials() };
		const run = await engine.runAsTool(parameters, { name: 'ann' }, options);
		expect(run.result.error).toBeUndefined();
		expect(run.parameters).toEqual({ name: 'Who to greet' });
		expect(run.name).toBe('Fixture');
		expect(JSON.parse(run.response ?? '')).toEqual([{ ok: true }]);
		expect(server.requests[0].url.searchParams.get('person')).toBe('ann');
		expect(server.requests[0].url.searchParams.get('secret')).toBe('secret');
	});

	it('a failing call reaches the agent as text', async () => {
		server.answers(() => ({ status: 500, body: { message: 'no luck' } }));
		const options = { credentials: credentials() };
		const { response } = await engine.runAsTool(parameters, { name: 'ann' }, options);
		expect(JSON.parse(response ?? '')).toEqual([{ error: 'no luck' }]);
	});
});
