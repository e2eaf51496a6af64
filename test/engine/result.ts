import type {
	ExecutionError,
	INodeExecutionData,
	IRun,
	ITaskData,
	NodeExecutionHint,
} from 'n8n-workflow';

/** What a run left behind. */
export class RunResult {
	constructor(
		/** The run as n8n stores it. */
		readonly run: IRun,
		/** Everything n8n, the nodes and the console wrote during the run, one entry per message. */
		readonly logs: string[],
	) {}

	/** The error that ended the run, if one did. */
	get error(): ExecutionError | undefined {
		return this.run.data.resultData.error;
	}

	/** Hints of all nodes, in the order the nodes ran. */
	get hints(): NodeExecutionHint[] {
		return Object.values(this.run.data.resultData.runData)
			.flat()
			.sort((a, b) => a.executionIndex - b.executionIndex)
			.flatMap((task) => task.hints ?? []);
	}

	/** Items that left an output of a node in its last run; none when it did not run. */
	items(nodeName: string, outputIndex = 0): INodeExecutionData[] {
		return this.nodeRuns(nodeName).at(-1)?.data?.main[outputIndex] ?? [];
	}

	/** All runs of a node, such as the turns of a loop. */
	nodeRuns(nodeName: string): ITaskData[] {
		return this.run.data.resultData.runData[nodeName] ?? [];
	}
}
