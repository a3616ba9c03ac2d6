/** The thread of a rebuild that was asked for over HTTP: neither requests nor the projector wait for it. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { programName } from '#config/program-name';
import { type LogPlace, Unavailable } from '#event-log/event-log';
import { openLog } from '#event-log/open';
import { BuildCancelled, type RebuildProgress } from '#read-models/build-watch';
import { rebuildBeside, type RebuiltBeside } from '#read-models/rebuild-beside';

export interface RebuildStart {
  readonly log: LogPlace;
  readonly readModelsDir: string;
}

export type FromRebuild =
  | { readonly kind: 'progress'; readonly progress: RebuildProgress }
  | { readonly kind: 'done'; readonly rebuilt: RebuiltBeside }
  | { readonly kind: 'refused'; readonly why: 'running' | 'cancelled' };

const port = parentPort as MessagePort;
const send = (message: FromRebuild): void => port.postMessage(message);
const { log: place, readModelsDir } = workerData as RebuildStart;
const cancelling = new AbortController();
port.once('message', () => cancelling.abort());

const log = await openLog(place, { program: programName('api'), readOnly: true });
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
