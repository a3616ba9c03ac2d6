import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { EventLog } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import { SqliteLog } from '#event-log/sqlite-log';
import { chance } from '#testkit/project-life';
import { blind } from './blind-log.ts';
import { raceCeiling } from './plan-race-ceiling.ts';
import { Findings } from './proof-result.ts';

const folder = mkdtempSync(join(tmpdir(), 'tiendo-plan-race-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PLANS = 4;

async function race(log: EventLog, seed: number): Promise<Findings> {
  const findings = new Findings();
  for (let plan = 0; plan < PLANS; plan++) await raceCeiling(log, `${seed}-${plan}`, { random: chance(seed + plan), findings });
  return findings;
}

describe('50 decisions at once on money for 10', () => {
  const logs: readonly (readonly [name: string, open: () => Promise<EventLog>])[] = [
    ['in memory', async () => new MemoryLog()],
    ['on SQLite', () => SqliteLog.open({ file: join(folder, 'log.sqlite'), program: 'plan race' })],
  ];
  it.each(logs)('never exceed it, and fund exactly those that fit: %s', async (_name, open) => {
    const log = await open();
    expect((await race(log, 7)).details).toEqual([]);
    await log.close();
  });
  it('and the check finds a log that does not look at the expected revision', async () => {
    const log = new MemoryLog();
    expect((await race(blind(log), 7)).details).toContainEqual(expect.stringMatching(/is funded of/));
  });
});
