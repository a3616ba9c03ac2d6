/** Broken logs and connections. */
import { ConcurrencyConflict, type NewEvent, OutcomeUnknown, type RecordedEvent, StreamNotFound, Unavailable } from '#event-log/event-log';
import { uuidV5 } from '#commands/uuid-v5';
import { blind } from '../../blind-log.ts';
import { type Bug, through } from './bug.ts';

const NAMESPACE = '0d7c9f56-2f0b-5d0e-9a51-7c3c8a1f6b44';

const recordedAt = (events: readonly NewEvent[], now: string): readonly NewEvent[] =>
  events.map((event) => ({ ...event, meta: { ...event.meta, recordedAt: now } }));

export const logBugs: readonly Bug[] = [
  {
    name: 'lost-conflict',
    what: 'the log writes behind whatever is there, whatever the writer believes',
    seams: () => ({ connection: (log) => blind(log) }),
  },
  {
    name: 'ack-before-commit',
    what: 'an append is acknowledged before it is durable, and lost when the process dies',
    seams: () => ({
      connection: (log) =>
        through(log, {
          append: async (stream, expected, events) => {
            const head = Number((await log.head()) ?? 0);
            void log.append(stream, expected, events).catch(() => undefined);
            const revision = (expected === 'no_stream' ? -1 : expected) + events.length;
            return { revision, position: String(head + events.length).padStart(16, '0') };
          },
        }),
    }),
  },
  {
    name: 'written-called-unavailable',
    what: 'a lost reply is reported as if nothing had been written',
    seams: () => ({
      connection: (log) =>
        through(log, {
          append: (stream, expected, events) =>
            log.append(stream, expected, events).catch((error: unknown) => {
              throw error instanceof OutcomeUnknown ? new Unavailable('unreachable', 'no reply') : error;
            }),
        }),
    }),
  },
  {
    name: 'ids-that-collide',
    what: 'event ids derive from the day and not from the command',
    seams: () => ({
      connection: (log) =>
        through(log, {
          append: (stream, expected, events) =>
            log.append(
              stream,
              expected,
              events.map((event, index) => ({ ...event, id: uuidV5(`${index} ${event.type} ${event.meta['occurredOn']}`, NAMESPACE) })),
            ),
        }),
    }),
  },
  {
    name: 'ids-at-random',
    what: 'each attempt gives its events new ids',
    seams: () => {
      let attempts = 0;
      return {
        connection: (log) =>
          through(log, {
            append: (stream, expected, events) => {
              attempts += 1;
              return log.append(
                stream,
                expected,
                events.map((event) => ({ ...event, id: uuidV5(`attempt ${attempts}`, event.id) })),
              );
            },
          }),
      };
    },
  },
  {
    name: 'torn-append',
    what: 'of an append of several events only the first is written when the reply is lost',
    seams: () => ({
      connection: (log, { world }) =>
        through(log, {
          append: async (stream, expected, events) => {
            if (events.length === 1 || !world.fails(8)) return log.append(stream, expected, events);
            await log.append(stream, expected, events.slice(0, 1));
            throw new OutcomeUnknown(stream, 'torn');
          },
        }),
    }),
  },
  {
    name: 'repeat-answered-with-the-head',
    what: 'a repeated append is answered as new, with the place of the last event of the log',
    seams: () => ({
      connection: (log) =>
        through(log, {
          append: async (stream, expected, events) => {
            const { repeated, revision, position } = await log.append(stream, expected, events);
            return { revision, position: repeated === true ? ((await log.head()) ?? position) : position };
          },
        }),
    }),
  },
  {
    name: 'skips-after-reconnect',
    what: 'a subscription that was dropped goes on one event too late',
    seams: () => ({
      connection: (log) => {
        let dropped = false;
        return through(log, {
          async *subscribe(options) {
            let skip = dropped;
            try {
              for await (const event of log.subscribe(options)) {
                if (skip && typeof event !== 'symbol') skip = false;
                else yield event;
              }
            } catch (error) {
              dropped = true;
              throw error;
            }
          },
        });
      },
    }),
  },
  {
    name: 'high-water-skip',
    what: 'a reader is shown a later event before an earlier one is visible, and never the earlier one',
    seams: () => ({
      readSide: (log, { world }) =>
        through(log, {
          readAll: async (options) => {
            const page = await log.readAll(options);
            const late = page.length > 1 && world.fails(4) ? page.length - 2 : -1;
            return page.filter((_, index) => index !== late);
          },
        }),
    }),
  },
  {
    name: 'half-a-page',
    what: 'after a failed read the next one begins one event too late',
    seams: () => ({
      readSide: (log) => {
        let failed = false;
        return through(log, {
          readAll: async (options) => {
            try {
              const page = await log.readAll(options);
              const lost = failed ? 1 : 0;
              failed = false;
              return page.slice(lost);
            } catch (error) {
              failed = true;
              throw error;
            }
          },
        });
      },
    }),
  },
  {
    name: 'shows-uncommitted',
    what: 'readers are shown an append that is then not written',
    seams: () => {
      const shown: RecordedEvent[] = [];
      return {
        connection: (log, { world }) =>
          through(log, {
            append: async (stream, expected, events) => {
              const head = Number((await log.head()) ?? 0);
              const [event] = events;
              if (event !== undefined && expected !== 'no_stream' && world.fails(1)) {
                shown.push({ ...event, stream, revision: expected + 1, position: String(head + 1).padStart(16, '0') });
                throw new Unavailable('storage-full', 'rolled back');
              }
              return log.append(stream, expected, events);
            },
          }),
        readSide: (log) =>
          through(log, {
            readAll: async (options) => {
              const page = await log.readAll(options);
              const more = shown.filter(({ position }) => page.length === 0 && Number(position) === Number(options?.after ?? 0) + 1);
              return [...page, ...more];
            },
          }),
      };
    },
  },
  {
    name: 'cache-that-never-ages',
    what: 'a process reads each stream once and appends where the stream has got to meanwhile',
    seams: () => ({
      connection: (log) => {
        const pages = new Map<string, readonly RecordedEvent[]>();
        return through(log, {
          readStream: async (stream, options) => {
            const known = pages.get(stream);
            const events = known ?? (await log.readStream(stream));
            pages.set(stream, events);
            return events.slice(options?.from ?? 0);
          },
          append: async (stream, expected, events) => {
            const appended = await blind(log).append(stream, expected, events);
            pages.set(stream, [
              ...(pages.get(stream) ?? []),
              ...(await log.readStream(stream, { from: appended.revision - events.length + 1 })),
            ]);
            return appended;
          },
        });
      },
    }),
  },
  {
    name: 'refuses-from-memory',
    what: 'a process that remembers a stream does not look for what others appended before it says no',
    seams: () => ({
      connection: (log) =>
        through(log, { readStream: async (stream, options) => ((options?.from ?? 0) > 0 ? [] : log.readStream(stream, options)) }),
    }),
  },
  {
    name: 'idempotency-in-one-process',
    what: 'a process knows only those command ids that it handled itself',
    seams: () => ({
      connection: (log) => {
        const mine = new Set<string>();
        return through(log, {
          append: (stream, expected, events) => {
            for (const { meta } of events) mine.add(meta['commandId'] ?? '');
            return log.append(stream, expected, events);
          },
          readStream: async (stream, options) => {
            const events = await log.readStream(stream, options);
            return events.map((event) => {
              const { commandId = '', ...meta } = event.meta;
              return mine.has(commandId) ? event : { ...event, meta };
            });
          },
        });
      },
    }),
  },
  {
    name: 'clock-unclamped',
    what: 'recordedAt is what the clock says, even if it went back',
    seams: () => ({
      connection: (log, api) =>
        through(log, {
          append: (stream, expected, events) => log.append(stream, expected, recordedAt(events, api.now())),
        }),
    }),
  },
  {
    name: 'conflict-called-missing',
    what: 'a stream that cannot be read is taken for one that is not there',
    seams: () => ({
      connection: (log) =>
        through(log, {
          readStream: (stream, options) =>
            log.readStream(stream, options).catch((error: unknown) => {
              throw error instanceof Unavailable ? new StreamNotFound(stream) : error;
            }),
        }),
    }),
  },
  {
    name: 'retries-blindly',
    what: 'after a conflict the same events are appended behind what won',
    seams: () => ({
      connection: (log) =>
        through(log, {
          append: (stream, expected, events) =>
            log.append(stream, expected, events).catch((error: unknown) => {
              if (error instanceof ConcurrencyConflict && error.actual !== 'no_stream') return log.append(stream, error.actual, events);
              throw error;
            }),
        }),
    }),
  },
];
