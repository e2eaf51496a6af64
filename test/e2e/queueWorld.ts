/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/**
 * n8n's queue mode as it is run in earnest: a main process and two workers, each with a user folder
 * of its own in which the package is installed, Redis, PostgreSQL, binary data in the database.
 */
import { join } from 'node:path';

import type { Cleanup } from './cleanup';
import { PUBLIC_HOST, startN8n, type N8nServer } from './n8nServer';
import { installPackage } from './packageInstall';
import { startPostgres, startRedis } from './services';
import { createWorld, type World, type WorldOptions } from './world';

export interface QueueWorld extends World {
	workers: N8nServer[];
	/** Starts another worker in the place of one that was killed; its log begins anew. */
	replaceWorker(index: number): Promise<void>;
	/** Makes a note that is printed at the end of the run. */
	note(line: string): void;
}

/** Starts everything; throws with a log's end if a part of it does not start. */
export async function createQueueWorld(
	options: WorldOptions,
	cleanup: Cleanup,
): Promise<QueueWorld> {
	const world = await createWorld(
		{ ...options, prepare: async (folder) => await queueSettings(folder, cleanup) },
		cleanup,
	);
	const { folder, runtime } = world;
	// The links of a question lead to main, whichever process has asked it.
	const env = {
		...world.env,
		WEBHOOK_URL: `http://${PUBLIC_HOST}:${new URL(world.n8n.url).port}/`,
	};
	const startWorker = async (name: string) => {
		const userFolder = join(folder, name);
		await installPackage(world.tarball, userFolder);
		const logFolder = folder;
		const worker = await startN8n({ runtime, userFolder, logFolder, name, role: 'worker', env });
		cleanup.add(name, async () => await worker.process.stop());
		return worker;
	};
	const workers = [await startWorker('worker-1'), await startWorker('worker-2')];
	let started = workers.length;
	const replaceWorker = async (index: number) => {
		workers[index] = await startWorker(`worker-${++started}`);
	};
	return Object.assign(world, { workers, replaceWorker, note: options.print });
}

/** Starts the services and returns the environment that main and workers share. */
async function queueSettings(folder: string, cleanup: Cleanup): Promise<Record<string, string>> {
	const redis = await startRedis(folder, cleanup);
	const postgres = await startPostgres(folder, cleanup);
	return {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis),
		// A killed worker is noticed after seconds instead of a minute.
		QUEUE_WORKER_LOCK_DURATION: '6000',
		QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
		QUEUE_WORKER_STALLED_INTERVAL: '3000',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'n8n',
		N8N_DEFAULT_BINARY_DATA_MODE: 'database',
	};
}
