/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { BinaryDataConfig } from 'n8n-core';
import { BinaryDataService, copyBinaryFile, ErrorReporter, prepareBinaryData } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';
import { Container } from './core';
import { DatabaseBinaryData } from './databaseBinaryData';
import { capturingLogger, inScope, type Scope } from './scope';
import type { BinaryMode } from './types';

const DATABASE_MAX_FILE_SIZE_MB = 512;

/** n8n-core's binary data service, storing below `folder` in the given mode. */
export async function createBinaryService(
	folder: string,
	mode: BinaryMode,
): Promise<BinaryDataService> {
	const config = {
		mode,
		availableModes: ['filesystem', 'database'],
		localStoragePath: join(folder, 'storage'),
		dbMaxFileSize: DATABASE_MAX_FILE_SIZE_MB,
		signingSecret: 'unused',
	} as unknown as BinaryDataConfig;
	const service = new BinaryDataService(
		config,
		Container.get(ErrorReporter),
		capturingLogger as never,
	);
	service.setManager('database', new DatabaseBinaryData(DATABASE_MAX_FILE_SIZE_MB));
	await service.init();
	return service;
}

/** Puts files into an engine's binary data for input items, and reads them back from output items. */
export class BinaryStore {
	constructor(private readonly scope: Scope) {}

	/**
	 * Stores content the way a node does. Without a MIME type that of the file name's extension is
	 * used; n8n-core cannot look into content under jest, where it may not load an ES module.
	 */
	async write(
		content: Buffer | Readable,
		{ fileName, mimeType }: { fileName?: string; mimeType?: string } = {},
	): Promise<IBinaryData> {
		const type = mimeType ?? (fileName ? undefined : 'application/octet-stream');
		return await inScope(
			this.scope,
			async () => await prepareBinaryData(content, 'input', 'engine', fileName, type),
		);
	}

	/** Stores a copy of a file without holding it in memory (in filesystem mode). */
	async fromFile(
		path: string,
		{ fileName = basename(path), mimeType }: { fileName?: string; mimeType?: string } = {},
	): Promise<IBinaryData> {
		return await inScope(
			this.scope,
			async () => await copyBinaryFile('engine', 'input', path, fileName, mimeType),
		);
	}

	/** The content, wherever the mode keeps it. */
	async read(binary: IBinaryData): Promise<Buffer> {
		return await this.scope.binary.getAsBuffer(binary);
	}
}
