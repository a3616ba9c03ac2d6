import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { canonicalEvent, chainHash, FIRST_PREV_HASH } from './chain.ts';
import {
  type Appended,
  APPEND_BYTES_MAX,
  APPEND_EVENTS_MAX,
  caughtUp,
  comparePositions,
  ConcurrencyConflict,
  DuplicateEventId,
  EVENT_BYTES_MAX,
  type EventLog,
  type NewEvent,
  type RecordedEvent,
  StreamNotFound,
  TooLarge,
  Unavailable,
} from './event-log.ts';

export interface LogUnderTest {
  readonly log: EventLog;
  /** No id can be looked up in it: one that is used again at another place is taken. */
  readonly takesUsedIds?: true;
  /** Removes what it left behind. */
  readonly discard?: () => Promise<void>;
  /** Closes it and opens the same log again; absent for a log that does not outlive its process. */
  readonly reopen?: () => Promise<EventLog>;
}

let ids = 0;
export const nextId = (): string => `00000000-0000-5000-8000-${String(++ids).padStart(12, '0')}`;

/** A small valid event; `id` fresh unless given. */
export function anEvent(parts: Partial<NewEvent> & { readonly n?: number } = {}): NewEvent {
  const { n = 0, ...rest } = parts;
  const meta = { recordedAt: '2026-11-22T02:00:00.123Z', occurredOn: '2026-11-22', actor: 'ada' };
  return { id: nextId(), type: 'StepTaken', version: 1, data: { n }, meta, ...rest };
}

export const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

export async function everything(log: EventLog, limit = 5_000): Promise<RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  for (;;) {
    const after = all.at(-1)?.position;
    const page = await log.readAll({ limit, ...(after === undefined ? {} : { after }) });
    if (page.length === 0) return all;
    all.push(...page);
  }
}

export async function take(log: EventLog, count: number, after?: string): Promise<RecordedEvent[]> {
  const stop = new AbortController();
  const taken: RecordedEvent[] = [];
  if (count === 0) return taken;
  for await (const event of log.subscribe({ signal: stop.signal, ...(after === undefined ? {} : { after }) })) {
    if (event !== caughtUp) taken.push(event);
    if (taken.length === count) stop.abort();
  }
  return taken;
}

/** Every stream's revisions and hashes, recomputed from what everyone reads. */
export async function expectWholeChains(log: EventLog): Promise<void> {
  const ends = new Map<string, { readonly revision: number; readonly hash: string }>();
  for (const event of await everything(log)) {
    const { revision, hash } = ends.get(event.stream) ?? { revision: -1, hash: FIRST_PREV_HASH };
    expect({ revision: event.revision, prevHash: event.meta['prevHash'] }).toEqual({ revision: revision + 1, prevHash: hash });
    expect(event.meta['hash']).toBe(chainHash(hash, canonicalEvent(event)));
    ends.set(event.stream, { revision: event.revision, hash: event.meta['hash'] as string });
  }
}

