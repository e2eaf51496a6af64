const { src, dest } = require('gulp');

/** Copies what the compiler does not, to the same place below dist: icons, codex files and schemas. */
exports.default = () =>
	src(['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
