/** The thread in which the read models are kept at the end of the log, so that HTTP never waits for it. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { setTimeout } from 'node:timers/promises';
import { Unavailable } from '#event-log/event-log';
import { failureOf } from '#event-log/sqlite-failure';
import { SqliteLog } from '#event-log/sqlite-log';
import { openLive } from '#read-models/live-read-models';
import type { FromProjector, ProjectorStart, ToProjector } from './projector-protocol.ts';

/** How soon a full or read-only disk is tried again, in milliseconds. */
const AGAIN_MS = 1_000;

const port = parentPort as MessagePort;
const send = (message: FromProjector): void => port.postMessage(message);

const { logFile, readModelsDir } = workerData as ProjectorStart;
const log = await SqliteLog.open({ file: logFile, readOnly: true });
const { projector, close } = await openLive({
  log,
  directory: readModelsDir,
  program: 'tiendo api',
  onAlert: (alert) => send({ kind: 'alert', alert }),
  onProgress: (progress) => send({ kind: 'building', progress }),
});
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
while (!stopping.signal.aborted) {
  try {
    await projector.follow(stopping.signal);
  } catch (error) {
    const failure = failureOf(error) ?? (error instanceof Unavailable ? error.code : undefined);
    if (failure !== 'storage-full' && failure !== 'read-only' && failure !== 'locked') throw error;
    await setTimeout(AGAIN_MS); // Nothing was taken: it goes on from there once there is room.
  }
}
close();
await log.close();
port.close();
