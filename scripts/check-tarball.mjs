// Checks what `npm pack` made: nothing but the shipped files, and small. usage: node check-tarball.mjs TARBALL
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** A guard against stray files, well above what the package weighs. */
const MOST_KIB = 150;
const EXPECTED = [
	/^dist\/(credentials|nodes)\/.+\.js$/,
	/^dist\/nodes\/.+\.node\.json$/,
	/^dist\/nodes\/.+\/__schema__\/.+\.json$/,
	/^dist\/icons\/[^/]+\.svg$/,
	/^(index\.js|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
];

const [tarball] = process.argv.slice(2);
if (!tarball) {
	console.error('usage: node check-tarball.mjs TARBALL');
	process.exit(2);
}
const entries = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n');
const files = entries.map((entry) => entry.replace(/^package\//, ''));
const strays = files.filter((file) => !EXPECTED.some((pattern) => pattern.test(file)));
const kib = statSync(tarball).size / 1024;
console.log(`${tarball}: ${files.length} files, ${kib.toFixed(1)} KiB (at most ${MOST_KIB})`);
if (strays.length > 0) console.error(`not to be shipped:\n${strays.join('\n')}`);
process.exit(strays.length > 0 || kib > MOST_KIB ? 1 : 0);
