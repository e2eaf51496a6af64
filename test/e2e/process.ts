/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
/**
 * Child processes of the end-to-end run: commands that end by themselves (`runToEnd`) and servers
 * that run until they are stopped (`startProcess`). Each server is the leader of a process group of
 * its own, so that stopping it also ends what it started (n8n's task runner, PostgreSQL's backends).
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';

export interface CommandOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Milliseconds until the command is killed. */
	timeout: number;
	/** User id the command runs under; default is that of this process. */
	uid?: number;
}

export interface ServerOptions extends Omit<CommandOptions, 'timeout'> {
	command: string;
	args: string[];
	/** File that receives stdout and stderr. */
	logFile: string;
}

export interface ManagedProcess {
	pid: number;
	logFile: string;
	/** Whether the process has ended. */
	ended(): boolean;
	/** Asks the process to end, waits `grace` milliseconds (default 15,000), then kills its group. */
	stop(grace?: number): Promise<void>;
	/** Kills the process and its group at once, as a crash would. */
	kill(): Promise<void>;
}

export const sleepFor = async (milliseconds: number) =>
	await new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** The last `lines` lines of a text file, or an empty text if there is no such file. */
export function tail(file: string, lines = 30): string {
	return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-lines).join('\n') : '';
}

/**
 * Runs a command and resolves with its stdout. Rejects with the last lines of its output if it
 * fails or exceeds the timeout.
 */
export async function runToEnd(
	command: string,
	args: string[],
	options: CommandOptions,
): Promise<string> {
	return await new Promise((resolve, reject) => {
		const { timeout, ...spawnOptions } = options;
		const child = spawn(command, args, {
			...spawnOptions,
			detached: true,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let stdout = '';
		let all = '';
		child.stdout.on('data', (chunk: Buffer) => {
			stdout += chunk.toString();
			all += chunk.toString();
		});
		child.stderr.on('data', (chunk: Buffer) => {
			all += chunk.toString();
		});
		const timer = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), timeout);
		child.on('error', reject);
		child.on('close', (code, signal) => {
			clearTimeout(timer);
			if (code === 0) return resolve(stdout);
			const reason = signal ? `was ended by ${signal}` : `ended with code ${code}`;
			reject(new Error(`"${command} ${args.join(' ')}" ${reason}:\n${all.slice(-3000)}`));
		});
	});
}

/** Starts a server whose output goes to a file. */
export function startProcess(options: ServerOptions): ManagedProcess {
	const { command, args, logFile, ...spawnOptions } = options;
	const log = openSync(logFile, 'a');
	const child = spawn(command, args, {
		...spawnOptions,
		detached: true,
		stdio: ['ignore', log, log],
	});
	closeSync(log);
	if (child.pid === undefined) throw new Error(`"${command}" could not be started.`);
	const { pid } = child;
	let running = true;
	const end = new Promise<void>((resolve) => {
		const finish = () => {
			running = false;
			resolve();
		};
		child.once('exit', finish);
		child.once('error', finish);
	});
	const kill = async () => {
		signalGroup(pid, 'SIGKILL');
		await end;
	};
	return {
		pid,
		logFile,
		ended: () => !running,
		kill,
		async stop(grace = 15_000) {
			if (running) child.kill('SIGTERM');
			await Promise.race([end, sleepFor(grace)]);
			await kill();
		},
	};
}

/** Waits until `probe` holds; rejects after `timeout` milliseconds, or once a process has ended. */
export async function waitUntil(
	what: string,
	probe: () => Promise<boolean>,
	options: { timeout: number; process?: ManagedProcess },
): Promise<void> {
	const deadline = Date.now() + options.timeout;
	for (;;) {
		if (await probe().catch(() => false)) return;
		const { process: server } = options;
		if (server?.ended() || Date.now() > deadline) {
			const reason = server?.ended() ? 'the process ended' : `${options.timeout} ms passed`;
			throw new Error(`${what}: ${reason}.\n${server ? tail(server.logFile) : ''}`);
		}
		await sleepFor(200);
	}
}

/** A TCP port on the loopback interface that nothing listens on. */
export async function freePort(): Promise<number> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
	if (pid === undefined) return;
	try {
		process.kill(-pid, signal);
	} catch {
		// The group has ended already.
	}
}
