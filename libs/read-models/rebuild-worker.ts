import { parentPort, workerData } from 'node:worker_threads';
import { SqliteLog } from '#event-log/sqlite-log';
import { buildFile } from './build-file.ts';
import { readModels } from './models.ts';
import type { FromRebuild, PartPlan } from './rebuild-thread.ts';

const { log: path, file, until, share, resumeMs } = workerData as PartPlan;
const send = (message: FromRebuild): void => parentPort?.postMessage(message);

const log = await SqliteLog.open({ file: path, readOnly: true });
let events = 0;
const taken = await buildFile({
  log,
  file,
  models: readModels,
  until,
  ...(share && { share }),
  ...(resumeMs !== undefined && { resumeMs }),
  onEvents: (count) => send({ kind: 'events', events: (events = count) }),
  onAlert: (alert) => send({ kind: 'alert', alert }),
});
await log.close();
send({ kind: 'done', events, taken });
