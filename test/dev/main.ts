/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
/**
 * `npm run dev [-- --n8n VERSION]`: a real n8n to click through, with the nodes of this checkout, the gateway emulator, a
 * ready credential and the examples. A change below nodes/, credentials/ or icons/ rebuilds, and n8n restarts with it.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fillWithSamples } from '../emulator/samples';
import { Cleanup } from '../e2e/cleanup';
import { startN8n } from '../e2e/n8nServer';
import { installPackage, packCheckout } from '../e2e/packageInstall';
import { runToEnd } from '../e2e/process';
import { OWNER } from '../e2e/restClient';
import { NEWEST_N8N } from '../e2e/runtime';
import { createWorld, type World } from '../e2e/world';
import { importExamples } from './examples';
import { onChange } from './onChange';

const ROOT = resolve(__dirname, '../..');
const SOURCES = ['nodes', 'credentials', 'icons'].map((folder) => resolve(ROOT, folder));
const BUILD_TIMEOUT = 120_000;

const print = (line: string) => void process.stdout.write(`${line}\n`);

/** Builds and installs what changed, and restarts n8n on the same port; a broken build changes nothing. */
async function renew(world: World): Promise<void> {
	print('Something changed: building.');
	const failure = await runToEnd('npm', ['run', 'build', '--silent'], {
		cwd: ROOT,
		timeout: BUILD_TIMEOUT,
	}).then(
		() => undefined,
		(error: Error) => error,
	);
	if (failure) {
		print(failure.message);
		return;
	}
	const { folder, runtime, env } = world;
	const userFolder = resolve(folder, 'n8n');
	await installPackage(await packCheckout(ROOT, folder), userFolder);
	await world.n8n.process.stop();
	const port = Number(new URL(world.n8n.url).port);
	world.n8n = await startN8n({ runtime, userFolder, logFolder: folder, env, port });
	print('n8n runs with the change. Reload the page.');
}

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { n8n: { type: 'string', default: NEWEST_N8N } } });
	const cleanup = new Cleanup();
	cleanup.onSignals();
	try {
		const world = await createWorld({ version: values.n8n, print }, cleanup);
		fillWithSamples(world.gateway);
		const names = await importExamples(world.rest, world.credential, resolve(ROOT, 'examples'));
		// Registered last, so that a restarted n8n is stopped, too.
		cleanup.add('n8n', async () => await world.n8n.process.stop());
		print(`
Editor     ${world.n8n.url}
Sign in    ${OWNER.email}
Password   ${OWNER.password}
Gateway    ${world.gateway.url} (emulated; nothing leaves this machine)
Workflows  ${names.join(', ')}

Ctrl+C ends it.`);
		onChange(SOURCES, async () => await renew(world));
	} catch (error) {
		print(error instanceof Error ? error.message : String(error));
		await cleanup.run();
		process.exit(1);
	}
}

void main();
