import { describe, expect, it } from '@jest/globals';
import { type EventLog, OutcomeUnknown, Unavailable } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import { need, personOf } from '#lifecycle/project/project.fixture';
import { StaleRevision } from './decide-steps.ts';
import { Commands } from './handle.ts';
import { projectKind } from './stream-kind.ts';
import { uuidV5 } from './uuid-v5.ts';

const noon = { now: () => '2022-10-15T05:00:00.123Z' };
const stream = 'project-p-1';
const by = { projectId: 'p-1', actor: personOf('centre-officer'), role: 'centre-officer' as const, occurredOn: '2021-01-10' };
const keep = { ...by, type: 'SurveyNeed' as const, need, outcome: 'kept-for-later' as const };
const survey = { ...keep, outcome: 'recorded' as const };
const withdraw = { ...by, type: 'WithdrawProject' as const, reason: 'Cơ sở xin rút' };
const note = { ...by, type: 'AddNote' as const, about: 'record', text: 'Gọi lại', audience: 'shared' as const };
const step = <C>(command: C, name: string) => {
  const commandId = uuidV5(name, '7a0f6b52-4a8e-4d57-9d0f-0c2f6d5b1a10');
  return { command, trace: { commandId, correlationId: commandId } };
};

/** Two processes that have both seen the stream at revision 0. */
async function two() {
  const log = new MemoryLog();
  const [mine, theirs] = [new Commands(log, noon), new Commands(log, noon)];
  await mine.handle(projectKind, stream, step(keep, 'first'));
  await theirs.handle(projectKind, stream, step(keep, 'first'));
  return { log, mine, theirs };
}

describe('what another process appended since', () => {
  it('is looked for before the rules say no', async () => {
    const { mine, theirs } = await two();
    await theirs.handle(projectKind, stream, step(survey, 'survey'));
    const draft = { ...by, type: 'DraftProject' as const, draft: {} as never };
    await expect(mine.handle(projectKind, stream, step(draft, 'draft'))).rejects.not.toMatchObject({ code: 'illegal-transition' });
  });

  it('is looked for before a revision is called old', async () => {
    const { mine, theirs } = await two();
    await theirs.handle(projectKind, stream, step(survey, 'survey'));
    expect(await mine.handle(projectKind, stream, step(note, 'note'), 1)).toMatchObject({ revision: 2, events: 1 });
    await expect(mine.handle(projectKind, stream, step(note, 'other note'), 1)).rejects.toThrow(StaleRevision);
  });

  it('is looked for before nothing is done', async () => {
    const { log, mine, theirs } = await two();
    await mine.handle(projectKind, stream, step(withdraw, 'withdrawn'));
    expect(await mine.handle(projectKind, stream, step(withdraw, 'again'))).toMatchObject({ revision: 1, events: 0, replayed: false });
    await theirs.handle(projectKind, stream, step(note, 'note'));
    expect(await mine.handle(projectKind, stream, step(withdraw, 'once more'))).toMatchObject({ revision: 2, events: 0 });
    expect(await log.readStream(stream)).toHaveLength(3);
  });

  it('holds the first answer to a command that was asked there', async () => {
    const { mine, theirs } = await two();
    const first = await theirs.handle(projectKind, stream, step(withdraw, 'withdrawn'));
    await theirs.handle(projectKind, stream, step(note, 'note'));
    expect(await mine.handle(projectKind, stream, step(withdraw, 'withdrawn'), 0)).toEqual({ ...first, events: 0, replayed: true });
  });
});

describe('an append whose outcome is not known', () => {
  /** Loses the reply of the first append, and cannot be read after it. */
  function silent(log: MemoryLog): EventLog {
    let lost = false;
    return {
      logId: log.logId,
      async append(...args) {
        const appended = await log.append(...args);
        if (lost) return appended;
        lost = true;
        throw new OutcomeUnknown(args[0], 'no reply');
      },
      readStream: (...args) => (lost ? Promise.reject(new Unavailable('unreachable', 'gone')) : log.readStream(...args)),
      readAll: (...args) => log.readAll(...args),
      head: () => log.head(),
      subscribe: (options) => log.subscribe(options),
      close: () => log.close(),
    };
  }

  it.each([keep, withdraw])('is never reported as one that was not written: $type', async (command) => {
    const log = new MemoryLog();
    if (command !== keep) await new Commands(log, noon).handle(projectKind, stream, step(keep, 'first'));
    await expect(new Commands(silent(log), noon).handle(projectKind, stream, step(command, 'lost'))).rejects.toThrow(OutcomeUnknown);
    expect((await log.readStream(stream)).at(-1)?.meta['commandId']).toBe(step(command, 'lost').trace.commandId);
  });
});
