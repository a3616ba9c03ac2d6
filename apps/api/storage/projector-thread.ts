/** The thread in which the read models are kept at the end of the log, so that HTTP never waits for it. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { setTimeout } from 'node:timers/promises';
import { programName } from '#config/program-name';
import { Unavailable, WentBack } from '#event-log/event-log';
import { openLog } from '#event-log/open';
import { failureOf } from '#event-log/sqlite-failure';
import type { Alert } from '#read-models/alert';
import { Comparer } from '#read-models/comparer';
import { openLive } from '#read-models/live-read-models';
import { readModels } from '#read-models/models';
import { batchOf } from '#telemetry/tracing/batch';
import type { FromProjector, ProjectorStart, ToProjector } from './projector-protocol.ts';

/** A command line that reads, switches or retries has the right to project for a moment only, in milliseconds. */
const PATIENCE_MS = 5_000;
/** How soon a full or read-only disk, or a log that does not answer, is tried again, in milliseconds. */
const AGAIN_MS = 1_000;

const PASSING: ReadonlySet<string> = new Set(['storage-full', 'read-only', 'locked', 'unreachable']);

const port = parentPort as MessagePort;
const send = (message: FromProjector): void => port.postMessage(message);

const { log: place, readModelsDir, snapshotsDir, comparedPerMinute, traced } = workerData as ProjectorStart;
const onAlert = (alert: Alert): void => send({ kind: 'alert', alert });
const onNote = (note: string): void => send({ kind: 'note', note });
const log = await openLog(place, {
  program: programName('api'),
  readOnly: true,
  onLost: () => send({ kind: 'went-back' }),
  onNote,
});
const live = await openLive({
  log,
  directory: readModelsDir,
  program: 'tiendo api',
  patienceMs: PATIENCE_MS,
  snapshots: snapshotsDir ?? undefined,
  onAlert,
  onNote,
  onProgress: (progress) => send({ kind: 'building', progress }),
  ...(traced && { onBatch: (events, tookMs) => send({ kind: 'batch', batch: batchOf(events, tookMs) }) }),
});
const { projector } = live;
const stopping = new AbortController();

port.on('message', (message: ToProjector) => {
  switch (message.kind) {
    case 'nudge':
      return projector.nudge();
    case 'stop':
      return stopping.abort();
    case 'stats':
      return void projector.stats().then((answer) => send({ kind: 'answer', id: message.id, answer }));
    case 'waitFor':
      return void projector.waitFor(message.position, message.timeoutMs).then((answer) => send({ kind: 'answer', id: message.id, answer }));
  }
});
send({ kind: 'ready' });
const comparer = new Comparer({
  log,
  directory: readModelsDir,
  models: readModels,
  perMinute: comparedPerMinute,
  random: Math.random,
  onAlert,
});
const comparing = comparer.follow(stopping.signal, () => projector.idle);
while (!stopping.signal.aborted) {
  try {
    await live.follow(stopping.signal, () => send({ kind: 'switched' }));
  } catch (error) {
    if (error instanceof WentBack) break; // Said; the process ends.
    const failure = failureOf(error) ?? (error instanceof Unavailable ? error.code : undefined);
    if (failure === undefined || !PASSING.has(failure)) throw error;
    await setTimeout(AGAIN_MS); // Nothing was taken: it goes on from there.
  }
}
await comparing;
live.close();
await log.close();
port.close();
