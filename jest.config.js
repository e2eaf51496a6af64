/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json' }] },
	globalSetup: '<rootDir>/test/freshBuild.js',
	// n8n-core is loaded once per test file; two workers fit the smallest machine the suite runs on.
	maxWorkers: 2,
	testTimeout: 30_000,
	reporters: ['default', '<rootDir>/test/closingLine.js'],
};
