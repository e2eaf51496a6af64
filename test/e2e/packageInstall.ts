/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/**
 * Packs the checkout and installs the tarball into an n8n user folder exactly as n8n's community
 * package service does: unpacked to `.n8n/nodes/node_modules/<name>`, its package.json without the
 * development and peer dependencies, `npm install` with scripts off inside it, and an entry in
 * `.n8n/nodes/package.json`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runToEnd } from './process';

interface PackageJson {
	name: string;
	version: string;
	dependencies?: Record<string, string>;
	devDependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
}

const TIMEOUT = 120_000;
// The options n8n itself passes to npm.
const NPM_INSTALL = [
	'install',
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
];

/** Packs a built checkout into `folder` and returns the path of the tarball. */
export async function packCheckout(checkout: string, folder: string): Promise<string> {
	if (!existsSync(join(checkout, 'dist'))) {
		throw new Error(`${checkout} is not built. Run "npm run build" first.`);
	}
	const stdout = await runToEnd('npm', ['pack', '--silent', '--pack-destination', folder], {
		cwd: checkout,
		timeout: TIMEOUT,
	});
	return resolve(folder, stdout.trim().split('\n').pop() ?? '');
}

/**
 * Installs a packed community package into an n8n user folder.
 * @param tarball path of the .tgz file
 * @param userFolder value of N8N_USER_FOLDER
 * @returns name and version of the package
 */
export async function installPackage(
	tarball: string,
	userFolder: string,
): Promise<{ name: string; version: string }> {
	const nodesFolder = join(userFolder, '.n8n/nodes');
	const listing = await runToEnd('tar', ['-xzOf', tarball, 'package/package.json'], {
		timeout: TIMEOUT,
	});
	const packageJson = JSON.parse(listing) as PackageJson;
	const { name, version } = packageJson;
	const packageFolder = join(nodesFolder, 'node_modules', name);
	mkdirSync(packageFolder, { recursive: true });
	await runToEnd('tar', ['-xzf', tarball, '-C', packageFolder, '--strip-components=1'], {
		timeout: TIMEOUT,
	});
	delete packageJson.devDependencies;
	delete packageJson.peerDependencies;
	delete packageJson.optionalDependencies;
	writeJson(join(packageFolder, 'package.json'), packageJson);
	await runToEnd('npm', NPM_INSTALL, { cwd: packageFolder, timeout: TIMEOUT });

	const ledgerFile = join(nodesFolder, 'package.json');
	const ledger = existsSync(ledgerFile)
		? (JSON.parse(readFileSync(ledgerFile, 'utf8')) as PackageJson)
		: { name: 'installed-nodes', private: true };
	writeJson(ledgerFile, { ...ledger, dependencies: { ...installed(ledger), [name]: version } });
	return { name, version };
}

function installed(ledger: Partial<PackageJson>): Record<string, string> {
	return ledger.dependencies ?? {};
}

function writeJson(file: string, value: unknown): void {
	writeFileSync(file, JSON.stringify(value, null, 2));
}
