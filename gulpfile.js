const { src, dest } = require('gulp');

/** Copies what the compiler does not: icons and codex files, to the same place below dist. */
function assets() {
	return src(['icons/*.svg', 'nodes/**/*.node.json'], { base: '.', encoding: false }).pipe(dest('dist'));
}

exports.default = assets;
