/** The process beside which rebuilds are killed: it appends about a hundred events a second and projects, as the API does. */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { SqliteLog } from '#event-log/sqlite-log';
import { openLive } from '#read-models/live-read-models';
import { histories } from '#testkit/histories';

export interface FollowingPlan {
  readonly folder: string;
  readonly seed: number;
  readonly everyMs: number;
}

const { folder, seed, everyMs } = JSON.parse(process.argv[2] ?? '') as FollowingPlan;
const log = await SqliteLog.open({ file: join(folder, 'log.sqlite'), program: 'proof kill' });
const live = await openLive({ log, directory: join(folder, 'read-models'), program: 'proof kill' });
const stopping = new AbortController();
process.once('SIGTERM', () => stopping.abort());
const following = live.follow(stopping.signal);
await live.projector.catchUp();
process.stdout.write('ready\n');

let due = performance.now();
for (const { stream, revision, event } of histories({ projects: 100_000, seed })) {
  if (stopping.signal.aborted) break;
  await log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event]);
  live.projector.nudge();
  due = Math.max(due + everyMs, performance.now() - everyMs);
  await setTimeout(Math.max(0, due - performance.now()));
}
await following;
await live.projector.catchUp();
live.close();
await log.close();
