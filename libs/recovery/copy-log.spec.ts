import { beforeEach, describe, expect, it } from '@jest/globals';
import { Commands } from '#commands/handle';
import { projectKind } from '#commands/stream-kind';
import type { EventLog, NewEvent, RecordedEvent } from '#event-log/event-log';
import { OutcomeUnknown } from '#event-log/event-log';
import { anEvent } from '#event-log/event-log.contract';
import { MemoryLog } from '#event-log/memory-log';
import { begin, streamOf, workOn } from '../../test/load/command-work.ts';
import { copyLog, runsOf } from './copy-log.ts';
import { verifyCopy } from './verify-copy.ts';

/** Five projects of 20 events whose work was mixed afterwards: neighbours are often of different streams. */
async function someLog(): Promise<MemoryLog> {
  const log = new MemoryLog();
  const commands = await begin(log, 5);
  for (let piece = 0; piece < 30; piece++) await work(commands, piece);
  return log;
}

const work = (commands: Commands, piece: number) =>
  commands.handleAll(projectKind, streamOf(piece % 5), workOn(piece % 5, `piece ${piece}`));

/** A log that does something else in some of its calls. */
const changed = (log: EventLog, change: Partial<EventLog>): EventLog => ({
  logId: log.logId,
  append: (...append) => log.append(...append),
  readStream: (...read) => log.readStream(...read),
  readAll: (...read) => log.readAll(...read),
  head: () => log.head(),
  subscribe: (options) => log.subscribe(options),
  close: () => log.close(),
  ...change,
});

const withoutPosition = ({ position: _position, ...event }: RecordedEvent) => event;
const all = async (log: EventLog) => (await log.readAll()).map(withoutPosition);
const newEvent = ({ id, type, version, data, meta: { hash: _hash, prevHash: _prevHash, ...meta } }: RecordedEvent): NewEvent => {
  return { id, type, version, data, meta };
};

/** The first events of a log in another one, one by one. */
async function beginningOf(log: EventLog, count: number): Promise<MemoryLog> {
  const other = new MemoryLog();
  for (const event of (await log.readAll()).slice(0, count))
    await other.append(event.stream, event.revision === 0 ? 'no_stream' : event.revision - 1, [newEvent(event)]);
  return other;
}

let source: MemoryLog;
let target: MemoryLog;
beforeEach(async () => {
  source = await someLog();
  target = new MemoryLog();
});

