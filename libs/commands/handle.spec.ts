import { describe, expect, it } from '@jest/globals';
import { v5 as uuidv5 } from 'uuid';
import { type EventLog, OutcomeUnknown } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import type { Need } from '#lifecycle/project/project.events';
import { Refusal } from '#lifecycle/refusal';
import { StaleRevision } from './decide-steps.ts';
import { Commands } from './handle.ts';
import { projectKind } from './stream-kind.ts';

const NAMESPACE = '7a0f6b52-4a8e-4d57-9d0f-0c2f6d5b1a10';
const id = (name: string): string => uuidv5(name, NAMESPACE);
const need: Need = {
  code: 'KCQG-2022-38-001',
  source: 'KCQG',
  planYear: 2022,
  province: { set: 'vn63', code: '38' },
  commune: 'Xã Ngọc Phụng',
  content: 'ND3b',
  beneficiary: { name: 'Hợp tác xã Thọ Xuân', taxCode: null },
};
const by = { projectId: 'p-1', actor: 'u-1', role: 'centre-officer' as const, occurredOn: '2021-01-10' };
const survey = { ...by, type: 'SurveyNeed' as const, need, outcome: 'recorded' as const };
const withdraw = { ...by, type: 'WithdrawProject' as const, reason: 'Cơ sở xin rút' };
const step = <C>(command: C, commandId = id(JSON.stringify(command))) => ({
  command,
  trace: { commandId, correlationId: id('correlation') },
});
const clock = (...instants: readonly string[]) => {
  let next = 0;
  return { now: () => instants[Math.min(next++, instants.length - 1)] ?? '' };
};
const noon = clock('2022-10-15T05:00:00.123Z');
const stream = 'project-p-1';

/** Changes what the log does for the next append, once. */
function tampered(log: EventLog, before: (append: EventLog['append']) => EventLog['append']): EventLog {
  let armed = true;
  return {
    logId: log.logId,
    readStream: (...args) => log.readStream(...args),
    readAll: (...args) => log.readAll(...args),
    head: () => log.head(),
    subscribe: (options) => log.subscribe(options),
    close: () => log.close(),
    append: (...args) => {
      const append: EventLog['append'] = (...again) => log.append(...again);
      if (!armed) return append(...args);
      armed = false;
      return before(append)(...args);
    },
  };
}

