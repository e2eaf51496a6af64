import type { IDataObject } from 'n8n-workflow';
import { createEngine } from '../../engine';
import type { Reach } from '../gatewayProcess';
import { costOf, peakOf } from '../measure';

export interface CatchUpJob {
	reach: Reach;
	packageDir: string;
	/** Static data that n8n stored before the messages arrived. */
	stored: IDataObject;
	/** How many messages are waiting. */
	backlog: number;
}

export interface CatchUpCost {
	seconds: number;
	cpuSeconds: number;
	polls: number;
	/** Resident memory over that before the first poll, at most. */
	peakMiB: number;
	/** Characters of the stored static data, at most. */
	stateSize: number;
	/** Whether each message was emitted once, oldest first. */
	isComplete: boolean;
}

/** Polls after a long downtime until everything is emitted. */
export async function catchUp(job: CatchUpJob): Promise<CatchUpCost> {
	const { reach, packageDir, stored, backlog } = job;
	const engine = await createEngine({ packageDir });
	const credentials = { watXApi: { baseUrl: reach.url, secret: reach.secret } };
	const poller = engine.poller('n8n-nodes-watx.watXTrigger', {}, { credentials, stored });
	const ids: number[] = [];
	let polls = 0;
	let stateSize = 0;
	const pollOnce = async (emitted: Awaited<ReturnType<typeof poller.poll>>) => {
		polls++;
		stateSize = Math.max(stateSize, JSON.stringify(poller.stored).length);
		for (const { json } of emitted?.[0] ?? []) ids.push(Number(json.id));
		return emitted !== null;
	};
	const { value, peakMiB } = await peakOf(
		async () =>
			await costOf(async () => {
				let goesOn = await pollOnce(await poller.activate('init'));
				// A poll may bring nothing while there is more, but not two in a row.
				for (let idle = goesOn ? 0 : 1; idle < 2 && ids.length < backlog; ) {
					goesOn = await pollOnce(await poller.poll());
					idle = goesOn ? 0 : idle + 1;
				}
			}),
	);
	await engine.close();
	const isRising = ids.every((id, index) => index === 0 || id > ids[index - 1]);
	const isComplete = isRising && ids.length === backlog;
	const { seconds, cpuSeconds } = value;
	return { seconds, cpuSeconds, polls, peakMiB, stateSize, isComplete };
}
