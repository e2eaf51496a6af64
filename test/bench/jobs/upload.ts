import type { INode } from 'n8n-workflow';
import { createEngine, type Engine } from '../../engine';
import type { Reach } from '../gatewayProcess';
import { costOf, peakOf } from '../measure';
import { Workflows } from '../peers/workflows';

export interface UploadJob {
	node: 'watX' | 'http';
	/** The file to upload, and a small one to warm up with. */
	file: string;
	warmUp: string;
	reach: Reach;
	packageDir: string;
	baseNodes?: string;
}

export interface UploadCost {
	seconds: number;
	cpuSeconds: number;
	/** Resident memory over that before the upload, at most. */
	peakMiB: number;
}

const WARM_UPS = 4;

async function run(engine: Engine, node: INode, file: string, workflows: Workflows): Promise<void> {
	const json = { to: '+919812300001', text: 'The new course' };
	const binary = { data: await engine.binary.fromFile(file, { mimeType: 'video/mp4' }) };
	const { credentials } = workflows;
	const input = [{ json, binary }];
	const { error } = await engine.run(engine.chain(node), { mode: 'trigger', input, credentials });
	if (error) throw error;
}

/** Sends one file that n8n keeps on disk. */
export async function upload(job: UploadJob): Promise<UploadCost> {
	const { packageDir, baseNodes, reach } = job;
	const morePackageDirs = baseNodes ? [baseNodes] : [];
	const engine = await createEngine({ packageDir, morePackageDirs, binaryMode: 'filesystem' });
	const workflows = new Workflows(engine, reach);
	const node =
		job.node === 'watX'
			? workflows.watXSend({ messageType: 'media' })
			: workflows.httpSend('media', 'media_file');
	for (let count = 0; count < WARM_UPS; count++) await run(engine, node, job.warmUp, workflows);
	const { value, peakMiB } = await peakOf(
		async () => await costOf(async () => await run(engine, node, job.file, workflows)),
	);
	await engine.close();
	return { seconds: value.seconds, cpuSeconds: value.cpuSeconds, peakMiB };
}
