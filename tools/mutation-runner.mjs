/**
 * Stryker's test runner for the rules: loads their specs once and runs, in the same process, the tests that reach a mutant. The rules keep
 * nothing between two calls, so nothing is loaded again, and a mutant costs milliseconds where Jest's runner takes a second or more.
 *
 * `inProcess` in stryker.config.json: `specs` (globs), `leaveOut` (parts of file names).
 */
import { globSync, readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';

const require = createRequire(import.meta.url);
/** A package that one of ours depends on: the same that Jest and Stryker use. */
const within = (parent, name) => createRequire(require.resolve(`${parent}/package.json`)).resolve(name);
const load = (path) => import(pathToFileURL(path).href);
const { declareClassPlugin, PluginKind, tokens, commonTokens } = await load(
  within('@stryker-mutator/jest-runner', '@stryker-mutator/api/plugin'),
);
const { determineHitLimitReached, DryRunStatus, TestStatus, toMutantRunResult } = await load(
  within('@stryker-mutator/jest-runner', '@stryker-mutator/api/test-runner'),
);

const GLOBALS = 'specs:globals';
const BUILD = JSON.parse(readFileSync(new URL('../.swcrc', import.meta.url), 'utf8'));
const jsc = { ...BUILD.jsc, rewriteRelativeImportExtensions: false };

/** Sources run as they are, and specs find here what they import from `@jest/globals`. */
function hookImports() {
  registerHooks({
    resolve: (name, context, next) => (name === '@jest/globals' ? { url: GLOBALS, shortCircuit: true } : next(name, context)),
    load(url, context, next) {
      if (url === GLOBALS)
        return { format: 'module', source: 'export const { describe, it, expect } = globalThis.specGlobals;', shortCircuit: true };
      if (!url.endsWith('.ts') || url.includes('/node_modules/')) return next(url, context);
      const filename = fileURLToPath(url);
      const { code } = transformSync(readFileSync(filename, 'utf8'), { filename, swcrc: false, jsc, module: BUILD.module });
      return { format: 'module', source: code, shortCircuit: true };
    },
  });
}

class InProcessRunner {
  static inject = tokens(commonTokens.options);
  /** In the order of the specs; undefined: not yet loaded. */
  #tests;
  #options;

  constructor({ inProcess }) {
    this.#options = inProcess;
  }

  /** What runs once at load is tested in a process of its own. */
  capabilities() {
    return { reloadEnvironment: false };
  }

  async dryRun() {
    const tests = await this.#run(undefined, true);
    return { status: DryRunStatus.Complete, tests, mutantCoverage: globalThis.__stryker__.mutantCoverage };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, disableBail, hitLimit }) {
    const mutated = (globalThis.__stryker__ ??= {});
    if (mutantActivation === 'runtime') await this.#load();
    Object.assign(mutated, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    const tests = await this.#run(testFilter && new Set(testFilter), disableBail);
    mutated.activeMutant = undefined;
    const stopped = determineHitLimitReached(mutated.hitCount, hitLimit);
    return toMutantRunResult(stopped ?? { status: DryRunStatus.Complete, tests }, disableBail);
  }

  async #load() {
    if (this.#tests !== undefined) return;
    this.#tests = [];
    hookImports();
    const path = [];
    let fileName = '';
    const it = (name, run) => {
      const full = [...path, name].join(' ');
      this.#tests.push({ id: `${this.#tests.length} ${full}`, name: full, fileName, run });
    };
    const describe = (name, body) => {
      path.push(name);
      body();
      path.pop();
    };
    const { bind } = require(within('jest-circus', 'jest-each'));
    const { expect } = require(within('@jest/expect', 'expect'));
    globalThis.specGlobals = {
      expect,
      it: Object.assign(it, { each: bind(it, false) }),
      describe: Object.assign(describe, { each: bind(describe, false) }),
    };
    const { specs, leaveOut } = this.#options;
    const found = globSync(specs).filter((file) => !leaveOut.some((part) => file.includes(part)));
    for (const file of found.toSorted()) {
      fileName = join(process.cwd(), file);
      await load(fileName);
    }
  }

  /** @param only ids of tests; undefined: all. @param toTheEnd also after a test that failed */
  async #run(only, toTheEnd) {
    await this.#load();
    const mutated = (globalThis.__stryker__ ??= {});
    const results = [];
    for (const { run, ...test } of this.#tests) {
      if (only !== undefined && !only.has(test.id)) continue;
      mutated.currentTestId = test.id;
      const start = performance.now();
      const failureMessage = await failureOf(run);
      const status = failureMessage === null ? TestStatus.Success : TestStatus.Failed;
      results.push({ ...test, status, failureMessage, timeSpentMs: performance.now() - start });
      mutated.currentTestId = undefined;
      if (failureMessage !== null && !toTheEnd) break;
    }
    return results;
  }
}

async function failureOf(run) {
  try {
    await run();
    return null;
  } catch (error) {
    return String(error);
  }
}

export const strykerValidationSchema = {
  type: 'object',
  required: ['inProcess'],
  properties: {
    inProcess: {
      type: 'object',
      additionalProperties: false,
      required: ['specs', 'leaveOut'],
      properties: { specs: { type: 'array', items: { type: 'string' } }, leaveOut: { type: 'array', items: { type: 'string' } } },
    },
  },
};

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
