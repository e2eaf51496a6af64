/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console */
import { AsyncLocalStorage } from 'node:async_hooks';
import { inspect } from 'node:util';
import type { BinaryDataService } from 'n8n-core';

/** What belongs to one engine (and one run on it) among the services of the shared container. */
export interface Scope {
	binary: BinaryDataService;
	logs: string[];
}

const current = new AsyncLocalStorage<Scope>();
const open = new Set<Scope>();
const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
let restoreConsole = (): void => {};

/** Runs `work` so that everything it starts, however late, sees this scope. */
export function inScope<T>(scope: Scope, work: () => T): T {
	return current.run(scope, work);
}

/** The scope of the running code; outside of any run that of the engine created last. */
export function currentScope(): Scope | undefined {
	return current.getStore() ?? [...open].at(-1);
}

/** Makes an engine's own scope known for code that runs outside of any run. */
export function openScope(scope: Scope): void {
	open.add(scope);
}

/** Forgets what `openScope` made known. */
export function closeScope(scope: Scope): void {
	open.delete(scope);
}

function write(level: string, message: unknown, metadata: unknown[]): void {
	const parts = [message, ...metadata].map((part) =>
		typeof part === 'string' ? part : inspect(part, { depth: 8, breakLength: Infinity }),
	);
	currentScope()?.logs.push([`[${level}]`, ...parts].join(' '));
}

/** Stands in for n8n's logger: every level is kept, nothing is printed. */
export const capturingLogger = {
	error: (message: string, ...metadata: unknown[]) => write('error', message, metadata),
	warn: (message: string, ...metadata: unknown[]) => write('warn', message, metadata),
	info: (message: string, ...metadata: unknown[]) => write('info', message, metadata),
	debug: (message: string, ...metadata: unknown[]) => write('debug', message, metadata),
	scoped: () => capturingLogger,
};

/** Sends console output of code inside a run to the run's logs; all other output is untouched. */
export function captureConsole(): void {
	const originals = METHODS.map((method) => [method, console[method]] as const);
	for (const [method, original] of originals) {
		console[method] = (...args: unknown[]) => {
			if (current.getStore()) write(`console.${method}`, args[0], args.slice(1));
			else original.apply(console, args);
		};
	}
	restoreConsole = () => {
		for (const [method, original] of originals) console[method] = original;
	};
}

/** Undoes `captureConsole`. */
export function releaseConsole(): void {
	restoreConsole();
	restoreConsole = () => {};
}
