import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { EventLog } from '#event-log/event-log';
import { Unavailable } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import { append as appendix } from '#lifecycle/contract/contract.fixture';
import { allocate, facts, left } from '#lifecycle/plan/plan.fixture';
import { freeMoney } from '#lifecycle/plan/plan.state';
import { eventually } from '#testkit/eventually';
import { followUpId } from './follow-up-commands.ts';
import { checkpointFile, CONTRACT, decisionOn, id, named, Office, PLAN } from './follow-ups.fixture.ts';
import { unfinishedFollowUps } from './open-follow-ups.ts';

const change = (number: number, amount: number, spent = 0) => ({
  type: 'AdjustPlan' as const,
  occurredOn: '2022-06-01',
  actor: 'u-agency',
  role: 'agency-officer' as const,
  decisionNo: `12${number}/QĐ-ĐCK`,
  items: [{ ...named(number), amount, reason: 'Giảm khối lượng', facts: { ...facts, spent, approvedOn: '2021-12-20' } }],
});
const releaseOf = (number: number, spent: number) => ({
  type: 'ReleaseItems' as const,
  occurredOn: '2022-07-01',
  actor: 'u-agency',
  role: 'agency-leader' as const,
  decisionNo: '130/QĐ-BCT',
  items: [{ ...named(number), reason: 'Ngừng thực hiện', facts: { since: '2022-06-01', spent } }],
});

async function running(log: EventLog = new MemoryLog(), file?: string): Promise<Office> {
  const office = new Office(log, file);
  office.runner.start();
  return office;
}

describe('what a plan decides', () => {
  it('reaches each project once, in the name of who decided', async () => {
    const office = await running();
    await office.plan('allocation', { ...allocate, amount: 1_000_000_000 });
    await office.plan('decision', { ...decisionOn(1, 2), leftOut: [{ ...left, facts: { since: '2021-12-10' } }] });
    await office.runner.idle();
    const events = await office.log.readAll();
    const decision = events.find(({ type }) => type === 'PlanDecided')!;
    const approved = events.find(({ stream }) => stream === 'project-p-1')!;
    expect(approved).toMatchObject({ type: 'ApprovedInPlan', data: { plan: PLAN, decisionNo: '2801/QĐ-BCT', amount: 100_000_000 } });
    expect(approved.meta).toMatchObject({
      commandId: followUpId('p-1', 'ApproveInPlan', decision.id),
      causationId: decision.id,
      correlationId: id('decision correlation'),
      actor: 'u-minister',
      role: 'ministry-leader',
      delegatedBy: 'u-delegator',
      onBehalfOf: 'Bộ Công Thương',
      occurredOn: '2021-12-20',
    });
    expect([await office.typesOf(2), await office.typesOf(3)]).toEqual([['ApprovedInPlan'], ['LeftOutOfPlan']]);
    expect(office.runner.stats()).toMatchObject({ waiting: 0, since: null, lastError: null });
    await office.runner.stop();
  });

  it('of a register is not carried on: the import wrote both sides', async () => {
    const office = await running();
    await office.plan('imported', {
      ...decisionOn(1),
      actor: 'import:demo',
      attested: { by: 'register', document: 'r.csv', steps: ['allocation', 'segregation'] },
    });
    await office.runner.idle();
    expect(await office.typesOf(1)).toEqual([]);
    await office.runner.stop();
  });

  it('is given back when the project cannot take it, with the code of its refusal', async () => {
    const office = new Office(new MemoryLog());
    await office.project(1, { type: 'Withdraw' });
    await office.decided(1, 2);
    office.runner.start();
    await office.runner.idle();
    const plan = await office.planState();
    expect([...plan.funded.keys()]).toEqual(['p-2']);
    expect(plan.freed).toMatchObject([{ project: 'p-1', amount: 100_000_000, reason: 'illegal-transition', by: 'follow-up:u-minister' }]);
    expect(freeMoney(plan)).toBe(900_000_000);
    await office.runner.stop();
  });

  it('is not taken up again from an old decision once the project could', async () => {
    const first = new Office(new MemoryLog());
    await first.project(1, { type: 'Withdraw' });
    await first.decided(1);
    first.runner.start();
    await first.runner.idle();
    await first.runner.stop();
    await first.project(1, { type: 'ProposeAgain' });
    const again = await running(first.log);
    await again.runner.idle();
    expect(await again.typesOf(1)).toEqual(['ProjectWithdrawn', 'FollowUpDeclined', 'ProposedForPlan']);
    await again.runner.stop();
  });

  it('is answered again when it is repeated, though what its projects say has changed since', async () => {
    const office = await running();
    await office.decided(1);
    await office.runner.idle();
    const later = { ...decisionOn(1), items: [{ ...decisionOn(1).items[0]!, facts: { ...facts, since: '2022-09-01' } }] };
    expect(await office.plan('decision', later)).toMatchObject({ replayed: true, events: 0 });
    await office.runner.stop();
  });
});

