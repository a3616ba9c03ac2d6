import { type EventData, KurrentDBClient } from '@kurrent/kurrentdb-client';
import { randomUUID } from 'node:crypto';
import { type EventLog, type ExpectedRevision, type NewEvent, OutcomeUnknown, Unavailable } from '#event-log/event-log';
import { KurrentLog } from '#event-log/kurrentdb/kurrent-log';
import { verifyByReading } from '#event-log/verify-by-reading';
import { chance } from '#testkit/project-life';
import { smallEvent } from '../../kurrentdb/fill.ts';
import { KurrentDouble } from '../../kurrentdb/kurrent-double.ts';
import type { LogRecord } from '../../kurrentdb/log-record.ts';
import { Findings, type ProofOptions, type ProofResult } from '../proof-result.ts';

/** Writers at a time: each lost answer takes those of the others with it that were on the same connection. */
const WRITERS = 8;
const APPENDS_A_STREAM = 20;
/** One answer in so many is not refused or cut off but never comes: each costs the time of a call. */
const SILENT_EVERY = 400;
/** Appends of the control. */
const CONTROL_APPENDS = 40;
const TIMES = { callMs: 500, patienceMs: 10_000, recycleMs: 1_000 };

export interface LostReplies extends Pick<ProofResult, 'attempts' | 'control'> {
  readonly findings: Findings;
  /** Answers that were in fact lost after the events had been committed. */
  readonly lostReplies: number;
}

/**
 * Loses the answer to `n` appends after the server has committed them, half of them on each of the client's ways to append: the connection
 * breaks, another status comes, or nothing does. Each event must be in the log once, in its place, and each chain whole.
 */
export async function loseReplies({ n, seed, say }: Pick<ProofOptions, 'n' | 'seed' | 'say'>): Promise<LostReplies> {
  const findings = new Findings();
  const random = chance(seed);
  let lostReplies = 0;
  for (const batchAppend of [true, false]) {
    const appends = batchAppend ? Math.ceil(n / 2) : Math.floor(n / 2);
    const double = await KurrentDouble.start({ batchAppend });
    const log = await KurrentLog.open({ address: double.address, program: 'proof cluster', times: TIMES });
    try {
      await work({ appends, random, double, append: (...append) => untilKnown(log, append), say });
      lostReplies += appends - double.faults.left;
      double.faults.clear();
      look(double.log.records, appends, findings);
      const { ok, firstBad } = await verifyByReading(log);
      if (!ok) findings.add('violations', `the chain is broken: ${JSON.stringify(firstBad)}`);
    } finally {
      await log.close();
      await double.discard();
    }
  }
  return { attempts: n, findings, lostReplies, control: await control(random, say) };
}

/** As every caller of the log does: the same ids at the same place until it is known. */
async function untilKnown(log: EventLog, append: Append): Promise<void> {
  for (;;) {
    try {
      await log.append(...append);
      return;
    } catch (error) {
      if (!(error instanceof OutcomeUnknown || error instanceof Unavailable)) throw error;
    }
  }
}

interface Work extends Pick<ProofOptions, 'say'> {
  readonly appends: number;
  readonly random: () => number;
  readonly double: KurrentDouble;
  readonly append: (...append: Append) => Promise<void>;
}

type Append = readonly [stream: string, expected: ExpectedRevision, events: readonly NewEvent[]];

async function work({ appends, random, double, append, say }: Work): Promise<void> {
  let next = 0;
  let done = 0;
  const write = async () => {
    while (next < appends) {
      const first = next;
      next = Math.min(first + APPENDS_A_STREAM, appends);
      for (const [revision, n] of range(first, next).entries()) {
        const by = n % SILENT_EVERY === SILENT_EVERY - 1 ? 'silence' : random() < 0.5 ? 'cut' : 'status';
        double.faults.next({ on: 'append', is: 'lost-reply', by });
        await append(streamOf(n), revision === 0 ? 'no_stream' : revision - 1, [smallEvent(n)]);
        done += 1;
        if (done % 1_000 === 0) say(`${done}/${appends} answers lost`);
      }
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}

const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, index) => from + index);
const streamOf = (n: number): string => `project-${Math.floor(n / APPENDS_A_STREAM)}`;

/** What the server has, without the adapter in between. */
function look(records: readonly LogRecord[], appends: number, findings: Findings): void {
  const times = new Map<number, number>();
  for (const { stream, type, data } of records) {
    if (type !== 'StepTaken') continue;
    const { n } = JSON.parse(Buffer.from(data).toString()) as { n: number };
    times.set(n, (times.get(n) ?? 0) + 1);
    if (stream !== streamOf(n)) findings.add('violations', `${n} stands in ${stream}`);
  }
  for (let n = 0; n < appends; n++) {
    const there = times.get(n) ?? 0;
    if (there === 0) findings.add('lost', `${n} was confirmed and is not in the log`);
    if (there > 1) findings.add('doubled', `${n} is in the log ${there} times`);
  }
}

/** The same with a client that makes the event anew, under another id and at the new end, when it gets no answer. */
async function control(random: () => number, say: (line: string) => void): Promise<'caught' | 'missed'> {
  const findings = new Findings();
  const double = await KurrentDouble.start();
  const client = KurrentDBClient.connectionString(double.address);
  try {
    await work({ appends: CONTROL_APPENDS, random, double, append: (...append) => anewUntilAnswered(client, append), say });
    look(double.log.records, CONTROL_APPENDS, findings);
  } finally {
    await client.dispose();
    await double.discard();
  }
  say(`control that makes events anew: ${findings.doubled} doubled`);
  return findings.doubled > 0 ? 'caught' : 'missed';
}

async function anewUntilAnswered(client: KurrentDBClient, [stream, , events]: Append): Promise<void> {
  for (let answered = false; !answered;) {
    const anew = events.map(
      ({ type, data }) => ({ id: randomUUID(), type, contentType: 'application/json', data, metadata: {} }) as EventData,
    );
    answered = await client.appendToStream(stream, anew, { streamState: 'any' }).then(
      () => true,
      () => false,
    );
  }
}
