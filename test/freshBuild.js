const { existsSync, readdirSync, readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');

/** Tests below these folders work on the sources and need no build. */
const NEEDS_NO_BUILD = /^(\.\/)?test\/(unit|source|emulator)(\/|$)/;
const FOLDERS = ['credentials', 'icons', 'nodes'];
const COPIED = /\.svg$|\.node\.json$|\/__schema__\/.*\.json$/;

const filesIn = (root, folder) =>
	existsSync(join(root, folder))
		? readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile())
				.map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1))
				.map((path) => path.replaceAll('\\', '/'))
		: [];

/** Where the build puts a source; undefined for a file that is not built. */
const builtFrom = (source) => {
	if (source.endsWith('.ts')) return `dist/${source.slice(0, -3)}.js`;
	return COPIED.test(source) ? `dist/${source}` : undefined;
};

/**
 * Says why `dist` is not the build of the sources: the first file that is missing, older than its source (compiled) or other
 * than its source (copied), or left over from a source that is gone. undefined when it is.
 */
function staleness(root) {
	const expected = new Set();
	for (const source of FOLDERS.flatMap((folder) => filesIn(root, folder))) {
		const built = builtFrom(source);
		if (!built) continue;
		expected.add(built);
		if (!existsSync(join(root, built))) return `${built} is missing`;
		const isFresh = source.endsWith('.ts')
			? statSync(join(root, built)).mtimeMs >= statSync(join(root, source)).mtimeMs
			: readFileSync(join(root, built)).equals(readFileSync(join(root, source)));
		if (!isFresh) return `${source} was changed after the build`;
	}
	const stray = filesIn(root, 'dist').find((file) => !expected.has(file.replace(/\.map$/, '')));
	return stray && `${stray} has no source any more`;
}

/** A jest global setup: refuses to test an old build, which would tell nothing about the sources. */
module.exports = async ({ testPathPatterns }, { rootDir }) => {
	const patterns = testPathPatterns.patterns;
	if (patterns.length > 0 && patterns.every((pattern) => NEEDS_NO_BUILD.test(pattern))) return;
	const reason = staleness(rootDir);
	if (reason)
		throw new Error(
			`dist is not the build of these sources: ${reason}. Run "npm run build" first, or "npm test", which builds.`,
		);
};
module.exports.staleness = staleness;
