import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { v5 as uuidv5 } from 'uuid';
import { type EventLog, Unavailable } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import { currentRules } from '#lifecycle/context';
import { ceilingOn } from '#lifecycle/rules';
import type { ActivateRules } from '#lifecycle/rulebook/rulebook.decider';
import { rulesStream } from '#lifecycle/rulebook/rulebook.events';
import type { ProvinceRef } from '#reference/province-ref';
import { Commands } from './handle.ts';
import { RuleBooks } from './rule-books.ts';
import { projectKind, rulebookKind } from './stream-kind.ts';

const THANH_HOA: ProvinceRef = { set: 'vn63', code: '38' };
const NGHE_AN: ProvinceRef = { set: 'vn63', code: '40' };
const noon = { now: () => '2022-10-15T05:00:00.123Z' };
const trace = (name: string) => ({ commandId: uuidv5(name, uuidv5.URL), correlationId: uuidv5('correlation', uuidv5.URL) });

const activation = (province: ProvinceRef | null, id: string, capVnd: number): ActivateRules => ({
  type: 'ActivateRules',
  occurredOn: '2022-10-15',
  actor: 'u-1',
  role: 'operator',
  province,
  from: '2022-01-01',
  legalBasis: { instrument: 'QĐ 1/2021', article: 'art. 1', decidedOn: '2021-12-01' },
  rows: [{ list: 'ceilings', row: { id, content: 'ND3b', ratePercent: 50, capVnd, perUnit: true } }],
  replaces: province === null ? ['ceiling-machinery-2018'] : [],
});
const activate = (commands: Commands, province: ProvinceRef | null, id = `own-${province?.code ?? 'national'}`) =>
  commands.handle(rulebookKind, rulesStream(province), { command: activation(province, id, 150_000_000), trace: trace(id) });

/** A log that counts its reads of rules, and can be told to fail. */
function watched(log: EventLog) {
  const seen = { reads: 0, broken: false };
  const readStream: EventLog['readStream'] = async (stream, options) => {
    if (stream.startsWith('rules-')) seen.reads += 1;
    if (seen.broken) throw new Unavailable('unreadable', 'the disk is gone');
    return log.readStream(stream, options);
  };
  return { seen, log: Object.assign(Object.create(log) as EventLog, { readStream }) };
}

const most = (books: RuleBooks, province: ProvinceRef | null) =>
  ceilingOn(
    books.known(province)?.rules ?? currentRules,
    { source: province === null ? 'KCQG' : 'KCDP', content: 'ND3b', totalCost: 1, outputPlanned: 1, ...(province && { province }) },
    '2022-06-01',
  )?.id;

