/** Tests against the emulated gateway, as one of its profiles shows it (test/emulator/profiles.ts). */
const project = (profile, testMatch) => ({
	displayName: profile,
	globals: { gatewayProfile: profile },
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch,
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json' }] },
});

/** @type {import('jest').Config} */
module.exports = {
	globalSetup: '<rootDir>/test/freshBuild.js',
	// n8n-core is loaded once per test file; two workers fit the smallest machine the suite runs on.
	maxWorkers: 2,
	// A bound, not a measure: a machine may be shared.
	testTimeout: 120_000,
	// Whatever talks to a gateway runs once for each of its profiles, everything else once.
	projects: [
		project('stock', ['**/*.test.ts']),
		project('mended', ['**/test/integration/**/*.test.ts', '**/test/examples/**/*.test.ts']),
	],
	// With maps beside the build (scripts/gate.sh), what the build runs counts for its sources.
	coverageProvider: 'v8',
	collectCoverageFrom: ['<rootDir>/{credentials,nodes}/**/*.ts', '<rootDir>/dist/**/*.js'],
	coverageReporters: [['text', { skipFull: true }], 'text-summary'],
	reporters: ['default', '<rootDir>/test/closingLine.js'],
};
