/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
/** Calls into processes of their own, so that what is measured shares neither thread nor memory. */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { OperationalError } from 'n8n-workflow';

type Handlers = Record<string, (argument: never) => unknown>;

interface Question {
	id: number;
	name: string;
	argument: unknown;
}

interface Reply {
	id: number;
	value?: unknown;
	failure?: string;
}

/** Answers the parent's calls until it disconnects. */
export function serve(handlers: Handlers): void {
	process.on('message', ({ id, name, argument }: Question) => {
		const answer = async () => await handlers[name](argument as never);
		answer().then(
			(value) => process.send?.({ id, value } satisfies Reply),
			(error: Error) => process.send?.({ id, failure: error.stack ?? error.message }),
		);
	});
	process.once('disconnect', () => process.exit());
}

/** A process that serves the handlers of type `H`. */
export class Child<H extends Handlers> {
	private readonly process: ChildProcess;

	private readonly waiting = new Map<
		number,
		{ resolve: (value: never) => void; reject: (error: Error) => void }
	>();

	private calls = 0;

	/** @param program file name in this folder */
	constructor(private readonly program: string) {
		const options = { execArgv: ['--import', 'tsx'], cwd: join(__dirname, '../..') };
		this.process = fork(join(__dirname, program), options);
		this.process.on('message', (reply: Reply) => this.settle(reply));
		this.process.once('exit', (code) => this.fail(`${program} ended with code ${code}`));
	}

	/** Calls a handler; throws what it throws, or when the process ends or takes too long. */
	async call<K extends keyof H & string>(
		name: K,
		argument?: Parameters<H[K]>[0],
		timeoutMs = 180_000,
	): Promise<Awaited<ReturnType<H[K]>>> {
		const id = ++this.calls;
		const timer = setTimeout(() => {
			this.settle({ id, failure: `${this.program} did not answer "${name}" in time` });
			this.process.kill();
		}, timeoutMs);
		try {
			return await new Promise((resolve, reject) => {
				this.waiting.set(id, { resolve, reject });
				this.process.send({ id, name, argument } satisfies Question);
			});
		} finally {
			clearTimeout(timer);
		}
	}

	/** Ends the process. */
	async stop(): Promise<void> {
		const { process: child } = this;
		if (child.exitCode !== null || child.signalCode !== null) return;
		const ended = new Promise((resolve) => child.once('exit', resolve));
		child.kill();
		await ended;
	}

	private settle({ id, value, failure }: Reply): void {
		const call = this.waiting.get(id);
		this.waiting.delete(id);
		if (failure === undefined) call?.resolve(value as never);
		else call?.reject(new OperationalError(failure));
	}

	private fail(failure: string): void {
		for (const id of [...this.waiting.keys()]) this.settle({ id, failure });
	}
}
