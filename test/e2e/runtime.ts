/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * Provides a real n8n of a given version together with the Node.js it needs, both from npm with
 * install scripts off. They are kept in `.cache/` of the checkout, or in the folder that the
 * environment variable WATX_E2E_CACHE names. An installation counts only once its marker file
 * exists, which is written last; one that was interrupted is made anew.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runToEnd } from './process';

/** n8n versions the package is tested with, the Node.js each runs on, and what that takes. */
const N8N_VERSIONS: Record<string, { node: string; env: Record<string, string> }> = {
	// This module of n8n fetches a list from the internet.
	'2.41.1': { node: '24.21.0', env: { N8N_DISABLED_MODULES: 'mcp-registry' } },
	'2.8.4': { node: '20.20.2', env: {} },
	// The other expression engine of this version does not exist for Node.js 20.
	'1.123.81': { node: '20.20.2', env: { N8N_EXPRESSION_ENGINE: 'legacy' } },
};
export const NEWEST_N8N = '2.41.1';
export const TESTED_N8N_VERSIONS = Object.keys(N8N_VERSIONS);

const INSTALL_TIMEOUT = 15 * 60_000;
const NPM_INSTALL = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
// Older n8n takes this package from a host of its own; the spreadsheet nodes alone use it.
const OVERRIDES = { xlsx: '0.18.5' };

export interface Runtime {
	version: string;
	/** Path of the Node.js binary this n8n runs on. */
	node: string;
	/** Path of n8n's command line program. */
	program: string;
	/** Environment variables this version needs. */
	env: Record<string, string>;
}

/**
 * Installs what is missing and returns where it is.
 * @param version one of TESTED_N8N_VERSIONS
 * @param report receives one line per installation made, with its duration
 * @throws if the version is none of the tested ones or an installation fails
 */
export async function ensureRuntime(
	version: string,
	report: (line: string) => void,
): Promise<Runtime> {
	const wanted = N8N_VERSIONS[version];
	if (!wanted) {
		throw new Error(`n8n ${version} is not tested. Use one of: ${TESTED_N8N_VERSIONS.join(', ')}.`);
	}
	const nodeVersion = wanted.node;
	const cache = resolve(process.env.WATX_E2E_CACHE ?? join(__dirname, '../../.cache'));
	const nodePackage = `node-${process.platform}-${process.arch}`;
	const nodeFolder = join(cache, `node-${nodeVersion}`);
	await ensureInstalled(nodeFolder, `${nodePackage}@${nodeVersion}`, report);
	const nodeHome = join(nodeFolder, 'node_modules', nodePackage);
	const node = join(nodeHome, 'bin/node');

	const folder = join(cache, `n8n-${version}-node-${nodeVersion}`);
	await ensureInstalled(folder, `n8n@${version}`, report, async () => {
		await buildSqlite(folder, node, nodeHome);
	});
	const program = join(folder, 'node_modules/n8n/bin/n8n');
	return { version, node, program, env: wanted.env };
}

async function ensureInstalled(
	folder: string,
	spec: string,
	report: (line: string) => void,
	finish?: () => Promise<void>,
): Promise<void> {
	const marker = join(folder, '.installed');
	if (existsSync(marker) && readFileSync(marker, 'utf8') === spec) return;
	const start = Date.now();
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	// Without a package.json of its own the folder would be taken for a part of the checkout.
	writeFileSync(
		join(folder, 'package.json'),
		JSON.stringify({ private: true, overrides: OVERRIDES }),
	);
	await runToEnd('npm', [...NPM_INSTALL, spec], { cwd: folder, timeout: INSTALL_TIMEOUT });
	await finish?.();
	writeFileSync(marker, spec);
	report(`installed ${spec} in ${Math.round((Date.now() - start) / 1000)} s`);
}

/** Compiles n8n's database driver, the one dependency it cannot start without. */
async function buildSqlite(folder: string, node: string, nodeHome: string): Promise<void> {
	const modules = join(folder, 'node_modules');
	await runToEnd(node, [join(modules, 'node-gyp/bin/node-gyp.js'), 'rebuild'], {
		cwd: join(modules, 'sqlite3'),
		// Built with the headers of a newer Node.js than it runs on, the driver would crash.
		env: { ...process.env, npm_config_nodedir: nodeHome },
		timeout: INSTALL_TIMEOUT,
	});
}
