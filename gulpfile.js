const { Transform } = require('node:stream');
const { src, dest, parallel } = require('gulp');

/** Copies what the compiler does not: icons and codex files, to the same place below dist. */
function assets() {
	return src(['icons/*.svg', 'nodes/**/*.node.json'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);
}

/** The compiler indents by four blanks and names each constant twice; less keeps the shipped package small. */
const compact = new Transform({
	objectMode: true,
	transform(file, _encoding, done) {
		const text = file.contents.toString();
		file.contents = Buffer.from(
			text
				.replace(/^( {4})+/gm, (blanks) => '\t'.repeat(blanks.length / 4))
				.replace(/^exports\..* = void 0;\n/gm, ''),
		);
		done(null, file);
	},
});

function shrink() {
	return src('dist/**/*.js').pipe(compact).pipe(dest('dist'));
}

exports.default = parallel(assets, shrink);