/** What every adapter of the port must do. Run it on each; an adapter is one only when it passes. */
export function describeEventLog(name: string, makeLog: () => Promise<LogUnderTest>): void {
  describe(name, () => {
    let under: LogUnderTest;
    let log: EventLog;
    beforeEach(async () => {
      under = await makeLog();
      log = under.log;
    });
    afterEach(async () => {
      await log.close();
      await under.discard?.();
    });

    describe('appending', () => {
      it('gives revisions from 0 and rising positions, and reads back what was given', async () => {
        const events = [anEvent(), anEvent({ n: 1 })];
        const first = await log.append('project-1', 'no_stream', events);
        const second = await log.append('project-1', 1, [anEvent({ n: 2 })]);
        expect([first.revision, second.revision]).toEqual([1, 2]);
        expect(comparePositions(first.position, second.position)).toBeLessThan(0);

        const stored = await log.readStream('project-1');
        expect(stored.map(({ revision }) => revision)).toEqual([0, 1, 2]);
        expect(stored.map(({ stream }) => stream)).toEqual(['project-1', 'project-1', 'project-1']);
        for (const [index, { id, type, version, data, meta }] of events.entries()) {
          expect(stored[index]).toMatchObject({ id, type, version, data, meta });
        }
        expect(stored[2]?.position).toBe(second.position);
        expect(await log.head()).toBe(second.position);
      });

      it('is all or nothing', async () => {
        await log.append('project-1', 'no_stream', [anEvent()]);
        const good = anEvent({ meta: { ...anEvent().meta, recordedAt: '2026-11-22T02:00:00.500Z' } });
        await expect(log.append('project-1', 0, [good, anEvent()])).rejects.toThrow(TypeError); // The second goes back in time.
        await expect(log.append('project-2', 0, [anEvent(), anEvent()])).rejects.toThrow(ConcurrencyConflict);
        await expect(log.readStream('project-2')).rejects.toThrow(StreamNotFound);
        expect((await log.append('project-1', 0, [anEvent()])).revision).toBe(1);
        expect(await everything(log)).toHaveLength(2);
      });

      it.each([
        ['no_stream', 0],
        [1, 0],
        [7, 0],
      ] as const)('refuses %s on a stream at revision 0', async (expected, actual) => {
        await log.append('project-1', 'no_stream', [anEvent()]);
        const refused = log.append('project-1', expected, [anEvent()]);
        await expect(refused).rejects.toThrow(ConcurrencyConflict);
        await expect(refused).rejects.toMatchObject({ stream: 'project-1', expected, actual });
        expect(await log.readStream('project-1')).toHaveLength(1);
      });

      it('refuses a revision of a stream that is not there', async () => {
        await expect(log.append('project-1', 0, [anEvent()])).rejects.toMatchObject({ expected: 0, actual: 'no_stream' });
      });

      it('keeps streams apart whose names differ in case only', async () => {
        await log.append('project-a', 'no_stream', [anEvent()]);
        await log.append('project-A', 'no_stream', [anEvent({ n: 1 })]);
        expect((await log.readStream('project-A'))[0]?.data).toEqual({ n: 1 });
      });
    });

    describe('saying it twice', () => {
      it('gives the original answer and writes nothing', async () => {
        const events = [anEvent(), anEvent()];
        const first = await log.append('project-1', 'no_stream', events);
        await log.append('project-2', 'no_stream', [anEvent()]);
        await log.append('project-1', 1, [anEvent()]);
        expect(await log.append('project-1', 'no_stream', events)).toEqual({ ...first, repeated: true });
        expect(await everything(log)).toHaveLength(4);
      });

      it('gives the original answer in the middle of a stream and while both are in flight', async () => {
        await log.append('project-1', 'no_stream', [anEvent()]);
        const events = [anEvent(), anEvent()];
        const answers = await Promise.all(range(5).map(() => log.append('project-1', 0, events)));
        expect(new Set(answers.map(({ revision, position }) => `${revision} ${position}`)).size).toBe(1);
        expect(answers.filter(({ repeated }) => repeated)).toHaveLength(4);
        expect(await log.readStream('project-1')).toHaveLength(3);
      });

      it('is a conflict when more, other or reordered events are sent', async () => {
        const [a, b, c] = [anEvent(), anEvent(), anEvent()] as const;
        await log.append('project-1', 'no_stream', [a, b]);
        for (const events of [[a, b, c], [a, c], [b, a], [c], [b]]) {
          await expect(log.append('project-1', 'no_stream', events)).rejects.toThrow(ConcurrencyConflict);
        }
        expect(await log.readStream('project-1')).toHaveLength(2);
      });

      it('refuses an id that another event has, and with it the whole append, or takes it where it cannot know', async () => {
        const first = anEvent();
        await log.append('project-1', 'no_stream', [first]);
        for (const [stream, expected] of [
          ['project-1', 0],
          ['project-2', 'no_stream'],
        ] as const) {
          const appended = log.append(stream, expected, [anEvent(), { ...anEvent(), id: first.id }]);
          if (under.takesUsedIds) {
            expect((await appended).repeated).toBeUndefined();
            continue;
          }
          await expect(appended).rejects.toThrow(DuplicateEventId);
          await expect(appended).rejects.toMatchObject({ stream, id: first.id });
        }
        expect(await everything(log)).toHaveLength(under.takesUsedIds ? 5 : 1);
        await expectWholeChains(log);
      });

      it('refuses the same id twice in one append', async () => {
        const twice = anEvent();
        await expect(log.append('project-1', 'no_stream', [twice, twice])).rejects.toThrow(TypeError);
        expect(await log.head()).toBeNull();
      });
    });

    describe('refusing what the port forbids', () => {
      const valid = anEvent();
      const meta = valid.meta;
      it.each<[string, Partial<NewEvent>]>([
        ['an id that is no UUID', { id: 'e-1' }],
        ['an id in capitals', { id: '00000000-0000-5000-8000-00000000000A' }],
        ['a type that begins with $', { type: '$metadata' }],
        ['an empty type', { type: '' }],
        ['version 0', { version: 0 }],
        ['version 1.5', { version: 1.5 }],
        ['data that is a list', { data: [] as never }],
        ['data that is null', { data: null as never }],
        ['undefined in data', { data: { a: undefined } as never }],
        ['a date object in data', { data: { at: new Date(0) } as never }],
        ['a bigint in data', { data: { vnd: 1n } as never }],
        ['NaN', { data: { n: Number.NaN } }],
        ['a whole number beyond 2^53 - 1', { data: { vnd: 2 ** 53 } }],
        ['a lone surrogate in a value', { data: { name: 'a\ud800b' } }],
        ['a lone surrogate in a name', { data: { 'a\udc00': 1 } }],
        ['a lone surrogate in metadata', { meta: { ...meta, actor: '\ud800' } }],
        ['a number in metadata', { meta: { ...meta, attempt: 1 as never } }],
        ['metadata that brings its own hash', { meta: { ...meta, hash: 'x' } }],
        ['metadata that brings its own schema version', { meta: { ...meta, schemaVersion: '1' } }],
        ['a name in metadata that begins with $', { meta: { ...meta, $correlationId: 'x' } }],
        ['metadata without recordedAt', { meta: { occurredOn: '2026-11-22' } }],
        ['recordedAt without milliseconds', { meta: { ...meta, recordedAt: '2026-11-22T02:00:00Z' } }],
        ['recordedAt with an offset', { meta: { ...meta, recordedAt: '2026-11-22T09:00:00.000+07:00' } }],
        ['metadata without occurredOn', { meta: { recordedAt: meta['recordedAt'] as string } }],
      ])('%s', async (_, parts) => {
        await expect(log.append('project-1', 'no_stream', [anEvent(), { ...anEvent(), ...parts }])).rejects.toThrow(TypeError);
        expect(await log.head()).toBeNull();
      });

      it.each([
        '',
        'project',
        'project-',
        'Project-1',
        '$ce-project',
        'project-a b',
        'project-é',
        'project-a\n',
        `project-${'x'.repeat(201)}`,
      ])('the stream name %j', async (stream) => {
        await expect(log.append(stream, 'no_stream', [anEvent()])).rejects.toThrow(TypeError);
      });

      it.each([-1, 0.5, Number.NaN, 'any' as never])('the expected revision %s', async (expected) => {
        await expect(log.append('project-1', expected, [anEvent()])).rejects.toThrow(TypeError);
      });

      it('an append without events', async () => {
        await expect(log.append('project-1', 'no_stream', [])).rejects.toThrow(TypeError);
      });

      it('recordedAt that goes back within a stream, in one append or in two', async () => {
        const at = (recordedAt: string) => anEvent({ meta: { ...meta, recordedAt } });
        await log.append('project-1', 'no_stream', [at('2026-11-22T02:00:00.500Z'), at('2026-11-22T02:00:00.500Z')]);
        await expect(log.append('project-1', 1, [at('2026-11-22T02:00:00.499Z')])).rejects.toThrow(TypeError);
        await expect(log.append('project-1', 1, [at('2026-11-22T02:00:00.501Z'), at('2026-11-22T02:00:00.500Z')])).rejects.toThrow(
          TypeError,
        );
        expect((await log.append('project-2', 'no_stream', [at('2025-01-01T00:00:00.000Z')])).revision).toBe(0);
        expect((await log.append('project-1', 1, [at('2026-11-22T02:00:00.500Z')])).revision).toBe(2);
      });
    });

    describe('sizes', () => {
      /** An event of exactly so many canonical bytes, in letters of `bytesPerLetter` bytes. */
      const ofBytes = (bytes: number, letter = 'x'): NewEvent => {
        const make = (text: string) => ({ ...anEvent(), id, data: { text } });
        const id = nextId();
        const empty = Buffer.byteLength(canonicalEvent({ ...make(''), stream: 'project-1', revision: 0 }));
        const letters = Math.floor((bytes - empty) / Buffer.byteLength(letter));
        return make(letter.repeat(letters) + 'x'.repeat(bytes - empty - letters * Buffer.byteLength(letter)));
      };

      it('takes an event of exactly 256 KiB and refuses one byte more, counted in bytes', async () => {
        await expect(log.append('project-1', 'no_stream', [ofBytes(EVENT_BYTES_MAX + 1)])).rejects.toThrow(TooLarge);
        await expect(log.append('project-1', 'no_stream', [ofBytes(EVENT_BYTES_MAX + 1, 'ề')])).rejects.toThrow(TooLarge);
        const event = ofBytes(EVENT_BYTES_MAX, 'ề');
        await log.append('project-1', 'no_stream', [event]);
        expect((await log.readStream('project-1'))[0]?.data).toEqual(event.data);
      });

      it('refuses an append over 900 KiB of which each event is small enough', async () => {
        const quarter = range(4).map(() => ofBytes(APPEND_BYTES_MAX / 4 + 64));
        await expect(log.append('project-1', 'no_stream', quarter)).rejects.toMatchObject({ name: 'TooLarge', limit: APPEND_BYTES_MAX });
        expect((await log.append('project-1', 'no_stream', quarter.slice(1))).revision).toBe(2);
      });

      it('takes as many bytes in as many events as there may be, however long their types', async () => {
        const type = 'T'.repeat(128);
        const event = () => ({ ...anEvent(), type });
        const empty = canonicalEvent({ ...event(), data: { text: '' }, stream: 'project-1', revision: APPEND_EVENTS_MAX });
        const text = 'x'.repeat(Math.floor(APPEND_BYTES_MAX / APPEND_EVENTS_MAX) - Buffer.byteLength(empty));
        const events = range(APPEND_EVENTS_MAX).map(() => ({ ...event(), data: { text } }));
        expect((await log.append('project-1', 'no_stream', events)).revision).toBe(APPEND_EVENTS_MAX - 1);
      });

      it('takes 500 events at once and refuses 501', async () => {
        const events = range(APPEND_EVENTS_MAX + 1).map((n) => anEvent({ n }));
        await expect(log.append('project-1', 'no_stream', events)).rejects.toThrow(TooLarge);
        expect((await log.append('project-1', 'no_stream', events.slice(1))).revision).toBe(APPEND_EVENTS_MAX - 1);
      });
    });

    describe('what is read is what was written', () => {
      it.each<[string, NewEvent['data']]>([
        [
          'Vietnamese, composed and decomposed',
          { a: 'đề án khuyến công', b: 'đề án khuyến công'.normalize('NFD'), 'tỉnh/thành': 'Thừa Thiên Huế' },
        ],
        ['astral letters, controls, NUL and U+FFFD', { text: '😀\u0000\u001f"\\/\u2028\ufffd\u007f' }],
        [
          'the largest and smallest money',
          { most: Number.MAX_SAFE_INTEGER, least: Number.MIN_SAFE_INTEGER, million: 1e15, part: 0.1, tiny: 5e-324 },
        ],
        ['names that look like numbers or like objects’ own', { 10: 'ten', 9: 'nine', constructor: 'c', toString: 's', '': 'empty' }],
        ['nesting and empty things', { list: [[], {}, null, true, [1, [2, [3]]]], none: {} }],
      ])('%s', async (_, data) => {
        await log.append('project-1', 'no_stream', [anEvent({ data })]);
        expect((await log.readStream('project-1'))[0]?.data).toEqual(data);
        expect((await log.readAll())[0]?.data).toEqual(data);
      });

      it('recordedAt to the millisecond', async () => {
        await log.append('project-1', 'no_stream', [anEvent()]);
        expect((await log.readAll())[0]?.meta['recordedAt']).toBe('2026-11-22T02:00:00.123Z');
      });

      it('a hash chain per stream that anyone can recompute', async () => {
        await log.append('project-1', 'no_stream', [anEvent(), anEvent()]);
        await log.append('project-2', 'no_stream', [anEvent()]);
        await log.append('project-1', 1, [anEvent()]);
        await expectWholeChains(log);
      });
    });

    describe('reading', () => {
      it('knows no stream before its first event', async () => {
        const missing = log.readStream('project-1');
        await expect(missing).rejects.toThrow(StreamNotFound);
        await expect(missing).rejects.toMatchObject({ stream: 'project-1' });
        await expect(log.readStream('project-1', { from: 3 })).rejects.toThrow(StreamNotFound);
      });

      it('reads a stream from a revision, inclusive, so many at most', async () => {
        await log.append(
          'project-1',
          'no_stream',
          range(5).map((n) => anEvent({ n })),
        );
        const revisions = async (options: object) => (await log.readStream('project-1', options)).map(({ revision }) => revision);
        expect(await revisions({ from: 2 })).toEqual([2, 3, 4]);
        expect(await revisions({ from: 1, limit: 2 })).toEqual([1, 2]);
        expect(await revisions({ from: 5 })).toEqual([]);
      });

      it('reads all strictly after a position, in the order of the appends, in pages of any size', async () => {
        await log.append('project-1', 'no_stream', [anEvent({ n: 0 }), anEvent({ n: 1 })]);
        await log.append('project-2', 'no_stream', [anEvent({ n: 2 })]);
        await log.append('project-1', 1, [anEvent({ n: 3 })]);
        for (const limit of [1, 2, 3, 4, 5]) {
          expect((await everything(log, limit)).map(({ data }) => data['n'])).toEqual([0, 1, 2, 3]);
        }
        expect(await log.readAll({ after: (await log.head()) as string })).toEqual([]);
      });

      it('answers an empty log', async () => {
        expect(await log.head()).toBeNull();
        expect(await log.readAll()).toEqual([]);
      });

      it.each([0, -1, 5_001, 1.5])('refuses the limit %s', async (limit) => {
        await log.append('project-1', 'no_stream', [anEvent()]);
        await expect(log.readAll({ limit })).rejects.toThrow(TypeError);
        await expect(log.readStream('project-1', { limit })).rejects.toThrow(TypeError);
      });

      it('refuses a position of another kind of log', async () => {
        await expect(log.readAll({ after: 'C:12/P:12' })).rejects.toThrow(TypeError);
      });
    });

    describe('many at once', () => {
      it('lets exactly one of 50 writers win each round, and loses none', async () => {
        const winners: string[] = [];
        for (const round of range(10)) {
          const events = range(50).map(() => anEvent({ n: round }));
          const settled = await Promise.allSettled(
            events.map((event) => log.append('project-1', round === 0 ? 'no_stream' : round - 1, [event])),
          );
          const won = settled.flatMap((one, index) => (one.status === 'fulfilled' ? [index] : []));
          expect(won).toHaveLength(1);
          winners.push((events[won[0] as number] as NewEvent).id);
          for (const one of settled) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(ConcurrencyConflict);
        }
        expect((await log.readStream('project-1')).map(({ id }) => id)).toEqual(winners);
      });

      it('answers a conflict, a repeat and a duplicate in one group without harm to the rest', async () => {
        const [known, other] = [anEvent(), anEvent()] as const;
        const original = await log.append('project-1', 'no_stream', [known]);
        const [good, conflict, repeat, duplicate, better] = await Promise.allSettled([
          log.append('project-2', 'no_stream', [anEvent()]),
          log.append('project-1', 5, [anEvent()]),
          log.append('project-1', 'no_stream', [known]),
          under.takesUsedIds ? null : log.append('project-3', 'no_stream', [other, { ...anEvent(), id: known.id }]),
          log.append('project-1', 0, [anEvent()]),
        ]);
        expect(good).toMatchObject({ status: 'fulfilled', value: { revision: 0 } });
        expect(conflict).toMatchObject({ status: 'rejected', reason: { name: 'ConcurrencyConflict', actual: expect.any(Number) } });
        expect(repeat).toEqual({ status: 'fulfilled', value: { ...original, repeated: true } });
        if (!under.takesUsedIds) expect(duplicate).toMatchObject({ status: 'rejected', reason: { name: 'DuplicateEventId' } });
        expect(better).toMatchObject({ status: 'fulfilled', value: { revision: 1 } });
        expect((await log.append('project-3', 'no_stream', [other])).revision).toBe(0);
      });

      it('shows a follower every event once and in order while others append', async () => {
        const streams = range(8).map((n) => `project-${n}`);
        const appended: Appended[] = [];
        const write = async (stream: string) => {
          for (const n of range(40)) {
            const last = await log.append(stream, n === 0 ? 'no_stream' : n * 2 - 1, [anEvent({ n }), anEvent({ n })]);
            appended.push(last);
            expect((await log.readStream(stream, { from: last.revision })).at(-1)?.position).toBe(last.position); // One reads one's own writes.
          }
        };
        const [seen] = await Promise.all([take(log, 640), ...streams.map(write)]);
        const positions = seen.map(({ position }) => position);
        expect(positions).toEqual([...new Set(positions)].sort(comparePositions));
        expect(seen.map(({ id }) => id)).toEqual((await everything(log)).map(({ id }) => id));
        for (const stream of streams)
          expect(seen.filter((event) => event.stream === stream).map(({ revision }) => revision)).toEqual(range(80));
        expect(appended.every(({ position }) => positions.includes(position))).toBe(true);
      });
    });

    describe('following', () => {
      it('resumes after every stored position without a gap or a repeat', async () => {
        for (const n of range(6))
          await log.append(`project-${n % 2}`, n < 2 ? 'no_stream' : Math.floor(n / 2) * 2 - 1, [anEvent({ n }), anEvent({ n })]);
        const all = await everything(log);
        for (const [index, { position }] of all.entries()) {
          const rest = await take(log, all.length - index - 1, position);
          expect(rest).toEqual(all.slice(index + 1));
        }
      });

      it('says that it has caught up, then goes on live', async () => {
        await log.append('project-1', 'no_stream', [anEvent({ n: 0 })]);
        const stop = new AbortController();
        const heard: unknown[] = [];
        for await (const event of log.subscribe({ signal: stop.signal })) {
          heard.push(event === caughtUp ? 'caught up' : event.data['n']);
          if (heard.length === 2) await log.append('project-1', 0, [anEvent({ n: 1 })]);
          if (heard.length === 4) stop.abort();
        }
        expect(heard).toEqual([0, 'caught up', 1, 'caught up']);
      });

      it('ends at once when told to while it waits', async () => {
        const stop = new AbortController();
        const heard: unknown[] = [];
        for await (const event of log.subscribe({ signal: stop.signal })) {
          heard.push(event);
          setTimeout(() => stop.abort(), 20);
        }
        expect(heard).toEqual([caughtUp]);
      });

      it('fails, and does not end as if all were well, when the log is closed under it', async () => {
        const following = take(log, 1);
        const failure = expect(following).rejects.toThrow(Unavailable);
        await new Promise((resolve) => setTimeout(resolve, 20));
        await log.close();
        await failure;
      });
    });

    describe('closing', () => {
      it('waits for appends in flight, may be said twice, and refuses everything after', async () => {
        const appends = range(20).map((n) => log.append(`project-${n}`, 'no_stream', [anEvent()]));
        await Promise.all([log.close(), log.close()]);
        for (const { status } of await Promise.allSettled(appends)) expect(status).toBe('fulfilled');
        await expect(log.append('project-1', 0, [anEvent()])).rejects.toMatchObject({ name: 'Unavailable', code: 'closed' });
        await expect(log.readAll()).rejects.toMatchObject({ code: 'closed' });
        await expect(log.readStream('project-1')).rejects.toMatchObject({ code: 'closed' });
        await expect(log.head()).rejects.toMatchObject({ code: 'closed' });
      });
    });
  });
}

