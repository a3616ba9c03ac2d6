import { join } from 'node:path';
import { packageRoot } from '#config/package-root';
import { SqliteLog } from '#event-log/sqlite-log';
import { runNode } from '../load/child-run.ts';
import { SAMPLE } from '../load/register-file.ts';
import type { Findings } from './proof-result.ts';

/** Vietnam's own, UTC, half an hour off with summer time, and the first to begin a day. */
export const ZONES = ['Asia/Ho_Chi_Minh', 'UTC', 'America/St_Johns', 'Pacific/Kiritimati'] as const;

const QUESTIONS: readonly (readonly string[])[] = [
  ['report', 'region', '--region', 'north', '--year', '2022', '--as-of', '2022-09-30'],
  ['report', 'region', '--region', 'south', '--year', '2022', '--as-of', '2022-12-31'],
  ['report', 'delayed', '--region', 'north', '--as-of', '2022-09-30'],
  ['show', 'KCQG-2022-38-001', '--as-of', '2022-06-30'],
];

/**
 * Imports the sample register and asks the same questions on hosts of several time zones: the same events, days and answers.
 * `differ`: a program that takes the host's own days was told apart, so the zones did take effect.
 */
export async function acrossTimeZones(
  folder: string,
  findings: Findings,
  say: (line: string) => void,
): Promise<{ readonly attempts: number; readonly differ: boolean }> {
  const answers = new Map<string, string>();
  const ownDays = new Set<string>();
  let attempts = 0;
  const same = (what: string, zone: string, answer: string): void => {
    attempts += 1;
    const first = answers.get(what) ?? answer;
    answers.set(what, first);
    if (answer !== first) findings.add('violations', `${what} is another in ${zone}`);
  };
  for (const zone of ZONES) {
    const env = { ...process.env, TZ: zone, TIENDO_DATA: join(folder, zone), TIENDO_LOG: '', NODE_OPTIONS: '' };
    await tiendo(['import', SAMPLE], env);
    same('the log', zone, await facts(join(folder, zone, 'log.sqlite')));
    for (const question of QUESTIONS) same(question.join(' '), zone, await tiendo(question, env));
    const { stdout } = await runNode(['-p', 'new Date(2022, 8, 30, 23, 45).toISOString().slice(0, 10)'], { env });
    ownDays.add(stdout.trim());
    say(`${zone}: ${findings.violations} violations`);
  }
  return { attempts, differ: ownDays.size > 1 };
}

async function tiendo(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await runNode([join(packageRoot(), 'dist/apps/cli/main.js'), ...args, '--json'], { env });
  return stdout;
}

/** What the events say, without when they were recorded and what hangs on that. */
async function facts(file: string): Promise<string> {
  const log = await SqliteLog.open({ file, readOnly: true });
  const said: string[] = [];
  for (const page of log.scan())
    for (const [, stream, revision, type, , , canonical] of page) {
      const { id, data, meta } = JSON.parse(canonical) as { id: string; data: object; meta: { occurredOn: string } };
      said.push(JSON.stringify([stream, revision, type, id, stream.startsWith('import-') ? null : data, meta.occurredOn]));
    }
  await log.close();
  return said.sort().join('\n');
}