describe('a change of a funded project', () => {
  it('frees money once the project has taken it', async () => {
    const office = await running();
    await office.decided(1, 2);
    await office.runner.idle();
    await office.plan('lower', change(1, 60_000_000));
    await office.runner.idle();
    expect(await office.typesOf(1)).toEqual(['ApprovedInPlan', 'ApprovalAdjusted']);
    const plan = await office.planState();
    expect({ total: plan.total, held: plan.held, freed: plan.freed.map(({ amount }) => amount) }).toEqual({
      total: 160_000_000,
      held: 0,
      freed: [40_000_000],
    });
    await office.runner.stop();
  });

  it('is undone when the project was paid more meanwhile, and nothing was free in between', async () => {
    const office = new Office(new MemoryLog());
    await office.decided(1);
    await office.plan('lower too early', change(2, 1)).catch(() => null);
    office.runner.start();
    await office.runner.idle();
    await office.project(1, { type: 'Pay', amount: 70_000_000 });
    await office.plan('lower', change(1, 60_000_000));
    await office.runner.idle();
    const plan = await office.planState();
    expect(plan).toMatchObject({ total: 100_000_000, held: 0, freed: [] });
    expect((await office.log.readStream(PLAN)).at(-1)).toMatchObject({
      type: 'PlanChangeUndone',
      data: { reason: 'advance-over-approved' },
    });
    await office.runner.stop();
  });

  it('gives back what a stopped project has not spent, and all of one that holds nothing any more', async () => {
    const office = await running();
    await office.decided(1, 2);
    await office.runner.idle();
    await office.project(1, { type: 'Pay', amount: 30_000_000 });
    await office.project(1, { type: 'Stop' });
    await office.project(2, { type: 'Withdraw' });
    await office.plan('release 1', releaseOf(1, 30_000_000));
    await office.plan('release 2', releaseOf(2, 0));
    await office.runner.idle();
    const plan = await office.planState();
    expect(plan.freed.map(({ code, amount }) => [code, amount])).toEqual([
      [named(1).code, 70_000_000],
      [named(2).code, 100_000_000],
    ]);
    expect([...plan.funded].map(([project, { amount }]) => [project, amount])).toEqual([['p-1', 30_000_000]]);
    await office.runner.stop();
  });
});

