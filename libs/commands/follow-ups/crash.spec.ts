import { describe, expect, it } from '@jest/globals';
import { type EventLog, Unavailable } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import { append as appendix } from '#lifecycle/contract/contract.fixture';
import { facts } from '#lifecycle/plan/plan.fixture';
import { Checkpoint } from './checkpoint.ts';
import { checkpointFile, DyingLog, named, Office } from './follow-ups.fixture.ts';
import { unfinishedFollowUps } from './open-follow-ups.ts';

/** What a year brings: money, a decision, a lowering that one project takes and one does not, a contract and its appendix. */
const year: readonly ((office: Office) => Promise<unknown>)[] = [
  (office) => office.project(4, { type: 'Withdraw' }),
  (office) => office.decided(1, 2, 3, 4),
  (office) => office.project(2, { type: 'Pay', amount: 70_000_000 }),
  (office) => office.plan('lower', lowering),
  (office) => office.concluded(1, 2, 3),
  (office) => office.project(3, { type: 'Stop' }),
  (office) => office.contract('appendix', appendix),
];
const lowering = {
  type: 'AdjustPlan' as const,
  occurredOn: '2022-06-01',
  actor: 'u-agency',
  role: 'agency-officer' as const,
  decisionNo: '120/QĐ-ĐCK',
  items: [1, 2].map((number) => ({
    ...named(number),
    amount: 60_000_000,
    reason: 'Giảm khối lượng',
    facts: { ...facts, spent: 0, approvedOn: '2021-12-20' },
  })),
};

/** People wait for what followed before they go on; those whose process died say it again to the next one. */
async function live(office: Office, died: () => boolean): Promise<void> {
  office.runner.start();
  try {
    for (const act of year) {
      await act(office);
      await Promise.race([office.runner.idle(), until(died)]);
      if (died()) return;
    }
  } catch (error) {
    if (!(error instanceof Unavailable) || !died()) throw error;
  } finally {
    await office.runner.stop();
  }
}

async function until(died: () => boolean): Promise<void> {
  while (!died()) await new Promise((resolve) => setTimeout(resolve, 1).unref());
}

/** Everything in the log but when it came, in one order. */
async function told(log: EventLog): Promise<readonly string[]> {
  return (await log.readAll()).map(({ id, stream, type, data }) => JSON.stringify([stream, type, data, id])).sort();
}

async function whole(): Promise<readonly string[]> {
  const log = new MemoryLog();
  await live(new Office(log), () => false);
  return told(log);
}

const APPENDS = 24;
const deaths = Array.from({ length: APPENDS }, (_, index) => index + 1).flatMap((at) => [
  { at, how: 'before' as const },
  { at, how: 'after' as const },
]);

describe('a process that dies between a decision and what follows from it', () => {
  it('has so many chances to die', async () => {
    const log = new DyingLog(new MemoryLog(), APPENDS, 'before');
    await live(new Office(log), () => log.dead);
    expect(log.dead).toBe(true);
    const longer = new DyingLog(new MemoryLog(), APPENDS + 1, 'before');
    await live(new Office(longer), () => longer.dead);
    expect(longer.dead).toBe(false);
  });

  it.each(deaths)('at append $at, $how it was written: the next one finishes it, and nothing is done twice', async ({ at, how }) => {
    const log = new MemoryLog();
    const dying = new DyingLog(log, at, how);
    const file = checkpointFile();
    await live(new Office(dying, file), () => dying.dead);
    expect(dying.dead).toBe(true);
    await live(new Office(log, file), () => false);
    expect(await told(log)).toEqual(await whole());
    expect(await unfinishedFollowUps(log)).toEqual([]);
  });

  it('leaves what it had not done to a start without any new command', async () => {
    const log = new MemoryLog();
    await new Office(log).decided(1, 2, 3); // Dies before its runner has read the decision.
    expect(await unfinishedFollowUps(log)).toHaveLength(3);
    const next = new Office(log);
    next.runner.start();
    await next.runner.idle();
    await next.runner.stop();
    for (const number of [1, 2, 3]) expect(await next.typesOf(number)).toEqual(['ApprovedInPlan']);
  });
});

describe('the control', () => {
  /** Whether every project has its event when the runner says that all is done, or had time enough. */
  async function served(retryMs: number): Promise<boolean> {
    const log = new MemoryLog();
    const append = log.append.bind(log);
    let failures = 1;
    log.append = async (stream, expected, events) => {
      if (stream === 'project-p-2' && failures-- > 0) throw new Unavailable('storage-full', 'no space');
      return append(stream, expected, events);
    };
    const office = new Office(log, checkpointFile(), { retryMs });
    office.runner.start();
    await office.decided(1, 2, 3);
    await Promise.race([office.runner.idle(), new Promise((resolve) => setTimeout(resolve, 200))]);
    await office.runner.stop();
    return (await Promise.all([1, 2, 3].map((number) => office.typesOf(number)))).every((types) => types.length === 1);
  }

  it('catches a runner that does not try again', async () => {
    expect(await served(1)).toBe(true);
    expect(await served(2 ** 31 - 1)).toBe(false);
  });

  it('catches a runner that forgets at a restart what it had not done', async () => {
    const log = new MemoryLog();
    await new Office(log).decided(1);
    const file = checkpointFile();
    new Checkpoint(file, log.logId).write((await log.head()) ?? ''); // Says too much: all is done up to the head.
    const late = new Office(log, file);
    late.runner.start();
    await late.runner.idle();
    await late.runner.stop();
    expect(await late.typesOf(1)).toEqual([]);
  });
});
