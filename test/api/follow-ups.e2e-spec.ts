import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Commands } from '#commands/handle';
import { planKind } from '#commands/stream-kind';
import { Unavailable } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import { verifyLog } from '#event-log/verify';
import type { ReleasedItem } from '#lifecycle/plan/plan.events';
import { eventually } from '#testkit/eventually';
import { commandId } from '../load/command-work.ts';
import { AMOUNT, proposed } from '../faults/plan-race.ts';
import { newDataDir, removeDataDir, Served } from './served.ts';

const folder = newDataDir();
afterEach(() => removeDataDir(folder));
const file = join(folder, 'log.sqlite');

const PLAN = 'plan-KCQG-2022';
const PROJECTS = 300;
const ofPlan = { source: 'KCQG', year: 2022, province: null, occurredOn: '2022-01-20' } as const;

/** A decision on projects that nobody ever surveyed: each follow-up is refused, and each refusal must bring the money back. */
async function decide(): Promise<void> {
  const log = await SqliteLog.open({ file, program: 'follow-ups test' });
  const commands = new Commands(log);
  const items = Array.from({ length: PROJECTS }, (_, index) => ({
    ...{ project: commandId(`follow-up ${index}`), code: `KCQG-2022-38-${1_000 + index}` },
    ...{ amount: AMOUNT, facts: proposed },
  }));
  const money = { amount: PROJECTS * AMOUNT, document: '100/QĐ-BCT', legalBasis: 'NĐ 45/2012/NĐ-CP, art. 14' };
  const steps = [
    { ...ofPlan, ...money, type: 'AllocatePlan', actor: 'u-agency', role: 'agency-leader' },
    { ...ofPlan, type: 'DecidePlan', decisionNo: '101/QĐ-BCT', items, leftOut: [], actor: 'u-minister', role: 'ministry-leader' },
  ] as const;
  for (const command of steps)
    await commands.handle(planKind, PLAN, {
      command,
      trace: { commandId: commandId(command.type), correlationId: commandId(command.type) },
    });
  await log.close();
}

async function released(): Promise<readonly ReleasedItem[]> {
  try {
    const log = await SqliteLog.open({ file, readOnly: true });
    const events = await log.readStream(PLAN);
    await log.close();
    return events.flatMap(({ type, data }) => (type === 'PlanItemsReleased' ? (data['items'] as unknown as readonly ReleasedItem[]) : []));
  } catch (error) {
    if (error instanceof Unavailable) return [];
    throw error;
  }
}

async function until(enough: (count: number) => boolean): Promise<number> {
  let count = 0;
  await eventually(async () => enough((count = (await released()).length)));
  return count;
}

describe('a server that is killed while it carries a decision to its projects', () => {
  it('goes on at the next start, and does each once', async () => {
    await decide();
    const first = await Served.start([], { TIENDO_DATA: folder });
    await until((count) => count > 0);
    await first.stop('SIGKILL');
    const atDeath = (await released()).length;
    expect(atDeath).toBeGreaterThan(0);
    expect(atDeath).toBeLessThan(PROJECTS); // Else nothing was left for the second.

    const second = await Served.start([], { TIENDO_DATA: folder });
    await until((count) => count >= PROJECTS);
    await second.stop();
    const items = await released();
    expect(new Set(items.map(({ project }) => project)).size).toBe(PROJECTS);
    expect(items).toHaveLength(PROJECTS);
    expect(new Set(items.map(({ reason }) => reason))).toEqual(new Set(['project-not-found']));
    expect(await verifyLog(file)).toMatchObject({ ok: true, events: PROJECTS + 2 });
    expect(existsSync(join(folder, 'follow-ups.json'))).toBe(true);
  }, 120_000);
});