describe('what a contract says', () => {
  it('is signed by each member, and extended', async () => {
    const office = await running();
    await office.decided(1, 2);
    await office.runner.idle();
    await office.concluded(1, 2);
    await office.contract('appendix', appendix);
    await office.runner.idle();
    expect(await office.typesOf(1)).toEqual(['ApprovedInPlan', 'ContractSigned', 'ContractExtended']);
    expect((await office.log.readStream('project-p-2')).at(-1)?.data).toEqual({
      contract: CONTRACT,
      appendixNo: 'PL-01',
      endsOn: '2022-12-31',
    });
    await office.runner.stop();
  });

  it('drops a member that cannot sign, and notes one that cannot be extended', async () => {
    const office = await running();
    await office.decided(1, 2);
    await office.runner.idle();
    await office.project(1, { type: 'Withdraw' });
    await office.concluded(1, 2);
    await office.runner.idle();
    await office.project(2, { type: 'Stop' });
    await office.contract('appendix', appendix);
    await office.runner.idle();
    expect((await office.log.readStream(CONTRACT)).map(({ type, data }) => [type, data['project'] ?? null])).toEqual([
      ['ContractConcluded', null],
      ['ContractMemberDropped', 'p-1'],
      ['ContractAppendixSigned', null],
      ['ContractExtensionDeclined', 'p-2'],
    ]);
    await office.runner.stop();
  });
});

describe('the runner', () => {
  it('tries again what failed for no reason of the rules, and does the others meanwhile', async () => {
    const log = new MemoryLog();
    let failures = 3;
    const append = log.append.bind(log);
    log.append = async (stream, expected, events) => {
      if (stream === 'project-p-1' && failures-- > 0) throw new Unavailable('storage-full', 'no space');
      return append(stream, expected, events);
    };
    const office = await running(log);
    await office.decided(1, 2);
    await office.runner.idle();
    expect(office.errors).toHaveLength(3);
    expect([await office.typesOf(1), await office.typesOf(2)]).toEqual([['ApprovedInPlan'], ['ApprovedInPlan']]);
    expect(office.runner.stats()).toMatchObject({ waiting: 0, lastError: null });
    await office.runner.stop();
  });

  it('says what waits and why, stops without it, and the doctor names it', async () => {
    const log = new MemoryLog();
    const append = log.append.bind(log);
    log.append = async (stream, expected, events) => {
      if (stream.startsWith('project-')) throw new Unavailable('storage-full', 'no space');
      return append(stream, expected, events);
    };
    const office = await running(log);
    await office.decided(1);
    await eventually(() => office.errors.length > 0, { everyMs: 1 });
    expect(office.runner.stats()).toMatchObject({ waiting: 1, since: '2022-10-15T05:00:00.000Z', lastError: 'no space' });
    const idle = office.runner.idle();
    await office.runner.stop();
    await idle;
    expect(await unfinishedFollowUps(log)).toMatchObject([{ code: named(1).code, command: { type: 'ApproveInPlan' } }]);
    log.append = append;
    const again = await running(log, office.file);
    await again.runner.idle();
    expect(await unfinishedFollowUps(log)).toEqual([]);
    await again.runner.stop();
  });

  it('begins where it was, and needs neither its checkpoint nor a good one', async () => {
    const office = await running();
    await office.decided(1);
    await office.runner.idle();
    await office.runner.stop();
    const head = await office.log.head();
    for (const spoil of [
      () => undefined,
      () => rmSync(office.file),
      () => writeFileSync(office.file, '{"log"'),
      () => writeFileSync(office.file, JSON.stringify({ log: 'another', position: head })),
      () => writeFileSync(office.file, 'null'),
    ]) {
      spoil();
      const again = await running(office.log, office.file);
      await again.runner.idle();
      await again.runner.stop();
      expect(await office.log.head()).toBe(head);
    }
  });

  it('takes an unreadable event for a failure, not for nothing', async () => {
    const log = new MemoryLog();
    const later = { occurredOn: '2022-01-01', recordedAt: '2022-01-01T00:00:00.000Z' };
    await log.append(PLAN, 'no_stream', [{ id: id('newer'), type: 'PlanDecided', version: 9, data: {}, meta: later }]);
    const office = await running(log, checkpointFile());
    await eventually(() => office.errors.length > 0, { everyMs: 1 });
    expect(office.runner.stats().lastError).toMatch(/PlanDecided version 9/);
    await office.runner.stop();
  });
});
