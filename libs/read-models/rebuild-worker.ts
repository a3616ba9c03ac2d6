import { parentPort, workerData } from 'node:worker_threads';
import { openLog } from '#event-log/open';
import { buildFile } from './build-file.ts';
import { readModels } from './models.ts';
import type { FromRebuild, PartPlan } from './rebuild-thread.ts';

const { log: place, file, until, share, resumeMs } = workerData as PartPlan;
const send = (message: FromRebuild): void => parentPort?.postMessage(message);

const log = await openLog(place, { program: 'tiendo rebuild', readOnly: true });
let [events, total] = [0, 0];
const taken = await buildFile({
  log,
  file,
  models: readModels,
  until,
  ...(share && { share }),
  ...(resumeMs !== undefined && { resumeMs }),
  onEvents: (count, all) => send({ kind: 'events', events: (events = count), total: (total = all) }),
  onAlert: (alert) => send({ kind: 'alert', alert }),
});
await log.close();
send({ kind: 'done', events, total, taken });
