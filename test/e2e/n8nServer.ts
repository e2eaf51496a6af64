/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * Starts a real n8n on a free loopback port with a user folder of its own, with everything off that
 * would call home, and measures its memory. The same settings serve main and worker processes.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePort, startProcess, waitUntil, type ManagedProcess } from './process';
import type { Runtime } from './runtime';

const START_TIMEOUT = 300_000;

/** The name under which people reach n8n; every name below .test leads nowhere by itself. */
export const PUBLIC_HOST = 'n8n.test';

export interface N8nServer {
	/** Address of the editor and the REST API, without a trailing slash. */
	url: string;
	logFile: string;
	/** Milliseconds from start to readiness. */
	startTime: number;
	process: ManagedProcess;
}

export interface N8nOptions {
	runtime: Runtime;
	/** Value of N8N_USER_FOLDER; is created if it is missing. */
	userFolder: string;
	/** Folder of the log file. */
	logFolder: string;
	/** Name of the log file, and of this process in error messages. */
	name?: string;
	/** `worker` for a worker of queue mode; default is the main process with the editor. */
	role?: 'main' | 'worker';
	env?: Record<string, string>;
	/** Default is any free port. */
	port?: number;
}

/**
 * Starts n8n and resolves once it answers.
 * @throws if it ends or is not ready within five minutes; the error holds the end of its log
 */
export async function startN8n(options: N8nOptions): Promise<N8nServer> {
	const { runtime, userFolder, name = 'n8n', role = 'main' } = options;
	const port = options.port ?? (await freePort());
	const brokerPort = await freePort();
	mkdirSync(userFolder, { recursive: true });
	const start = Date.now();
	const server = startProcess({
		command: runtime.node,
		args: [runtime.program, ...(role === 'worker' ? ['worker', '--concurrency=10'] : ['start'])],
		cwd: userFolder,
		env: { ...settings(runtime, userFolder, port, brokerPort), ...options.env },
		logFile: join(options.logFolder, `${name}.log`),
	});
	const url = `http://127.0.0.1:${port}`;
	const failure: unknown = await waitUntil(
		`n8n ${runtime.version} (${name}) did not become ready`,
		ready(url, role),
		{ timeout: START_TIMEOUT, process: server },
	).then(
		() => undefined,
		(error: unknown) => error,
	);
	if (failure) {
		await server.kill();
		throw failure;
	}
	return { url, logFile: server.logFile, startTime: Date.now() - start, process: server };
}

/** Resident memory of a process in MB, now and at its peak. */
export function memory(pid: number): { now: number; peak: number } {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const megabytes = (field: string) =>
		Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
	return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

function ready(url: string, role: 'main' | 'worker'): () => Promise<boolean> {
	// The health check of a main process answers before its REST API does.
	const paths = ['/healthz/readiness', ...(role === 'main' ? ['/rest/settings'] : [])];
	return async () => {
		for (const path of paths) if (!(await fetch(`${url}${path}`)).ok) return false;
		return true;
	};
}

function settings(
	runtime: Runtime,
	userFolder: string,
	port: number,
	brokerPort: number,
): NodeJS.ProcessEnv {
	return {
		// n8n starts its task runner with the first "node" of the path.
		PATH: `${dirname(runtime.node)}:${process.env.PATH}`,
		HOME: userFolder,
		TZ: 'UTC',
		GENERIC_TIMEZONE: 'UTC',
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: 'a key for test runs only',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_SECURE_COOKIE: 'false',
		// A name that only the runs' own browser and requests resolve, for links that people get.
		WEBHOOK_URL: `http://${PUBLIC_HOST}:${port}/`,
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_LOG_LEVEL: 'info',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		EXTERNAL_FRONTEND_HOOKS_URLS: '',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		NODE_ENV: 'production',
		...runtime.env,
	};
}
