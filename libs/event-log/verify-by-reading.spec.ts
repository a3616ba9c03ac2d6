import { beforeEach, describe, expect, it } from '@jest/globals';
import { Damaged, type RecordedEvent } from './event-log.ts';
import { anEvent } from './event-log.contract.ts';
import { MemoryLog } from './memory-log.ts';
import { verifyByReading } from './verify-by-reading.ts';

describe('a log that is verified by reading it', () => {
  let events: readonly RecordedEvent[];
  const withEvents = (all: readonly RecordedEvent[]) => ({
    head: async () => all.at(-1)?.position ?? null,
    readAll: async ({ after }: { readonly after?: string } = {}) =>
      all.slice(after === undefined ? 0 : all.findIndex(({ position }) => position === after) + 1),
  });

  beforeEach(async () => {
    const log = new MemoryLog();
    await log.append('project-1', 'no_stream', [anEvent({ n: 0 }), anEvent({ n: 1 })]);
    await log.append('project-2', 'no_stream', [anEvent({ n: 2 })]);
    await log.append('project-1', 1, [anEvent({ n: 3 })]);
    events = await log.readAll();
    expect(await verifyByReading(log)).toEqual({ events: 4, streams: 2, ok: true, firstBad: null, unanchoredSince: null });
  });

  it.each<[string, number, (event: RecordedEvent) => RecordedEvent, RegExp]>([
    ['data', 1, (event) => ({ ...event, data: { n: 9 } }), /the hash is not that of the event/],
    ['a type', 2, (event) => ({ ...event, type: 'OtherStepTaken' }), /the hash is not that of the event/],
    ['metadata', 0, (event) => ({ ...event, meta: { ...event.meta, actor: 'eve' } }), /the hash is not that of the event/],
    ['a link', 3, (event) => ({ ...event, meta: { ...event.meta, prevHash: '0'.repeat(64) } }), /prevHash is not the hash/],
    ['a revision', 3, (event) => ({ ...event, revision: 3 }), /revision 3 after 1/],
    ['a position', 2, (event) => ({ ...event, position: '0000000000000001' }), /the position does not rise/],
  ])('has a first bad event when %s was changed', async (_, at, change, problem) => {
    const bad = events[at] as RecordedEvent;
    const changed = change(bad);
    const verified = await verifyByReading(withEvents(events.with(at, changed)));
    expect(verified).toMatchObject({ events: at, ok: false, firstBad: { position: changed.position, stream: bad.stream } });
    expect(verified.firstBad?.problem).toMatch(problem);
  });

  it('has a first bad event when one is missing, and when the log says itself that one is damaged', async () => {
    expect((await verifyByReading(withEvents(events.toSpliced(0, 1)))).firstBad).toMatchObject({
      revision: 1,
      problem: 'revision 1 after none',
    });
    const damaged = { head: async () => null, readAll: () => Promise.reject(new Damaged('project-1', 7)) };
    expect((await verifyByReading(damaged)).firstBad).toMatchObject({ position: null, stream: 'project-1', revision: 7 });
  });
});
