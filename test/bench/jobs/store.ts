import type { IBinaryData } from 'n8n-workflow';
import { createEngine } from '../../engine';

export interface StoreJob {
	files: string[];
	/** Where the engine that is to find them keeps its files. */
	binaryFolder: string;
	packageDir: string;
}

/** Puts videos where n8n keeps files on disk, so that the process that uploads them need not have read them before. */
export async function store({ files, ...options }: StoreJob): Promise<IBinaryData[]> {
	const engine = await createEngine({ ...options, binaryMode: 'filesystem' });
	const stored: IBinaryData[] = [];
	for (const file of files) {
		stored.push(await engine.binary.fromFile(file, { mimeType: 'video/mp4' }));
	}
	await engine.close();
	return stored;
}