describe('a copy of a log', () => {
  it('has the same events in the same order, and the rules make the same of them', async () => {
    expect(await copyLog({ source, target })).toEqual({ found: 0, copied: 160 });
    expect(await all(target)).toEqual(await all(source));
    const verified = await verifyCopy({ source, target });
    expect(verified).toMatchObject({ events: 160, streams: 5, sourceGoesOn: false, unfolded: [] });
    expect(await copyLog({ source, target })).toEqual({ found: 160, copied: 0 });
    await begin(source, 6);
    expect(await copyLog({ source, target })).toEqual({ found: 160, copied: 20 });
    expect((await verifyCopy({ source, target })).statesDigest).not.toBe(verified.statesDigest);
  });

  it('of an empty log is an empty log', async () => {
    const empty = new MemoryLog();
    expect(await copyLog({ source: empty, target })).toEqual({ found: 0, copied: 0 });
    expect(await verifyCopy({ source: empty, target })).toMatchObject({ events: 0, streams: 0 });
  });

  it.each([1, 7, 21, 99, 159])('goes on from an earlier one that ended after %i events', async (there) => {
    target = await beginningOf(source, there);
    expect(await copyLog({ source, target })).toEqual({ found: there, copied: 160 - there });
    expect(await all(target)).toEqual(await all(source));
  });

  it('puts neighbours of one stream into one append', async () => {
    let appends = 0;
    const counted = changed(target, { append: (...append) => ((appends += 1), target.append(...append)) });
    await copyLog({ source, target: counted });
    expect(appends).toBeLessThan(80);
  });

  it('of a log that is written to all the time ends, and the same copy takes the rest', async () => {
    const commands = new Commands(source);
    let pieces = 100;
    const busy = changed(source, {
      readAll: async (...read) => {
        await work(commands, (pieces += 1));
        return source.readAll(...read);
      },
    });
    const { copied } = await copyLog({ source: busy, target });
    await work(commands, 99);
    expect(await verifyCopy({ source, target })).toMatchObject({ events: copied, sourceGoesOn: true });
    expect(await copyLog({ source, target })).toEqual({ found: copied, copied: 2 * (pieces - 100) + 162 - copied });
    expect(await verifyCopy({ source, target })).toMatchObject({ sourceGoesOn: false });
  });

  it('stops between two appends when it is told to, and goes on later', async () => {
    const stopping = new AbortController();
    let appends = 0;
    const stopped = changed(target, {
      append: async (...append) => {
        if ((appends += 1) === 10) stopping.abort();
        return target.append(...append);
      },
    });
    await expect(copyLog({ source, target: stopped, signal: stopping.signal })).rejects.toThrow(/aborted/);
    expect(appends).toBe(10);
    await copyLog({ source, target });
    expect(await all(target)).toEqual(await all(source));
  });

  it('repeats an append that may have been written', async () => {
    let appends = 0;
    const lossy = changed(target, {
      append: async (...append) => {
        const appended = await target.append(...append);
        if ((appends += 1) % 3 === 0) throw new OutcomeUnknown(append[0], new Error('no answer'));
        return appended;
      },
    });
    await copyLog({ source, target: lossy });
    expect(await all(target)).toEqual(await all(source));
  });

  it('is not disturbed by an append of its own that comes late', async () => {
    let late = false;
    const slow = changed(target, {
      append: async (stream, expected, events) => {
        if (events.length > 3 && !late) {
          late = true;
          await target.append(stream, expected, events.slice(0, 2));
        }
        return target.append(stream, expected, events);
      },
    });
    await copyLog({ source, target: slow });
    expect(late).toBe(true);
    expect(await all(target)).toEqual(await all(source));
  });

  it('holds no more than a page of a long log', async () => {
    const long = new MemoryLog();
    for (let stream = 0; stream < 40; stream++)
      await long.append(
        `project-${stream}`,
        'no_stream',
        Array.from({ length: 300 }, (_, n) => anEvent({ n })),
      );
    let [read, written, held] = [0, 0, 0];
    const reading = changed(long, {
      readAll: async (...asked) => {
        const page = await long.readAll(...asked);
        read += page.length;
        held = Math.max(held, read - written);
        return page;
      },
    });
    const writing = changed(target, {
      append: (...append) => {
        written += append[2].length;
        return target.append(...append);
      },
    });
    expect(await copyLog({ source: reading, target: writing })).toEqual({ found: 0, copied: 12_000 });
    expect(held).toBeLessThanOrEqual(1_000);
  });
});

