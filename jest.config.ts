import { availableParallelism } from 'node:os';
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
  // On two processors Jest would take one, while most of what takes long waits: for a process that it started, or for a time-out.
  maxWorkers: Math.max(3, availableParallelism() - 1),
  // `npm run cover`: the rules, and what their own specs alone reach of them.
  collectCoverageFrom: ['libs/lifecycle/**/*.ts', '!**/*.{spec,fixture}.ts', '!**/*.events.ts'],
  coverageProvider: 'v8',
  coverageDirectory: 'var/coverage',
  coverageReporters: ['text'],
};

export default config;
