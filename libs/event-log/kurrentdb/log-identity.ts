import type { EventData, EventType, ResolvedEvent } from '@kurrent/kurrentdb-client';
import { randomUUID } from 'node:crypto';
import { Unavailable } from '../event-log.ts';
import type { Connection } from './connection.ts';
import { failureOf, mayPass, saidBy } from './failures.ts';
import { backOff, collected, type KurrentTimes, pause, within } from './times.ts';

/** Layout of what the adapter stores: bumped when an older program could not read it. */
const FORMAT = 1;
const TYPE = 'LogCreated';
const PAUSE_MAX_MS = 1_000;

/** The stream that names the log. Without a dash, so that it is none of the log's own and no reader of the port meets it. */
export const identityStream = (prefix: string): string => `${prefix}tiendo.log`;

export interface IdentityOptions {
  readonly connection: Connection;
  readonly prefix: string;
  readonly times: KurrentTimes;
  readonly program: string;
  /** Names a log that has no name yet. */
  readonly create: boolean;
}

/**
 * The id that all replicas know the log by: made once by whoever opens it first, and the same for ever. A database that is restored from
 * its own backup keeps it, as its positions stay what they were; a log that is copied into another database gets one of its own.
 * @throws Unavailable the server cannot be reached, `newer-log`, `unreadable`: there is no such log, or what names it is damaged
 */
export async function identityOf({ connection, prefix, times, program, create }: IdentityOptions): Promise<string> {
  const stream = identityStream(prefix);
  const until = performance.now() + times.patienceMs;
  for (let failures = 0; ; failures++) {
    const { client } = connection;
    try {
      const [first] = await firstOf(connection, stream, times);
      if (first !== undefined) return logIdOf(first);
      if (!create) throw new Unavailable('unreadable', `there is no log of Tiendo in this database (stream ${stream})`);
      await within(times.callMs, client.appendToStream(stream, created(program), { streamState: 'no_stream', requiresLeader: true }));
    } catch (error) {
      const failure = failureOf(error);
      if (failure === 'denied') throw new Unavailable('read-only', `KurrentDB does not let this account use ${stream}`);
      if (failure === 'stream-deleted') throw new Unavailable('unreadable', `${stream} was deleted in KurrentDB`);
      if (!mayPass(failure) && failure !== 'conflict') throw error; // A conflict: another process has just named it.
      if (failure !== 'conflict') connection.failed('read', client, error);
      if (performance.now() > until) throw new Unavailable('unreachable', `KurrentDB does not answer: ${saidBy(error)}`);
      await pause(backOff(failures, PAUSE_MAX_MS), new AbortController().signal);
    }
  }
}

/** The first call of a new client: whether its reads live is known after it. */
async function firstOf(connection: Connection, stream: string, times: KurrentTimes): Promise<readonly ResolvedEvent[]> {
  const { client } = connection;
  try {
    const events = await collected(client.readStream(stream, { maxCount: 1, requiresLeader: true }), times.callMs);
    connection.worked('read', client);
    return events;
  } catch (error) {
    if (failureOf(error) !== 'stream-not-found') throw error;
    connection.worked('read', client);
    return [];
  }
}

const created = (program: string): EventData => ({
  id: randomUUID(),
  type: TYPE,
  contentType: 'application/json',
  data: { logId: randomUUID(), format: FORMAT, createdBy: program },
  metadata: undefined,
});

function logIdOf({ event }: ResolvedEvent<EventType>): string {
  const { logId, format } = (event?.data ?? {}) as { logId?: unknown; format?: unknown };
  if (event?.type !== TYPE || typeof logId !== 'string' || typeof format !== 'number')
    throw new Unavailable('unreadable', 'what names the log in KurrentDB is damaged');
  if (format > FORMAT) throw new Unavailable('newer-log', `the log has format ${format}, and this program knows ${FORMAT}`);
  return logId;
}
