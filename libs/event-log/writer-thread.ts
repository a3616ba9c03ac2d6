import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { firstRevision, type PreparedEvent } from './append-request.ts';
import { type Appended, ConcurrencyConflict, DuplicateEventId, type ExpectedRevision, OutcomeUnknown, Unavailable } from './event-log.ts';
import type { Outcome } from './group-commit.ts';
import { positionOf } from './positions.ts';
import { type AppendBatch, encodeAppend, type FromWriter, type ToWriter, type WriterStart } from './writer-protocol.ts';

interface Pending {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: Error) => void;
}

export interface WriterEvents {
  readonly onCommit: () => void;
  /** It is not known what became of an append: nothing will be written any more until the log is opened again. */
  readonly onLost?: (() => void) | undefined;
}

/** Sources run as they are in tests, compiled elsewhere: the writer lies beside this file either way. */
const WRITER = new URL(`./sqlite-writer${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/** Batches sent ahead of an answer: one that the disk works on and one that waits behind it. The rest gathers here meanwhile. */
const BATCHES_AHEAD = 2;

/** Appends of a batch that goes without waiting for more, so that the disk has work while the next ones are made. */
const FULL_BATCH = 32;

/** The calling side of the writer thread: sends appends in batches and settles their promises. */
export class WriterThread {
  readonly logId: string;
  readonly #worker: Worker;
  readonly #events: WriterEvents;
  readonly #pending = new Map<number, Pending>();
  readonly #exited: Promise<void>;
  #gathered: AppendBatch = [];
  #gatheredAppends = 0;
  #batchesOut = 0;
  #flushQueued = false;
  #sequence = 0;
  #stopped: Unavailable | null = null;
  #trouble: Unavailable['code'] | null = null;
  #probes: (() => void)[] = [];

  private constructor(worker: Worker, logId: string, events: WriterEvents) {
    this.logId = logId;
    this.#worker = worker;
    this.#events = events;
    this.#exited = new Promise((resolve) => worker.once('exit', () => resolve()));
    worker.on('message', (message: FromWriter) => this.#receive(message));
    worker.on('error', (error: Error) => this.#lost(error));
    worker.on('exit', (code) => this.#lost(new Error(`exit code ${code}`)));
    worker.unref();
  }

  /** @throws Unavailable the file cannot be opened for writing */
  static async start(start: WriterStart, events: WriterEvents): Promise<WriterThread> {
    const worker = new Worker(WRITER, { workerData: start, name: 'event-log-writer' });
    const first = await firstMessage(worker);
    if (first.kind === 'ready') return new WriterThread(worker, first.logId, events);
    await worker.terminate();
    if (first.kind === 'refused') throw new Unavailable(first.code as Unavailable['code'], `${start.file}: ${first.message}`);
    throw new Error(`the writer began with ${first.kind}`);
  }

  append(stream: string, expected: ExpectedRevision, events: readonly PreparedEvent[]): Promise<Appended> {
    if (this.#stopped) return Promise.reject(this.#stopped);
    return new Promise((resolve, reject) => {
      const sequence = this.#sequence++;
      if (this.#pending.size === 0) this.#worker.ref();
      this.#pending.set(sequence, { stream, expected, resolve, reject });
      encodeAppend(this.#gathered, sequence, { stream, first: firstRevision(expected), events });
      this.#gatheredAppends += 1;
      if (this.#gatheredAppends === FULL_BATCH) this.#flush();
      else this.#flushSoon();
    });
  }

  /** Why the last append could not be written; null when it was. Asks the disk again when it is not known to be well. */
  async trouble(): Promise<Unavailable['code'] | null> {
    if (this.#trouble === null || this.#stopped) return this.#trouble;
    await new Promise<void>((resolve) => {
      this.#probes.push(resolve);
      if (this.#probes.length === 1) this.#send('probe');
    });
    return this.#trouble;
  }

  /** Answers what was asked before, then ends the thread. */
  async close(): Promise<void> {
    if (!this.#stopped) {
      this.#stopped = new Unavailable('closed', 'the log is closed');
      this.#worker.ref();
      if (this.#gathered.length > 0) this.#sendGathered();
      this.#send('close');
    }
    await this.#exited;
  }

  /** An append alone goes at once; among others it waits for those of the same turn of the event loop, since each message costs both threads. */
  #flushSoon(): void {
    if (this.#flushQueued) return;
    this.#flushQueued = true;
    const flush = (): void => {
      this.#flushQueued = false;
      this.#flush();
    };
    if (this.#pending.size === 1) queueMicrotask(flush);
    else setImmediate(flush);
  }

  #flush(): void {
    if (this.#gathered.length > 0 && this.#batchesOut < BATCHES_AHEAD) this.#sendGathered();
  }

  #sendGathered(): void {
    this.#batchesOut += 1;
    this.#send(this.#gathered);
    this.#gathered = [];
    this.#gatheredAppends = 0;
  }

  #receive(message: FromWriter): void {
    if (message.kind === 'probed') return this.#probed(message.failure);
    if (message.kind !== 'answers') return;
    this.#batchesOut -= message.batches;
    if (!this.#flushQueued) this.#flush();
    let [committed, lost] = [false, false];
    for (const [sequence, outcome] of message.answers) {
      const pending = this.#pending.get(sequence) as Pending;
      this.#pending.delete(sequence);
      committed ||= outcome.kind === 'appended';
      lost ||= outcome.kind === 'unknown';
      this.#trouble = troubleOf(outcome, this.#trouble);
      settle(pending, outcome);
    }
    if (this.#pending.size === 0 && !this.#stopped) this.#worker.unref();
    if (committed) this.#events.onCommit();
    if (lost) this.#events.onLost?.();
  }

  #probed(failure: Outcome | null): void {
    this.#trouble = failure === null ? null : troubleOf(failure, this.#trouble);
    if (failure?.kind === 'unknown') this.#events.onLost?.();
    for (const resolve of this.#probes.splice(0)) resolve();
  }

  /** The thread is gone: nobody knows what became of the appends that it had. */
  #lost(cause: Error): void {
    const expected = this.#stopped !== null;
    this.#stopped ??= new Unavailable('unreachable', `the writer thread ended: ${cause.message}`);
    this.#trouble = this.#stopped.code;
    for (const { stream, reject } of this.#pending.values()) reject(new OutcomeUnknown(stream, cause));
    this.#pending.clear();
    for (const resolve of this.#probes.splice(0)) resolve();
    if (!expected) this.#events.onLost?.();
  }

  #send(message: ToWriter): void {
    this.#worker.postMessage(message);
  }
}

function troubleOf(outcome: Outcome, before: Unavailable['code'] | null): Unavailable['code'] | null {
  if (outcome.kind === 'unavailable') return outcome.code;
  if (outcome.kind === 'unknown') return 'unreachable';
  return outcome.kind === 'appended' && !outcome.repeated ? null : before;
}

function settle({ stream, expected, resolve, reject }: Pending, outcome: Outcome): void {
  switch (outcome.kind) {
    case 'appended':
      return resolve(appendedOf(outcome));
    case 'conflict':
      return reject(new ConcurrencyConflict(stream, expected, outcome.actual < 0 ? 'no_stream' : outcome.actual));
    case 'duplicate':
      return reject(new DuplicateEventId(stream, outcome.id));
    case 'backwards':
      return reject(new TypeError(`${stream}: recordedAt goes back, the last event has ${outcome.recordedAt}`));
    case 'unavailable':
      return reject(new Unavailable(outcome.code, outcome.message));
    case 'unknown':
      return reject(new OutcomeUnknown(stream, new Error(outcome.message)));
  }
}

const appendedOf = ({ revision, ordinal, repeated }: Extract<Outcome, { readonly kind: 'appended' }>): Appended => ({
  revision,
  position: positionOf(ordinal),
  ...(repeated && { repeated }),
});

async function firstMessage(worker: Worker): Promise<FromWriter> {
  const ended = new AbortController();
  const { signal } = ended;
  worker.once('exit', (code) => ended.abort(new Error(`the writer thread ended with ${code} before it was ready`)));
  const [message] = await once(worker, 'message', { signal });
  return message as FromWriter;
}
