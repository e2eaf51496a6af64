const { Transform } = require('node:stream');
const { src, dest, parallel } = require('gulp');

/** Copies what the compiler does not: icons and codex files, to the same place below dist. */
function assets() {
	return src(['icons/*.svg', 'nodes/**/*.node.json'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);
}

/** The compiler indents by four blanks; tabs keep the shipped package small. */
const toTabs = new Transform({
	objectMode: true,
	transform(file, _encoding, done) {
		const text = file.contents.toString();
		file.contents = Buffer.from(
			text.replace(/^( {4})+/gm, (blanks) => '\t'.repeat(blanks.length / 4)),
		);
		done(null, file);
	},
});

function indent() {
	return src('dist/**/*.js').pipe(toTabs).pipe(dest('dist'));
}

exports.default = parallel(assets, indent);
