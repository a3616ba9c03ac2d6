import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNode } from '../load/child-run.ts';
import { ZONES } from './clock-zones.ts';
import type { Findings } from './proof-result.ts';

/**
 * The same projects, days and looks on hosts of several time zones: the same reminders on the same days. And with a clock that jumps a day
 * ahead and back at every look: none twice. `differ`: the zones took effect on a program that takes the host's own days.
 */
export async function remindersAcrossZones(
  folder: string,
  findings: Findings,
  say: (line: string) => void,
): Promise<{ attempts: number; differ: boolean }> {
  const own = new Set<string>();
  let first: string | null = null;
  for (const zone of ZONES) {
    const [ownDay = '', ...sent] = await livedIn(join(folder, zone), zone, '');
    own.add(ownDay);
    first ??= sent.join('\n');
    if (sent.join('\n') !== first) findings.add('violations', `other reminders in ${zone}`);
    const [, ...jumped] = await livedIn(join(folder, `${zone}-jumps`), zone, 'jumps');
    const once = jumped.map((line) => line.replace(/^\S+ /, '').replace(/ late$/, ''));
    if (new Set(once).size < once.length)
      findings.add('doubled', `${once.length - new Set(once).size} reminders twice in ${zone} under a clock that jumps`);
    if (once.length === 0) findings.add('lost', `no reminders in ${zone} under a clock that jumps`);
    say(`${zone}: ${sent.length} reminders, ${jumped.length} under a clock that jumps`);
  }
  return { attempts: 2 * ZONES.length, differ: own.size > 1 };
}

async function livedIn(folder: string, zone: string, jumps: string): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const child = fileURLToPath(new URL('./reminders-zone-child.js', import.meta.url));
  const { stdout } = await runNode([child, folder, jumps], { env: { ...process.env, TZ: zone, NODE_OPTIONS: '' } });
  return stdout.trimEnd().split('\n');
}
