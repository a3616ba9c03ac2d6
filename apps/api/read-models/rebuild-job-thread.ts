/** The thread of a rebuild that was asked for over HTTP: neither requests nor the projector wait for it. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { Unavailable } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import { BuildCancelled, type RebuildProgress } from '#read-models/build-watch';
import { rebuildBeside, type RebuiltBeside } from '#read-models/rebuild-beside';

export interface RebuildStart {
  readonly logFile: string;
  readonly readModelsDir: string;
}

export type FromRebuild =
  | { readonly kind: 'progress'; readonly progress: RebuildProgress }
  | { readonly kind: 'done'; readonly rebuilt: RebuiltBeside }
  | { readonly kind: 'refused'; readonly why: 'running' | 'cancelled' };

const port = parentPort as MessagePort;
const send = (message: FromRebuild): void => port.postMessage(message);
const { logFile, readModelsDir } = workerData as RebuildStart;
const cancelling = new AbortController();
port.once('message', () => cancelling.abort());

const log = await SqliteLog.open({ file: logFile, readOnly: true });
try {
  const onProgress = (progress: RebuildProgress): void => send({ kind: 'progress', progress });
  const { signal } = cancelling;
  send({ kind: 'done', rebuilt: await rebuildBeside({ log, directory: readModelsDir, program: 'tiendo api', signal, onProgress }) });
} catch (error) {
  if (error instanceof BuildCancelled) send({ kind: 'refused', why: 'cancelled' });
  else if (error instanceof Unavailable && error.code === 'locked') send({ kind: 'refused', why: 'running' });
  else throw error;
} finally {
  await log.close();
  port.close();
}
