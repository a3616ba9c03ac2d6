import { afterEach, describe, expect, it } from '@jest/globals';
import { type EventLog, Unavailable } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import { facts } from '#lifecycle/plan/plan.fixture';
import type { DeclinedFollowUp } from '#lifecycle/project/project.events';
import { eventually } from '#testkit/eventually';
import { Commands } from '../handle.ts';
import { Checkpoint } from './checkpoint.ts';
import type { FollowUpsOptions } from './follow-ups.ts';
import { checkpointFile, decisionOn, id, named, noon, Office, PLAN } from './follow-ups.fixture.ts';
import { HeldLog } from './held-log.fixture.ts';
import { unfinishedFollowUps } from './open-follow-ups.ts';
import { type PocketCommand, pocketKind } from './pocket-project.fixture.ts';

const PROJECT = 'project-p-1';
const lowering = {
  type: 'AdjustPlan' as const,
  occurredOn: '2022-06-01',
  actor: 'u-agency',
  role: 'agency-officer' as const,
  decisionNo: '120/QĐ-ĐCK',
  items: [{ ...named(1), amount: 60_000_000, reason: 'Giảm khối lượng', facts: { ...facts, spent: 0, approvedOn: '2021-12-20' } }],
};

const offices: Office[] = [];
/** Two processes over one log; what the first one asks of it can be held. */
function two(options: (log: EventLog) => Partial<FollowUpsOptions> = () => ({})) {
  const log = new MemoryLog();
  const held = new HeldLog(log);
  const [first, second] = [new Office(held, checkpointFile(), options(held)), new Office(log)];
  offices.push(first, second);
  return { log, held, first, second };
}
afterEach(async () => {
  await Promise.all(offices.splice(0).map(({ runner }) => runner.stop()));
});

/** The first process is refused and about to say so; then the project can take the money, and the second process brings it. */
async function answeredDifferently(options?: (log: EventLog) => Partial<FollowUpsOptions>): Promise<Office> {
  const { held, first, second } = two(options);
  await second.project(1, { type: 'Withdraw' });
  const aboutToSayNo = held.hold('append');
  first.runner.start();
  await second.decided(1);
  await aboutToSayNo;
  await second.project(1, { type: 'ProposeAgain' });
  second.runner.start();
  await second.runner.idle();
  held.release('append');
  await first.runner.stop();
  await second.runner.idle();
  return second;
}

/** As if a refusal were recorded nowhere: whoever was refused knows it, nobody else. */
function unrecorded(log: EventLog): Partial<FollowUpsOptions> {
  const commands = new Commands(log, noon);
  const known: DeclinedFollowUp[] = [];
  return {
    commands: {
      async handle(kind, stream, step, expected) {
        if (step.command.type !== 'DeclineFollowUp') return commands.handle(kind, stream, step, expected);
        known.push({ ...(step.command as unknown as DeclinedFollowUp), status: 'withdrawn' });
        return { revision: 0, position: null, events: 0, replayed: false };
      },
      async look(kind, stream) {
        const looked = await commands.look(kind, stream);
        return { ...looked, state: { ...looked.state, file: { declined: known } } };
      },
    },
  };
}

describe('a project that two processes ask', () => {
  it('and that could not take it and then can has taken it: the plan is not told otherwise', async () => {
    const office = await answeredDifferently();
    expect(await office.typesOf(1)).toEqual(['ProjectWithdrawn', 'ProposedForPlan', 'ApprovedInPlan']);
    expect([...(await office.planState()).funded.keys()]).toEqual(['p-1']);
  });

  it('would have its money given to somebody else if a refusal were recorded nowhere: the control', async () => {
    const office = await answeredDifferently(unrecorded);
    expect(await office.typesOf(1)).toContain('ApprovedInPlan');
    expect((await office.planState()).funded.size).toBe(0);
  });

  it('and that has declined says so to whoever comes later, though it could take it by then', async () => {
    const { log, held, first, second } = two();
    await second.project(1, { type: 'Withdraw' });
    const aboutToTakeBack = held.hold('append', PLAN);
    first.runner.start();
    await second.decided(1);
    await aboutToTakeBack;
    await second.project(1, { type: 'ProposeAgain' });
    second.runner.start();
    await second.runner.idle();
    held.release('append');
    await first.runner.idle();
    await first.runner.stop();
    expect(await second.typesOf(1)).toEqual(['ProjectWithdrawn', 'FollowUpDeclined', 'ProposedForPlan']);
    expect((await log.readStream(PLAN)).map(({ type }) => type)).toEqual(['PlanAllocated', 'PlanDecided', 'PlanItemsReleased']);
    expect([first.errors, second.errors, await unfinishedFollowUps(log)]).toEqual([[], [], []]);
  });

  it('gives one reason, whatever the others saw', async () => {
    const { log, held, first, second } = two();
    await second.decided(1);
    second.runner.start();
    await second.runner.idle();
    await second.runner.stop();
    await second.project(1, { type: 'Pay', amount: 70_000_000 });
    const aboutToSayWhy = held.hold('append');
    first.runner.start();
    await second.plan('lower', lowering);
    await aboutToSayWhy; // advance-over-approved
    await second.project(1, { type: 'Withdraw' });
    const third = new Office(log);
    offices.push(third);
    third.runner.start();
    await third.runner.idle();
    held.release('append');
    await first.runner.stop();
    expect((await log.readStream(PROJECT)).at(-1)).toMatchObject({
      type: 'FollowUpDeclined',
      data: { asked: 'AdjustApproval', stream: PLAN, document: '120/QĐ-ĐCK', reason: 'illegal-transition', status: 'withdrawn' },
      meta: { actor: 'follow-up:u-agency', occurredOn: '2022-06-01' },
    });
    expect((await log.readStream(PLAN)).at(-1)).toMatchObject({ type: 'PlanChangeUndone', data: { reason: 'illegal-transition' } });
  });
});