describe('the rule book of a province', () => {
  it('is the base, and has no name of its own, while nothing was activated', async () => {
    const books = new RuleBooks(new MemoryLog());
    expect(books.known(null)).toBeUndefined();
    expect(await books.load(THANH_HOA)).toEqual({ rules: currentRules, suffix: '' });
    expect(books.known(null)?.rules).toBe(currentRules);
  });
  it('holds what the nation and the province activated, and says so in its name', async () => {
    const log = new MemoryLog();
    const commands = new Commands(log, noon);
    await activate(commands, null);
    await activate(commands, THANH_HOA);
    const books = new RuleBooks(log);
    expect((await books.load(THANH_HOA)).suffix).toBe('+n1+vn63.38/1');
    expect((await books.load(NGHE_AN)).suffix).toBe('+n1');
    expect((await books.load(null)).suffix).toBe('+n1');
    expect([most(books, null), most(books, THANH_HOA), most(books, NGHE_AN)]).toEqual(['own-national', 'own-38', undefined]);
    expect(books.known(THANH_HOA)).toBe(books.known(THANH_HOA));
  });
  it('is read once, then again behind the back of the writers after a second', async () => {
    const memory = new MemoryLog();
    const { seen, log } = watched(memory);
    const clock = { ms: 0 };
    const books = new RuleBooks(log, () => clock.ms);
    await books.load(THANH_HOA);
    clock.ms = 999;
    expect(books.known(THANH_HOA)?.suffix).toBe('');
    expect(seen.reads).toBe(2);
    await activate(new Commands(memory, noon), THANH_HOA);
    clock.ms = 1_000;
    expect(books.known(THANH_HOA)?.suffix).toBe('');
    expect(books.known(THANH_HOA)?.suffix).toBe('');
    await setTimeout(5);
    expect(books.known(THANH_HOA)?.suffix).toBe('+vn63.38/1');
    expect(seen.reads).toBe(4);
  });
  it('of a process that was idle is read before it judges, once for all who wait', async () => {
    const memory = new MemoryLog();
    const { seen, log } = watched(memory);
    const clock = { ms: 0 };
    const books = new RuleBooks(log, () => clock.ms);
    await books.load(THANH_HOA);
    await activate(new Commands(memory, noon), THANH_HOA);
    clock.ms = 2_000;
    expect(books.known(THANH_HOA)).toBeUndefined();
    const both = await Promise.all([books.load(THANH_HOA), books.load(THANH_HOA)]);
    expect(both.map(({ suffix }) => suffix)).toEqual(['+vn63.38/1', '+vn63.38/1']);
    expect(seen.reads).toBe(4);
  });
  it('does not live on when the log can no longer be read', async () => {
    const { seen, log } = watched(new MemoryLog());
    const clock = { ms: 0 };
    const books = new RuleBooks(log, () => clock.ms);
    await books.load(null);
    seen.broken = true;
    clock.ms = 1_000;
    expect(books.known(null)?.suffix).toBe('');
    await setTimeout(5);
    expect(books.known(null)).toBeUndefined();
    await expect(books.load(null)).rejects.toBeInstanceOf(Unavailable);
  });
  it('of every province at once, for an import', async () => {
    const log = new MemoryLog();
    expect(await new RuleBooks(log).whole()).toBe(currentRules);
    const commands = new Commands(log, noon);
    await activate(commands, THANH_HOA);
    await activate(commands, NGHE_AN);
    const own = (await new RuleBooks(log).whole()).ceilings.filter(({ province }) => province !== undefined);
    expect(own.map(({ id }) => id)).toEqual(['own-38', 'own-40']);
  });
});

describe('commands', () => {
  const need = {
    code: 'KCDP-2022-38-001',
    source: 'KCDP',
    planYear: 2022,
    province: THANH_HOA,
    commune: 'Xã Ngọc Phụng',
    content: 'ND3b',
    beneficiary: { name: 'Hợp tác xã Thọ Xuân', taxCode: null },
  } as const;
  const survey = (commands: Commands, id: string, province: ProvinceRef, source: 'KCDP' | 'KCQG' = 'KCDP') =>
    commands.handle(projectKind, `project-${id}`, {
      command: {
        type: 'SurveyNeed',
        projectId: id,
        actor: 'u-1',
        role: 'centre-officer',
        occurredOn: '2022-02-01',
        need: { ...need, province, source },
        outcome: 'kept-for-later',
      },
      trace: trace(id),
    });
  it('are judged by the rules that this process has just activated, and name them in the event', async () => {
    const log = new MemoryLog();
    const commands = new Commands(log, noon);
    const ruleSetOf = async (id: string) => (await log.readStream(`project-${id}`))[0]?.meta.ruleSet;
    await survey(commands, 'p-1', THANH_HOA);
    expect(await ruleSetOf('p-1')).toBe('rs-2018-09');
    await activate(commands, THANH_HOA);
    await survey(commands, 'p-2', THANH_HOA);
    await survey(commands, 'p-3', NGHE_AN);
    await survey(commands, 'p-4', THANH_HOA, 'KCQG');
    expect([await ruleSetOf('p-2'), await ruleSetOf('p-3'), await ruleSetOf('p-4')]).toEqual([
      'rs-2018-09+vn63.38/1',
      'rs-2018-09',
      'rs-2018-09',
    ]);
  });
});