describe('what is no copy', () => {
  const untouched = async (asked: Parameters<typeof copyLog>[0]) => {
    const before = await asked.target.head();
    await expect(copyLog(asked)).rejects.toThrow();
    expect(await asked.target.head()).toBe(before);
    return copyLog(asked).catch((error: unknown) => error);
  };

  it('is refused before anything is written, naming where it parts', async () => {
    target = await beginningOf(source, 33);
    await target.append('project-9', 'no_stream', [anEvent({ n: 1 })]);
    const expected = (await source.readAll())[33];
    expect(await untouched({ source, target })).toMatchObject({
      name: 'LogsDiffer',
      nth: 34,
      expected: { stream: expected?.stream, revision: expected?.revision, id: expected?.id, hash: expected?.meta['hash'] },
      found: { stream: 'project-9', revision: 0 },
    });
  });

  it('is refused when an event of another log stands before the last one that is right', async () => {
    target = await beginningOf(source, 10);
    await target.append('project-9', 'no_stream', [anEvent({ n: 1 })]);
    const eleventh = (await source.readAll())[10] as RecordedEvent;
    await target.append(eleventh.stream, eleventh.revision - 1, [newEvent(eleventh)]);
    expect(await untouched({ source, target })).toMatchObject({ nth: 11, found: { stream: 'project-9' } });
    await expect(verifyCopy({ source, target })).rejects.toMatchObject({ nth: 11 });
  });

  it('is refused when it has more than the source', async () => {
    target = await beginningOf(source, 160);
    await target.append('project-9', 'no_stream', [anEvent({ n: 1 })]);
    expect(await untouched({ source, target })).toMatchObject({ nth: 161, expected: null, found: { stream: 'project-9' } });
  });

  it.each([
    ['in a stream of the copy', (events: readonly RecordedEvent[]) => (events.at(-1) as RecordedEvent).stream],
    ['elsewhere', () => 'project-9'],
  ])('is noticed when somebody else appends meanwhile, %s', async (_, streamOfOther) => {
    const stream = streamOfOther(await source.readAll());
    let appends = 0;
    const shared = changed(target, {
      append: async (...append) => {
        if ((appends += 1) === 12) {
          const there = await target.readStream(stream).catch(() => []);
          await target.append(stream, there.length === 0 ? 'no_stream' : there.length - 1, [
            {
              ...anEvent({ n: 1 }),
              meta: { recordedAt: there.at(-1)?.meta['recordedAt'] ?? '2026-11-22T02:00:00.123Z', occurredOn: '2026-11-22' },
            },
          ]);
        }
        return target.append(...append);
      },
    });
    await expect(copyLog({ source, target: shared })).rejects.toMatchObject({ name: 'LogsDiffer' });
  });

  it('is noticed when a log forgets what it confirmed', async () => {
    let appends = 0;
    const forgetful = changed(target, {
      append: async (...append) => {
        const [stream, , events] = append;
        if ((appends += 1) > 10) return { revision: events.length, position: '0000000000009999', stream };
        return target.append(...append);
      },
    });
    await expect(copyLog({ source, target: forgetful })).rejects.toMatchObject({ code: 'unreadable' });
  });

  it.each([
    ['altered', (event: RecordedEvent) => [{ ...event, data: { n: 9 } }]],
    ['taken away', () => []],
  ])('is not made of a source in which an event was %s', async (_, change) => {
    const damaged = changed(source, {
      readAll: async (...read) =>
        (await source.readAll(...read)).flatMap((event) => (Number(event.position) === 22 ? change(event) : [event])),
    });
    expect(await untouched({ source: damaged, target })).toMatchObject({ name: 'BrokenChain', log: damaged });
    expect(await target.head()).toBeNull();
  });

  it('is found by what the rules make of a stream that is read alone', async () => {
    await copyLog({ source, target });
    const astray = changed(target, {
      readStream: async (...read) =>
        (await target.readStream(...read)).map((event, n) => (n === 1 ? { ...event, type: 'DraftDropped' } : event)),
    });
    await expect(verifyCopy({ source, target: astray })).rejects.toMatchObject({ name: 'StatesDiffer' });
  });

  it('may be one that this build has no rules for, which is said', async () => {
    source = new MemoryLog();
    await source.append('project-1', 'no_stream', [anEvent({ n: 1 })]);
    await copyLog({ source, target });
    const { unfolded } = await verifyCopy({ source, target });
    expect(unfolded).toEqual([expect.stringMatching(/^project-1: /)]);
  });
});

describe('runs', () => {
  const checked = (stream: string, bytes: number, n: number) => ({ event: { stream, revision: n } as RecordedEvent, bytes });

  it('end where another stream, 500 events or 900 KiB come', () => {
    const small = Array.from({ length: 1_001 }, (_, n) => checked('a-1', 300, n));
    expect([...runsOf(small)].map((run) => run.length)).toEqual([500, 500, 1]);
    const large = Array.from({ length: 8 }, (_, n) => checked('a-1', 256 * 1024, n));
    expect([...runsOf(large)].map((run) => run.length)).toEqual([3, 3, 2]);
    const mixed = ['a-1', 'a-1', 'b-1', 'a-1'].map((stream, n) => checked(stream, 300, n));
    expect([...runsOf(mixed)].map((run) => run.length)).toEqual([2, 1, 1]);
    expect([...runsOf([])]).toEqual([]);
  });
});