describe('a process that comes late', () => {
  /** It has read a decision; while it looks at the project, a register brings the money, and a lowering is decided and taken. */
  async function late(options?: (log: EventLog) => Partial<FollowUpsOptions>) {
    const { log, held, first, second } = two(options);
    const looks = held.hold('read', PROJECT);
    first.runner.start();
    await second.decided(1);
    await looks;
    void held.hold('deliver');
    const { items, decisionNo, occurredOn } = decisionOn(1);
    const own = { type: 'ApproveInPlan' as const, plan: PLAN, decisionNo, amount: items[0]!.amount };
    const command: PocketCommand = { ...own, projectId: 'p-1', actor: 'import:register', occurredOn };
    await second.commands.handle(pocketKind, PROJECT, { command, trace: { commandId: id('row'), correlationId: id('row') } });
    second.runner.start();
    await second.runner.idle();
    await second.plan('lower', lowering);
    await second.runner.idle();
    const told = await log.readAll();
    held.release('read');
    await new Promise((resolve) => setTimeout(resolve, 20));
    held.release('deliver');
    await first.runner.idle();
    await first.runner.stop();
    return { before: told.length, after: (await log.readAll()).length, plan: await second.planState() };
  }

  it('asks nothing that was settled long ago', async () => {
    const { before, after, plan } = await late();
    expect(after).toBe(before);
    expect(plan.funded.get('p-1')?.amount).toBe(60_000_000);
  });

  it('would undo it if it asked at a revision that it has not read up to: the control', async () => {
    const { plan } = await late((log) => {
      const commands = new Commands(log, noon);
      return {
        commands: {
          handle: (...asked) => commands.handle(...asked),
          look: async (kind, stream) => ({ ...(await commands.look(kind, stream)), position: null }),
        },
      };
    });
    expect(plan.funded.size).toBe(0);
  });
});

describe('what another process did', () => {
  it('is closed from the log, and the checkpoint goes on', async () => {
    const log = new MemoryLog();
    const file = checkpointFile();
    const append: EventLog['append'] = () => Promise.reject(new Unavailable('read-only', 'cannot write'));
    const first = new Office(Object.assign(new HeldLog(log), { append }), file);
    const second = new Office(log);
    offices.push(first, second);
    await second.project(2, { type: 'Withdraw' });
    first.runner.start();
    await second.decided(1, 2);
    await eventually(() => first.errors.length > 0, { everyMs: 1 });
    expect(first.runner.stats()).toMatchObject({ waiting: 2, lastError: 'cannot write' });
    second.runner.start();
    await second.plan('lower', lowering);
    await first.runner.idle();
    expect(first.runner.stats()).toMatchObject({ waiting: 0, lastError: null });
    await first.runner.stop();
    expect(new Checkpoint(file, log.logId).read()).toBe(await log.head());
  });

  it('in an older build, which recorded no refusal, is not asked again', async () => {
    const log = new MemoryLog();
    const older = new Office(log, checkpointFile(), unrecorded(log));
    offices.push(older);
    await older.project(1, { type: 'Withdraw' });
    await older.decided(1);
    older.runner.start();
    await older.runner.idle();
    await older.project(1, { type: 'ProposeAgain' });
    const head = await log.head();
    expect(await unfinishedFollowUps(log)).toEqual([]);
    const next = new Office(log);
    offices.push(next);
    next.runner.start();
    await next.runner.idle();
    expect(await log.head()).toBe(head);
  });
});
