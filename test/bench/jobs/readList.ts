import type { INode } from 'n8n-workflow';
import { createEngine, type CredentialSet } from '../../engine';
import { peakOf } from '../measure';
import { bareLoops } from '../peers/bareLoop';

export interface ReadListJob {
	/** The node that reads the list. */
	node: INode;
	credentials: CredentialSet;
	packageDir: string;
	/** Folder of n8n-nodes-base, when it is installed. */
	baseNodes?: string;
}

/** Reads a list once; gives the resident memory over that before the workflow, at most, in MiB. */
export async function readList({ node, credentials, ...folders }: ReadListJob): Promise<number> {
	const { packageDir, baseNodes } = folders;
	const morePackageDirs = baseNodes ? [baseNodes] : [];
	const engine = await createEngine({ packageDir, morePackageDirs, extraNodes: bareLoops });
	const input = [{ json: {} }];
	const { value, peakMiB } = await peakOf(
		async () => await engine.run(engine.chain(node), { mode: 'trigger', input, credentials }),
	);
	await engine.close();
	if (value.error) throw value.error;
	return peakMiB;
}
