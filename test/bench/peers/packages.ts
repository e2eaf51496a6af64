/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PackedSize {
	files: number;
	/** Of the tarball, and of the files in it, in KiB. */
	packedKiB: number;
	unpackedKiB: number;
}

/** Packs a package the way npm publishes it, into a folder. */
export function pack(packageDir: string, into: string): PackedSize {
	const output = execFileSync('npm', ['pack', '--json', '--pack-destination', into], {
		cwd: packageDir,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const [{ entryCount, size, unpackedSize }] = JSON.parse(output) as Array<
		Record<'entryCount' | 'size' | 'unpackedSize', number>
	>;
	return { files: entryCount, packedKiB: size / 1024, unpackedKiB: unpackedSize / 1024 };
}

const FOLDER = 'dist/nodes/Telegram';
const CREDENTIAL = 'dist/credentials/TelegramApi.credentials.js';

function writePackage(packageDir: string): void {
	const nodes = ['Telegram', 'TelegramTrigger'].map((name) => `${FOLDER}/${name}.node.js`);
	const name = 'n8n-nodes-telegram';
	const content = { name, version: '1.0.0', n8n: { nodes, credentials: [CREDENTIAL] } };
	writeFileSync(join(packageDir, 'package.json'), JSON.stringify(content));
}

/**
 * Packages of Telegram's nodes alone, made of n8n-nodes-base: one with their files, to pack, and
 * one that leads into n8n-nodes-base, to load.
 */
export function telegramPackages(baseNodes: string, into: string) {
	const toPack = join(into, 'telegram-files');
	mkdirSync(join(toPack, 'dist/credentials'), { recursive: true });
	for (const part of [FOLDER, CREDENTIAL]) {
		cpSync(join(baseNodes, part), join(toPack, part), { recursive: true });
	}
	writePackage(toPack);
	const toLoad = join(into, 'telegram');
	mkdirSync(toLoad);
	symlinkSync(join(baseNodes, 'dist'), join(toLoad, 'dist'), 'junction');
	writePackage(toLoad);
	return { toPack, toLoad };
}
