/** The checks of the tree, as data: `npm run lint` runs these, `npm test` these and then the tests. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** A folder that holds nothing yet is not in a clone either. */
const folders = ['apps', 'libs', 'test'].filter((folder) => existsSync(join(ROOT, folder)));

/** A package's own script, so that every check runs on the Node that runs us. */
const bin = (path) => join(ROOT, 'node_modules', path);
const tsc = (project) => [bin('typescript/bin/tsc'), '--noEmit', '-p', project];

export const CHECKS = [
  { name: 'tidy', args: [join(ROOT, 'tools/tidy.mjs')] },
  { name: 'types', args: tsc('.') },
  { name: 'types of the pure rules', args: tsc('libs/lifecycle') },
  { name: 'types of the console', args: tsc('apps/web'), needs: 'apps/web/tsconfig.json' },
  {
    name: 'who imports whom',
    args: [bin('dependency-cruiser/bin/dependency-cruiser.mjs'), ...folders, '--config', '.dependency-cruiser.cjs'],
  },
  { name: 'eslint', args: [bin('eslint/bin/eslint.js'), '.', '--max-warnings=0'] },
  { name: 'format', args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.'] },
].filter(({ needs }) => needs === undefined || existsSync(join(ROOT, needs)));

/** Runs one check; its output is kept back and shown only when it fails. */
export function run({ name, args }) {
  const began = performance.now();
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => {
    const done = (passed) => resolve({ name, passed, output, seconds: (performance.now() - began) / 1000 });
    child.on('error', (error) => {
      output += error.message;
      done(false);
    });
    child.on('close', (code) => done(code === 0));
  });
}

/** Two at a time: most of these are bound by one processor each. */
export async function runChecks(report) {
  const results = [];
  const next = CHECKS.values();
  const lane = async () => {
    for (const check of next) {
      const result = await run(check);
      report(result);
      results.push(result);
    }
  };
  await Promise.all([lane(), lane()]);
  return results;
}

export function printResult({ name, passed, output, seconds }) {
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
  if (!passed) console.log(output.trimEnd());
}
