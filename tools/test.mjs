/**
 * `npm test`: the checks of the tree, then every test, then one line `N passed, N failed` in which each check counts as one.
 * Arguments go to Jest: `npm test -- libs/event-log`. Exit code 1 on any failure, and when no test ran.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printResult, ROOT, runChecks } from './checks.mjs';

/** A failed test may leave a server or a child process behind; the run must end with its line all the same. */
const JEST_FLAGS = ['--json', '--forceExit'];

/** Jest's own output goes to the terminal as it comes; the counts are read from its JSON result. */
async function runJest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-test-'));
  const result = join(folder, 'jest.json');
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...flags, jest, ...JEST_FLAGS, `--outputFile=${result}`, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'], // With --json Jest reports on stderr and repeats the whole JSON on stdout.
    env: { ...process.env, NODE_OPTIONS: flags.join(' ') },
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  try {
    return { code, ...counts(result) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A suite that could not even start counts as one failure: it holds tests that nobody saw. */
function counts(result) {
  if (!existsSync(result)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(result, 'utf8'),
  );
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, skipped: numPendingTests + numTodoTests };
}

const checks = await runChecks(printResult);
const tests = await runJest(process.argv.slice(2));
const passed = checks.filter((check) => check.passed).length + tests.passed;
// No test is skipped for good in this tree, so a skipped one is a failure; so is a run that found nothing to run.
const unseen = tests.skipped + (tests.passed + tests.failed === 0 ? 1 : 0);
const failed = checks.filter((check) => !check.passed).length + tests.failed + unseen;
for (const check of checks.filter((one) => !one.passed)) console.log(`FAILED ${check.name} (its messages are above)`);
if (unseen > 0) console.log(`FAILED ${tests.skipped} skipped tests, ${tests.passed + tests.failed} tests ran`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || tests.code !== 0 ? 1 : 0;
