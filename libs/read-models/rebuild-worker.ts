import { parentPort, workerData } from 'node:worker_threads';
import { openLog } from '#event-log/open';
import type { Alert } from './alert.ts';
import { buildFile } from './build-file.ts';
import { buildInShares } from './build-in-shares.ts';
import { readModels } from './models.ts';
import type { FromRebuild, PartPlan } from './rebuild-thread.ts';

const { log: place, file, until, share, resumeMs, shareEvents } = workerData as PartPlan;
const send = (message: FromRebuild): void => parentPort?.postMessage(message);

const log = await openLog(place, { program: 'tiendo rebuild', readOnly: true });
let [events, total] = [0, 0];
const plan = {
  log,
  file,
  models: readModels,
  until,
  onEvents: (count: number, all: number) => send({ kind: 'events', events: (events = count), total: (total = all) }),
  onAlert: (alert: Alert) => send({ kind: 'alert', alert }),
};
const taken = await (share === undefined ? buildInShares({ ...plan, resumeMs, shareEvents }) : buildFile({ ...plan, share }));
await log.close();
send({ kind: 'done', events, total, taken });