describe('handling a command', () => {
  it('appends what was decided, with both times, the actor and the rule set', async () => {
    const log = new MemoryLog();
    const handled = await new Commands(log, noon).handle(projectKind, stream, step(survey));
    expect(handled).toMatchObject({ revision: 0, events: 1, replayed: false });
    const [event] = await log.readStream(stream);
    expect(event).toMatchObject({ type: 'NeedSurveyed', version: 1, revision: 0 });
    expect(event?.meta).toMatchObject({
      occurredOn: '2021-01-10',
      recordedAt: '2022-10-15T05:00:00.123Z',
      actor: 'u-1',
      ruleSet: 'rs-2018-09',
      commandId: step(survey).trace.commandId,
    });
  });

  it('answers the same command id the same, even when If-Match is old by now', async () => {
    const log = new MemoryLog();
    const commands = new Commands(log, noon);
    const first = await commands.handle(projectKind, stream, step(survey), -1);
    await commands.handle(projectKind, stream, step(withdraw));
    expect(await commands.handle(projectKind, stream, step(survey), -1)).toEqual({ ...first, events: 0, replayed: true });
    expect(await new Commands(log, noon).handle(projectKind, stream, step(survey), -1)).toEqual({ ...first, events: 0, replayed: true });
    expect((await log.readStream(stream)).length).toBe(2);
  });

  it('refuses the same command id with another body', async () => {
    const commands = new Commands(new MemoryLog(), noon);
    await commands.handle(projectKind, stream, step(survey, id('one')));
    await expect(commands.handle(projectKind, stream, step(withdraw, id('one')))).rejects.toMatchObject({ code: 'command-id-reused' });
  });

  it('tells a repeat from a first time though it does not look whether the project is there', async () => {
    const log = new MemoryLog();
    const first = await new Commands(log, noon).handle(projectKind, stream, step(survey));
    const repeat = () => new Commands(log, noon).handle(projectKind, stream, step(survey));
    expect(await repeat()).toEqual({ ...first, events: 0, replayed: true });
    await new Commands(log, noon).handle(projectKind, stream, step(withdraw));
    expect(await repeat()).toEqual({ ...first, events: 0, replayed: true });
    const reused = { ...step(survey), command: { ...survey, need: { ...need, commune: 'Xã Xuân Cao' } } };
    await expect(new Commands(log, noon).handle(projectKind, stream, reused)).rejects.toMatchObject({ code: 'command-id-reused' });
    const again = new Commands(log, noon).handle(projectKind, stream, step(survey, id('another')));
    await expect(again).rejects.toMatchObject({ code: 'project-exists' });
    expect((await log.readStream(stream)).length).toBe(2);
  });

  it('opens a stream for one who says that there is none, and for nobody after, a need kept for later included', async () => {
    const log = new MemoryLog();
    const keep = { ...survey, outcome: 'kept-for-later' as const };
    const first = await new Commands(log, noon).handle(projectKind, stream, step(keep), -1);
    const commands = new Commands(log, noon);
    await expect(commands.handle(projectKind, stream, step(survey), -1)).rejects.toEqual(new StaleRevision(stream, -1, 0));
    expect(await commands.handle(projectKind, stream, step(keep), -1)).toEqual({ ...first, events: 0, replayed: true });
    expect(await log.readStream(stream)).toHaveLength(1);
  });

  it('refuses a command id that was used for another stream', async () => {
    const log = new MemoryLog();
    const commands = new Commands(log, noon);
    await commands.handle(projectKind, stream, step(survey, id('one')));
    for (const expected of [undefined, -1]) {
      const reused = commands.handle(projectKind, 'project-p-2', step({ ...survey, projectId: 'p-2' }, id('one')), expected);
      await expect(reused).rejects.toMatchObject({ code: 'command-id-reused', facts: { commandId: id('one') } });
    }
    await commands.handle(projectKind, 'project-p-2', step({ ...survey, projectId: 'p-2' }, id('two')));
    await commands.handle(projectKind, stream, step(withdraw, id('three')));
    const again = commands.handle(projectKind, 'project-p-2', step({ ...withdraw, projectId: 'p-2' }, id('three')));
    await expect(again).rejects.toMatchObject({ code: 'command-id-reused', facts: { commandId: id('three') } });
    expect(await log.readStream('project-p-2')).toHaveLength(1);
  });

  it('answers a repeat that today’s rules would refuse', async () => {
    const log = new MemoryLog();
    const late = { ...survey, occurredOn: '2022-10-15' };
    const first = await new Commands(log, noon).handle(projectKind, stream, step(late));
    const yesterday = new Commands(log, clock('2022-10-14T05:00:00.000Z'));
    expect(await yesterday.handle(projectKind, stream, step(late))).toEqual({ ...first, events: 0, replayed: true });
  });

  it('says so when the caller saw an older revision', async () => {
    const commands = new Commands(new MemoryLog(), noon);
    await commands.handle(projectKind, stream, step(survey));
    await expect(commands.handle(projectKind, stream, step(withdraw), 5)).rejects.toEqual(new StaleRevision(stream, 5, 0));
  });

  it('writes nothing when it refuses', async () => {
    const log = new MemoryLog();
    await expect(new Commands(log, noon).handle(projectKind, stream, step(withdraw))).rejects.toBeInstanceOf(Refusal);
    expect(await log.head()).toBeNull();
  });

  it('a new id whose effect holds already changes nothing', async () => {
    const log = new MemoryLog();
    const commands = new Commands(log, noon);
    await commands.handleAll(projectKind, stream, [step(survey), step(withdraw)]);
    expect(await commands.handle(projectKind, stream, step(withdraw, id('again')))).toMatchObject({
      revision: 1,
      events: 0,
      replayed: false,
    });
  });

  it('decides several commands in one append, each on what the ones before it left', async () => {
    const log = new MemoryLog();
    expect(await new Commands(log, noon).handleAll(projectKind, stream, [step(survey), step(withdraw)])).toMatchObject({
      revision: 1,
      events: 2,
    });
    const ids = (await log.readStream(stream)).map((event) => event.id);
    expect(ids).toEqual([uuidv5('0', step(survey).trace.commandId), uuidv5('0', step(withdraw).trace.commandId)]);
  });

  it('writes nothing of several commands when one is refused', async () => {
    const log = new MemoryLog();
    await expect(new Commands(log, noon).handleAll(projectKind, stream, [step(survey), step(survey, id('again'))])).rejects.toBeInstanceOf(
      Refusal,
    );
    expect(await log.head()).toBeNull();
  });

  it('finishes a series of which only the first part had been written', async () => {
    const log = new MemoryLog();
    await new Commands(log, noon).handle(projectKind, stream, step(survey));
    expect(await new Commands(log, noon).handleAll(projectKind, stream, [step(survey), step(withdraw)])).toMatchObject({
      revision: 1,
      events: 1,
    });
  });

  it('never records an event before the one it follows, though the clock goes back', async () => {
    const log = new MemoryLog();
    const commands = new Commands(log, clock('2022-10-15T05:00:00.000Z', '2022-10-14T05:00:00.000Z'));
    await commands.handle(projectKind, stream, step(survey));
    await commands.handle(projectKind, stream, step(withdraw));
    expect((await log.readStream(stream)).map(({ meta }) => meta.recordedAt)).toEqual([
      '2022-10-15T05:00:00.000Z',
      '2022-10-15T05:00:00.000Z',
    ]);
  });

  it('judges the business day by the day in Vietnam', async () => {
    const late = { ...survey, occurredOn: '2022-10-16' };
    await expect(
      new Commands(new MemoryLog(), clock('2022-10-15T16:59:59.999Z')).handle(projectKind, stream, step(late)),
    ).rejects.toMatchObject({ code: 'in-the-future' });
    await expect(
      new Commands(new MemoryLog(), clock('2022-10-15T17:00:00.000Z')).handle(projectKind, stream, step(late)),
    ).resolves.toMatchObject({ events: 1 });
  });
});

