// Runs the scan that n8n runs on a published community package, offline: its rules for sources on this repository, and its
// rules for what is shipped on the tarball. usage: node scripts/scan.mjs TARBALL
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const [tarball] = process.argv.slice(2);
if (!tarball) {
	console.error('usage: node scripts/scan.mjs TARBALL');
	process.exit(2);
}

const unpacked = mkdtempSync(join(tmpdir(), 'watx-scan-'));
try {
	execFileSync('tar', ['-xzf', resolve(tarball), '-C', unpacked]);
	const legs = [
		['source', resolve(import.meta.dirname, '..'), SOURCE_FILE_PATTERNS],
		['tarball', join(unpacked, 'package'), ['**/*.js', 'package.json']],
	];
	for (const [leg, folder, patterns] of legs) {
		const { passed, message, details } = await analyzePackage(folder, patterns);
		// The scan passes a folder in which it finds nothing to look at; that is no pass.
		const sound = passed && message === undefined;
		console.log(`scan of the ${leg}: ${sound ? 'passed' : 'FAILED'}`);
		if (!sound) console.error([message, details].filter(Boolean).join('\n'));
		if (!sound) process.exitCode = 1;
	}
} finally {
	rmSync(unpacked, { recursive: true });
}
