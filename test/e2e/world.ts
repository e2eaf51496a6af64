/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * Everything one run works with: a temporary folder, the gateway emulator, n8n with the packed
 * package installed, its owner and a credential. Whatever is started here is registered for cleanup.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { startEmulator, type Emulator, type Profile } from '../emulator';
import type { Cleanup } from './cleanup';
import { startN8n, type N8nServer } from './n8nServer';
import { installPackage, packCheckout } from './packageInstall';
import { RestClient } from './restClient';
import type { CredentialReference } from './restTypes';
import { ensureRuntime, type Runtime } from './runtime';

export interface World {
	/** Temporary folder of the run, removed at its end. */
	folder: string;
	runtime: Runtime;
	/** The packed package that is installed. */
	tarball: string;
	/** Environment variables of n8n beyond the usual ones. */
	env: Record<string, string>;
	gateway: Emulator;
	n8n: N8nServer;
	/** Ends n8n, or kills it as a crash would; what it has stored stays. */
	stop(how?: 'killed'): Promise<void>;
	/** Starts an n8n that was stopped, at the same address and with all that it has stored. */
	resume(): Promise<void>;
	rest: RestClient;
	/** A working credential of the emulator. */
	credential: CredentialReference;
}

export interface WorldOptions {
	version: string;
	/** The packed package; default is a fresh one of this checkout, which must be built. */
	tarball?: string;
	/** How the gateway behaves: as it is sold (default), or mended. */
	profile?: Profile;
	/** Starts what n8n needs beside it and returns the environment variables for that. */
	prepare?(folder: string): Promise<Record<string, string>>;
	print(line: string): void;
}

/** Builds the world up to a signed-in n8n; throws with the log's end if n8n does not start. */
export async function createWorld(options: WorldOptions, cleanup: Cleanup): Promise<World> {
	const { version, profile, print } = options;
	const runtime = await ensureRuntime(version, print);
	const folder = mkdtempSync(join(tmpdir(), 'watx-e2e-'));
	cleanup.add('The temporary folder', () =>
		rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
	);
	const gateway = await startEmulator({ profile, settings: { keepFiles: true } });
	cleanup.add('The gateway emulator', async () => await gateway.close());

	const tarball = options.tarball ?? (await packCheckout(resolve(__dirname, '../..'), folder));
	const userFolder = join(folder, 'n8n');
	const installed = await installPackage(tarball, userFolder);
	const env = (await options.prepare?.(folder)) ?? {};
	const settings = { runtime, userFolder, logFolder: folder, env };
	let n8n = await startN8n(settings);
	cleanup.add('n8n', async () => await n8n.process.stop());
	print(
		`n8n ${version} is ready after ${(n8n.startTime / 1000).toFixed(1)} s with ` +
			`${installed.name} ${installed.version}`,
	);

	const rest = new RestClient(n8n.url, Number(version.split('.')[0]));
	await rest.setUpOwner();
	const credential = await rest.createCredential('WatX gateway', 'watXApi', access(gateway));
	const world: World = {
		...{ folder, runtime, tarball, env, gateway, n8n, rest, credential },
		async stop(how) {
			await (how === 'killed' ? n8n.process.kill() : n8n.process.stop());
		},
		async resume() {
			n8n = await startN8n({ ...settings, port: Number(new URL(n8n.url).port) });
			world.n8n = n8n;
		},
	};
	return world;
}

/** The credential's fields for the emulator. */
export function access(gateway: Emulator): { baseUrl: string; secret: string } {
	return { baseUrl: gateway.url, secret: gateway.secret };
}
