/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { BinaryData } from 'n8n-core';
import { BinaryDataFileNotFoundError, FileTooLargeError } from 'n8n-core';

type Location = BinaryData.FileLocation;
type Row = { sourceId: string; data: Buffer; mimeType: string | null; fileName: string | null };

const MEGABYTE = 1024 * 1024;

async function toBuffer(source: Buffer | Readable): Promise<Buffer> {
	if (Buffer.isBuffer(source)) return source;
	const chunks: Buffer[] = [];
	for await (const chunk of source) chunks.push(Buffer.from(chunk as Uint8Array));
	return Buffer.concat(chunks);
}

/**
 * Binary data of n8n's `database` mode, with a map in place of the table. As in n8n the whole
 * file is one value: a stream starts only after all of it was read, and ids are bare UUIDs.
 */
export class DatabaseBinaryData implements BinaryData.Manager {
	private readonly rows = new Map<string, Row>();

	constructor(private readonly maxFileSizeMb: number) {}

	async init(): Promise<void> {}

	async store(
		location: Location,
		source: Buffer | Readable,
		metadata: BinaryData.PreWriteMetadata,
	): Promise<BinaryData.WriteResult> {
		const data = await toBuffer(source);
		const fileId = randomUUID();
		const fileSizeMb = data.length / MEGABYTE;
		if (fileSizeMb > this.maxFileSizeMb) {
			throw new FileTooLargeError({
				fileSizeMb,
				maxFileSizeMb: this.maxFileSizeMb,
				fileId,
				fileName: metadata.fileName,
			});
		}
		this.rows.set(fileId, {
			sourceId: this.toSourceId(location),
			data,
			mimeType: metadata.mimeType ?? null,
			fileName: metadata.fileName ?? null,
		});
		return { fileId, fileSize: data.length };
	}

	getPath(fileId: string): string {
		return `database://${fileId}`;
	}

	async getAsBuffer(fileId: string): Promise<Buffer> {
		return this.row(fileId).data;
	}

	async getAsStream(fileId: string): Promise<Readable> {
		return Readable.from(await this.getAsBuffer(fileId));
	}

	async getMetadata(fileId: string): Promise<BinaryData.Metadata> {
		const { fileName, mimeType, data } = this.row(fileId);
		return {
			fileName: fileName ?? undefined,
			mimeType: mimeType ?? undefined,
			fileSize: data.length,
		};
	}

	async deleteMany(locations: Location[]): Promise<void> {
		const sources = new Set(locations.map((location) => this.toSourceId(location)));
		for (const [id, row] of this.rows) if (sources.has(row.sourceId)) this.rows.delete(id);
	}

	async deleteManyByFileId(ids: string[]): Promise<void> {
		for (const id of ids) this.rows.delete(id);
	}

	async copyByFileId(target: Location, sourceFileId: string): Promise<string> {
		const fileId = randomUUID();
		this.rows.set(fileId, { ...this.row(sourceFileId), sourceId: this.toSourceId(target) });
		return fileId;
	}

	async copyByFilePath(
		target: Location,
		path: string,
		metadata: BinaryData.PreWriteMetadata,
	): Promise<BinaryData.WriteResult> {
		return await this.store(target, await readFile(path), metadata);
	}

	async rename(oldFileId: string, newFileId: string): Promise<void> {
		this.rows.set(newFileId, this.row(oldFileId));
		this.rows.delete(oldFileId);
	}

	private row(fileId: string): Row {
		const row = this.rows.get(fileId);
		if (!row) throw new BinaryDataFileNotFoundError(fileId);
		return row;
	}

	private toSourceId(location: Location): string {
		return location.type === 'execution'
			? location.executionId || 'temp'
			: (location.sourceId ?? '');
	}
}
