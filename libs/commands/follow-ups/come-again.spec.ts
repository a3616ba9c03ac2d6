import { describe, expect, it } from '@jest/globals';
import { caughtUp, type EventLog } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import { Refusal } from '#lifecycle/refusal';
import { checkpointFile, Office } from './follow-ups.fixture.ts';
import { OpenFollowUps } from './open-follow-ups.ts';
import { anyKind, pocketKind } from './pocket-project.fixture.ts';

/** Delivers each event twice, as the port allows. */
function twice(log: MemoryLog): EventLog {
  return {
    logId: log.logId,
    append: (...args) => log.append(...args),
    readStream: (...args) => log.readStream(...args),
    readAll: (...args) => log.readAll(...args),
    head: () => log.head(),
    async *subscribe(options) {
      for await (const event of log.subscribe(options)) {
        yield event;
        if (event !== caughtUp) yield event;
      }
    },
    close: () => log.close(),
  };
}

describe('an event that comes again', () => {
  it('opens nothing anew, and says of what is open that it is done up to the event before', async () => {
    const log = new MemoryLog();
    await new Office(log).decided(1, 2);
    const events = await log.readAll();
    const open = new OpenFollowUps();
    for (const event of [...events, ...events]) open.take(event);
    expect(open.size).toBe(2);
    expect(open.position).toBe(events.at(-1)?.position);
    expect(open.doneTo).toBe(events.at(-2)?.position);
    for (const followUp of open.all()) open.close(followUp);
    expect(events.flatMap((event) => open.take(event))).toEqual([]);
    expect(open.doneTo).toBe(events.at(-1)?.position);
  });

  it('loses no follow-up to a stop while it is open', async () => {
    const log = new MemoryLog();
    const file = checkpointFile();
    const refusing = new Office(twice(log), file, { kind: unableKind(Infinity), retryMs: 2 ** 31 - 1 });
    refusing.runner.start();
    await refusing.decided(1);
    for (let ms = 0; refusing.errors.length === 0 && ms < 5_000; ms++) await new Promise((resolve) => setTimeout(resolve, 1));
    await refusing.runner.stop();
    const next = new Office(twice(log), file);
    next.runner.start();
    for (let ms = 0; (await next.typesOf(1)).length === 0 && ms < 1_000; ms++) await new Promise((resolve) => setTimeout(resolve, 1));
    await next.runner.stop();
    expect(await next.typesOf(1)).toEqual(['ApprovedInPlan']);
  });
});

/** A project that cannot take it so many times, because the clock is behind the decision. */
function unableKind(times: number) {
  let left = times;
  const decide: typeof pocketKind.decider.decide = (command, state, context) => {
    if (left-- > 0) throw new Refusal('in-the-future', { occurredOn: command.occurredOn, today: '2021-12-19' });
    return pocketKind.decider.decide(command, state, context);
  };
  return anyKind({ ...pocketKind, decider: { ...pocketKind.decider, decide } });
}

describe('a clock that went back behind the decision', () => {
  it('takes nothing back: the project is asked again until the day is there', async () => {
    const office = new Office(new MemoryLog(), checkpointFile(), { kind: unableKind(3) });
    office.runner.start();
    await office.decided(1);
    await office.runner.idle();
    await office.runner.stop();
    expect(office.errors).toHaveLength(3);
    expect(await office.typesOf(1)).toEqual(['ApprovedInPlan']);
    expect((await office.planState()).funded.get('p-1')?.amount).toBe(100_000_000);
  });
});