/** A log that outlives its process, and how to end and begin again. */
export type DurableUnderTest = Required<Omit<LogUnderTest, 'takesUsedIds'>>;

/** For the logs that outlive their process. */
export function describeDurableLog(name: string, makeLog: () => Promise<DurableUnderTest>): void {
  describe(name, () => {
    it('comes back with everything, and goes on where it was', async () => {
      const { log, reopen, discard } = await makeLog();
      const events = [anEvent({ n: 0 }), anEvent({ n: 1 })];
      const first = await log.append('project-1', 'no_stream', events);
      const { logId } = log;
      const before = await everything(log);
      const again = await reopen();
      expect(again.logId).toBe(logId);
      expect(await everything(again)).toEqual(before);
      expect(await again.append('project-1', 'no_stream', events)).toEqual({ ...first, repeated: true });
      const next = await again.append('project-1', 1, [anEvent({ n: 2 })]);
      expect(next.revision).toBe(2);
      expect(comparePositions(next.position, first.position)).toBeGreaterThan(0);
      expect((await everything(again))[2]?.meta['prevHash']).toBe(before[1]?.meta['hash']);
      await again.close();
      await discard();
    });

    it('has each append once, however it went, when a restart comes in the middle and all are repeated', async () => {
      const { log, reopen, discard } = await makeLog();
      const appends = range(60).map((n) => [`project-${n}`, 'no_stream', [anEvent({ n }), anEvent({ n })]] as const);
      const settling = Promise.allSettled(appends.map((append) => log.append(...append)));
      const again = await reopen();
      for (const one of await settling)
        if (one.status === 'rejected') expect(['Unavailable', 'OutcomeUnknown']).toContain((one.reason as Error).name);
      const answers = await Promise.all(appends.map((append) => again.append(...append)));
      expect(answers.map(({ revision }) => revision)).toEqual(range(60).map(() => 1));
      const stored = await everything(again);
      expect(stored.map(({ id }) => id).sort()).toEqual(appends.flatMap(([, , events]) => events.map(({ id }) => id)).sort());
      await expectWholeChains(again);
      await again.close();
      await discard();
    });
  });
}
