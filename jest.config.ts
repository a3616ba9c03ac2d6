import type { Config } from 'jest';

/** One config for every kind of test; tools/test.mjs picks the files. Sources run as they are: `source` in package.json imports. */
const config: Config = {
  rootDir: '.',
  testMatch: ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.e2e-spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/test/load/peers/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/var/'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': ['@swc/jest', { swcrc: true, jsc: { rewriteRelativeImportExtensions: false } }] },
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  testEnvironment: 'node',
  testTimeout: 30_000,
  // `npm run cover`: the rules, and what their own specs alone reach of them.
  collectCoverageFrom: ['libs/lifecycle/**/*.ts', '!**/*.{spec,fixture}.ts', '!**/*.events.ts'],
  coverageProvider: 'v8',
  coverageDirectory: 'var/coverage',
  coverageReporters: ['text'],
};

export default config;
