/**
 * `npm run -s bench -- <suite> [--runs N] [--size N] [--json]`: measures with the peer and the raw limit in the same run. Exit code 0 when it was
 * measured (whether a goal holds is in the result), 1 when it could not be.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '#config/package-root';
import { machine, versions } from './machine.ts';
import { printFound } from './print-found.ts';
import type { Suite } from './suite.ts';

/** Loaded when asked for: a suite must not measure another one's modules. */
const SUITES: Readonly<Record<string, () => Promise<Suite>>> = {
  append: async () => (await import('./append.suite.ts')).appendSuite,
  command: async () => (await import('./command.suite.ts')).commandSuite,
  rebuild: async () => (await import('./rebuild.suite.ts')).rebuildSuite,
  http: async () => (await import('./http.suite.ts')).httpSuite,
  queries: async () => (await import('./queries.suite.ts')).queriesSuite,
  growth: async () => (await import('./growth.suite.ts')).growthSuite,
  verify: async () => (await import('./verify.suite.ts')).verifySuite,
  reminders: async () => (await import('./reminders.suite.ts')).remindersSuite,
  import: async () => (await import('./import.suite.ts')).importSuite,
  footprint: async () => (await import('./footprint.suite.ts')).footprintSuite,
};

const RUNS_MAX = 100;
const SIZE_MAX = 100_000_000;

async function bench(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, runs: { type: 'string' }, size: { type: 'string' } },
  });
  const [name = ''] = positionals;
  const load = SUITES[name];
  if (!load || positionals.length > 1) throw new Error(`which suite? There are: ${Object.keys(SUITES).join(', ')}`);
  const runs = whole('--runs', values.runs, RUNS_MAX);
  const size = whole('--size', values.size, SIZE_MAX);

  const folder = mkdtempSync(join(tmpdir(), `tiendo-bench-${name}-`));
  try {
    const suite = await load();
    const found = await suite({ runs, size, folder, say: (line) => process.stderr.write(`${line}\n`) });
    const result = { suite: name, ...found, machine: machine(), versions: versions(), measuredAt: new Date().toISOString() };
    keep(name, result);
    process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : printFound(name, found));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function whole(option: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > most) throw new Error(`${option} is a whole number from 1 to ${most}`);
  return value;
}

/** The last result of each suite lies in the tree, so that its history shows the trend. */
function keep(name: string, result: object): void {
  const results = join(packageRoot(), 'test/load/results');
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
}

try {
  await bench(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