describe('races and lost answers', () => {
  it('two hundred commands racing on one stream each take effect exactly once', async () => {
    const log = new MemoryLog();
    const commands = new Commands(log, noon);
    await commands.handle(projectKind, stream, step({ ...survey, outcome: 'kept-for-later' as const }));
    const race = Array.from({ length: 200 }, (_, n) => step({ ...survey, outcome: 'kept-for-later' as const }, id(`race ${n}`)));
    const handled = await Promise.all(race.map((one) => commands.handle(projectKind, stream, one)));
    expect(new Set(handled.map(({ revision }) => revision)).size).toBe(200);
    expect((await log.readStream(stream)).length).toBe(201);
  });

  it('decides again on what the winner wrote when the caller named no revision', async () => {
    const memory = new MemoryLog();
    const log = tampered(memory, (append) => async (...args) => {
      await new Commands(memory, noon).handle(projectKind, stream, step(survey, id('winner')));
      return append(...args);
    });
    await expect(new Commands(log, noon).handle(projectKind, stream, step(survey, id('loser')))).rejects.toMatchObject({
      code: 'project-exists',
    });
    expect((await memory.readStream(stream)).length).toBe(1);
  });

  it('tells a caller who named a revision that it is old, when another process was faster', async () => {
    const memory = new MemoryLog();
    await new Commands(memory, noon).handle(projectKind, stream, step({ ...survey, outcome: 'kept-for-later' as const }));
    const log = tampered(memory, (append) => async (...args) => {
      await new Commands(memory, noon).handle(projectKind, stream, step(survey, id('winner')));
      return append(...args);
    });
    await expect(new Commands(log, noon).handle(projectKind, stream, step(withdraw), 0)).rejects.toBeInstanceOf(StaleRevision);
  });

  it('answers a repeat that was quicker by way of another process as a repeat', async () => {
    const memory = new MemoryLog();
    await new Commands(memory, noon).handle(projectKind, stream, step({ ...survey, outcome: 'kept-for-later' as const }));
    const log = tampered(memory, (append) => async (...args) => {
      await new Commands(memory, noon).handle(projectKind, stream, step(withdraw), 0);
      return append(...args);
    });
    const handled = await new Commands(log, noon).handle(projectKind, stream, step(withdraw), 0);
    expect(handled).toMatchObject({ revision: 1, replayed: true });
    expect((await memory.readStream(stream)).length).toBe(2);
  });

  it('repeats an append of unknown outcome without doubling it', async () => {
    for (const written of [true, false]) {
      const memory = new MemoryLog();
      const log = tampered(memory, (append) => async (...args) => {
        if (written) await append(...args);
        throw new OutcomeUnknown(stream, new Error('connection lost'));
      });
      expect(await new Commands(log, noon).handle(projectKind, stream, step(survey))).toMatchObject({ revision: 0 });
      expect((await memory.readStream(stream)).length).toBe(1);
    }
  });
});

describe('trying a command', () => {
  it('says what it would append and appends nothing, several in a row', async () => {
    const log = new MemoryLog();
    const commands = new Commands(log, noon);
    const opened = await commands.preview(projectKind, stream, step(survey));
    expect([opened.events.map(({ type }) => type), opened.revision, opened.refusal]).toEqual([['NeedSurveyed'], 0, null]);
    const gone = await commands.preview(projectKind, stream, step(withdraw), { expected: 0, on: opened.left });
    expect([gone.events.map(({ type }) => type), gone.revision]).toEqual([['ProjectWithdrawn'], 1]);
    expect(await log.head()).toBeNull();
    expect(await commands.handle(projectKind, stream, step(survey))).toMatchObject({ revision: 0, events: 1, replayed: false });
    expect(await commands.preview(projectKind, stream, step(survey))).toMatchObject({ events: [], replayed: true, revision: 0 });
  });

  it('tells the rules’ no, and an old revision', async () => {
    const log = new MemoryLog();
    const commands = new Commands(log, noon);
    expect(await commands.preview(projectKind, stream, step(withdraw))).toMatchObject({
      events: [],
      refusal: { code: 'project-not-found' },
      revision: -1,
    });
    await commands.handle(projectKind, stream, step(survey));
    await expect(commands.preview(projectKind, stream, step(withdraw), { expected: 7 })).rejects.toThrow(StaleRevision);
  });
});
