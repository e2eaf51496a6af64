/** A jest reporter that ends the run with one plain line of counts, for people and machines alike. */
module.exports = class ClosingLine {
	onRunComplete(
		_contexts,
		{ numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites },
	) {
		const failed = numFailedTests + numRuntimeErrorTestSuites;
		process.stdout.write(
			`${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped\n`,
		);
	}
};
