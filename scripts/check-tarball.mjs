// Checks what `npm pack` made: nothing but the shipped files, and small. usage: node check-tarball.mjs TARBALL
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';

const MOST_KIB = 60;
const EXPECTED =
	/^package\/(dist\/(credentials|nodes|icons)\/.+\.(js|json|svg)|index\.js|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/;

const [tarball] = process.argv.slice(2);
if (!tarball) {
	console.error('usage: node check-tarball.mjs TARBALL');
	process.exit(2);
}
const files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n');
const strays = files.filter((file) => !EXPECTED.test(file));
const kib = statSync(tarball).size / 1024;
console.log(`${tarball}: ${files.length} files, ${kib.toFixed(1)} KiB (at most ${MOST_KIB})`);
if (strays.length > 0) console.error(`not to be shipped:\n${strays.join('\n')}`);
process.exit(strays.length > 0 || kib > MOST_KIB ? 1 : 0);
