/* eslint-disable @n8n/community-nodes/no-restricted-globals */
/**
 * What must be undone at the end of a run, in reverse order, whatever happens: after the last step,
 * after a failure, and when the run is interrupted by a signal.
 */

export class Cleanup {
	private readonly tasks: Array<{ what: string; undo: () => unknown }> = [];
	private running?: Promise<void>;

	/** Registers how to undo what was just started or created. */
	add(what: string, undo: () => unknown): void {
		this.tasks.push({ what, undo });
	}

	/** Whether the cleanup has begun. */
	readonly begun = () => this.running !== undefined;

	/** Undoes everything once; a failure is reported and does not stop the rest. */
	async run(): Promise<void> {
		this.running ??= this.undoAll();
		await this.running;
	}

	/** Runs the cleanup and ends the process when it is interrupted. */
	onSignals(): void {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
			process.on(signal, () => {
				void this.run().then(() => process.exit(1));
			});
		}
	}

	private async undoAll(): Promise<void> {
		for (let task = this.tasks.pop(); task; task = this.tasks.pop()) {
			const { what, undo } = task;
			await Promise.resolve(undo()).catch((error: unknown) => {
				process.stderr.write(`${what} was not cleaned up: ${String(error)}\n`);
			});
		}
	}
}
