/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * Redis and PostgreSQL for n8n's queue mode: Debian's packages, each on a free loopback port with a
 * data folder of its own. PostgreSQL refuses to run as root and then runs as the user "postgres".
 */
import { chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Cleanup } from './cleanup';
import { freePort, runToEnd, startProcess, waitUntil } from './process';

const HOST = '127.0.0.1';
const START_TIMEOUT = 30_000;
const POSTGRES_HOME = '/usr/lib/postgresql';

/** Starts Redis, which forgets everything at its end, and returns its port. */
export async function startRedis(folder: string, cleanup: Cleanup): Promise<number> {
	const port = await freePort();
	const dir = join(folder, 'redis');
	mkdirSync(dir);
	const server = startProcess({
		command: 'redis-server',
		args: ['--port', String(port), '--bind', HOST, '--dir', dir, '--save', ''],
		logFile: join(folder, 'redis.log'),
	});
	cleanup.add('Redis', async () => await server.stop());
	const options = { timeout: START_TIMEOUT, process: server };
	await waitUntil('Redis did not become ready', async () => await accepts(port), options);
	return port;
}

/** Starts PostgreSQL with an empty database "postgres" of the user "n8n", and returns its port. */
export async function startPostgres(folder: string, cleanup: Cleanup): Promise<number> {
	const port = await freePort();
	const programs = join(POSTGRES_HOME, readdirSync(POSTGRES_HOME).sort().reverse()[0], 'bin');
	// The other user must not need access to the run's own folder.
	const home = mkdtempSync(join(tmpdir(), 'watx-e2e-postgres-'));
	cleanup.add('The database', () => rmSync(home, { recursive: true, force: true }));
	const uid = await postgresUser();
	if (uid !== undefined) chownSync(home, uid, -1);
	const data = join(home, 'data');
	const initialise = ['-D', data, '-U', 'n8n', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
	await runToEnd(join(programs, 'initdb'), initialise, { cwd: home, uid, timeout: 60_000 });
	const settings = ['-c', `listen_addresses=${HOST}`, '-c', 'unix_socket_directories='];
	const server = startProcess({
		command: join(programs, 'postgres'),
		args: ['-D', data, '-p', String(port), '-F', ...settings],
		cwd: home,
		uid,
		logFile: join(folder, 'postgres.log'),
	});
	cleanup.add('PostgreSQL', async () => await server.stop());
	const options = { timeout: START_TIMEOUT, process: server };
	await waitUntil('PostgreSQL did not become ready', async () => await accepts(port), options);
	return port;
}

/** The user id to run PostgreSQL under; undefined if that of this process will do. */
async function postgresUser(): Promise<number | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	return Number(await runToEnd('id', ['-u', 'postgres'], { timeout: 5_000 }));
}

async function accepts(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, HOST);
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
}
