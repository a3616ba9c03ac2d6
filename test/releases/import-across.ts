import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#config/package-root';
import type { Findings } from '../faults/proof-result.ts';
import { type BuiltRelease, thisBuild } from './built-release.ts';

const REGISTER = 'libs/reference/data/register-north-2021-2022.csv';
const MOMENT = ['--region', 'north', '--year', '2022', '--as-of', '2022-09-30'];
const OUTPUT_MAX_BYTES = 64 * 1024 * 1024;

type Document = Readonly<Record<string, unknown>>;

/**
 * The older release imports the sample register by its own command line; this build reads its log, gives the same reports to the đồng, and
 * finds nothing new in the register.
 * @returns events that the older release wrote
 */
export function importAcross(before: BuiltRelease, folder: string, findings: Findings): number {
  const data = mkdtempSync(join(folder, 'import-'));
  const [older, now] = [commandLine(before, data), commandLine(thisBuild(), data)];
  const register = join(packageRoot(), REGISTER);
  const imported = older('import', register);
  const events = Number(imported['events']);
  if (events === 0) findings.add('violations', `${before.version} imported nothing`);
  for (const [name, ...line] of [
    ['totals', 'report', 'region', ...MOMENT],
    ['byProvince', 'report', 'region', ...MOMENT],
    ['byContent', 'report', 'region', ...MOMENT],
    ['rows', 'report', 'delayed', '--region', 'north', '--as-of', '2022-09-30'],
  ] as const)
    if (!saysAll(now(...line)[name], older(...line)[name]))
      findings.add('violations', `${line.slice(0, 2).join(' ')}: ${name} differ between ${before.version} and this build`);
  const again = now('import', register);
  if (again['events'] !== 0 || again['alreadyKnown'] !== imported['rows'])
    findings.add('doubled', `this build imports again what ${before.version} imported: ${JSON.stringify(again).slice(0, 200)}`);
  for (const verified of [older('verify'), now('verify')])
    if (verified['ok'] !== true || verified['events'] !== events) findings.add('violations', `verify: ${JSON.stringify(verified)}`);
  return events;
}

/** Whether all that was said before is said now. Fields may be added, as they may in every answer. */
function saysAll(now: unknown, before: unknown): boolean {
  if (typeof before !== 'object' || before === null) return Object.is(now, before);
  if (typeof now !== 'object' || now === null) return false;
  if (Array.isArray(before) && (!Array.isArray(now) || now.length !== before.length)) return false;
  return Object.entries(before).every(([key, value]) => saysAll((now as Document)[key], value));
}

/** A release's `tiendo … --json` over a data folder. */
const commandLine =
  ({ version, root }: BuiltRelease, data: string) =>
  (...line: readonly string[]): Document => {
    const args = ['--disable-warning=ExperimentalWarning', join(root, 'dist/apps/cli/main.js'), ...line, '--json'];
    const { PATH } = process.env;
    const ran = spawnSync(process.execPath, args, {
      cwd: root,
      env: { PATH, TIENDO_DATA: data },
      encoding: 'utf8',
      maxBuffer: OUTPUT_MAX_BYTES,
    });
    if (ran.status !== 0)
      throw new Error(`${version}: ${line.join(' ')} ended with ${ran.status}: ${ran.stderr}${ran.stdout.slice(0, 500)}`);
    return JSON.parse(ran.stdout) as Document;
  };
