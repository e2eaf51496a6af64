import type { IBinaryData } from 'n8n-workflow';
import { createEngine } from '../../engine';
import type { Reach } from '../gatewayProcess';
import { costOf, peakOf } from '../measure';
import { Workflows } from '../peers/workflows';

export interface UploadJob {
	node: 'watX' | 'http';
	/** The stored file to upload, and a small one to warm up with. */
	file: IBinaryData;
	warmUp: IBinaryData;
	/** How many times to upload it. */
	repeats: number;
	binaryFolder: string;
	reach: Reach;
	packageDir: string;
	baseNodes?: string;
}

export interface UploadCost {
	/** Of one upload, on average. */
	seconds: number;
	cpuSeconds: number;
	/** Resident memory over that before the first upload, at most: until its end, and until the end of the last. */
	firstPeakMiB: number;
	peakMiB: number;
}

const WARM_UPS = 4;

/** Sends a file that n8n keeps on disk, once or several times in a row. */
export async function upload(job: UploadJob): Promise<UploadCost> {
	const { packageDir, baseNodes, binaryFolder, reach } = job;
	const morePackageDirs = baseNodes ? [baseNodes] : [];
	const binaryMode = 'filesystem' as const;
	const engine = await createEngine({ packageDir, morePackageDirs, binaryMode, binaryFolder });
	const workflows = new Workflows(engine, reach);
	const workflow = engine.chain(
		job.node === 'watX'
			? workflows.watXSend({ messageType: 'media' })
			: workflows.httpSend('media', 'media_file'),
	);
	const send = async (data: IBinaryData) => {
		const { credentials } = workflows;
		const input = [{ json: { to: '+919812300001', text: 'The new course' }, binary: { data } }];
		const { error } = await engine.run(workflow, { mode: 'trigger', input, credentials });
		if (error) throw error;
	};
	for (let count = 0; count < WARM_UPS; count++) await send(job.warmUp);
	const { value, peakMiB } = await peakOf(async (soFar) => {
		const first = await costOf(async () => await send(job.file));
		const firstPeakMiB = soFar();
		const others = await costOf(async () => {
			for (let count = 1; count < job.repeats; count++) await send(job.file);
		});
		return { first, others, firstPeakMiB };
	});
	await engine.close();
	const { first, others, firstPeakMiB } = value;
	return {
		seconds: (first.seconds + others.seconds) / job.repeats,
		cpuSeconds: (first.cpuSeconds + others.cpuSeconds) / job.repeats,
		...{ firstPeakMiB, peakMiB },
	};
}
