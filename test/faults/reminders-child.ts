/**
 * The process that is killed: two workers, each with a clock database of its own, sweep and deliver side by side over one log until nothing
 * is left to send, through the real mail channel. It is killed at one of the points at which it waits for something.
 */
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Commands } from '#commands/handle';
import { SqliteLog } from '#event-log/sqlite-log';
import { connectionOf, Email } from '#reminders/channels/email';
import { Reminders } from '#reminders/reminders';
import { AwaitPoints } from './await-points.ts';

export interface RemindersPlan {
  readonly folder: string;
  /** UTC instant at which it runs. */
  readonly instant: string;
  readonly killAt: number | null;
  readonly port: number;
  readonly generation: number;
  /** `unclaimed` is broken on purpose: each worker writes its claims where the other does not see them. */
  readonly variant: 'sound' | 'unclaimed';
}

const WORKERS = 2;
/** A lease is over when the next process starts. */
const LEASE_MS = 1_000;
const ROUNDS_MAX = 20;

const { folder, instant, killAt, port, generation, variant } = JSON.parse(process.argv[2] ?? '') as RemindersPlan;
const points = new AwaitPoints(killAt);
const clock = { now: () => instant };
const shared = variant === 'sound' ? await SqliteLog.open({ file: join(folder, 'log.sqlite'), program: 'proof reminders' }) : null;

async function ownLog(worker: number): Promise<SqliteLog> {
  const file = join(folder, `log-${worker}.sqlite`);
  if (!existsSync(file)) copyFileSync(join(folder, 'log.sqlite'), file);
  return SqliteLog.open({ file, program: 'proof reminders' });
}

const workers = await Promise.all(
  Array.from({ length: WORKERS }, async (_, worker) => {
    const log = shared ?? (await ownLog(worker));
    const connection = connectionOf({ host: '127.0.0.1', port, secure: false, user: null });
    const mail = new Email({ connection, user: null, passwordFile: null, from: 'Tiến độ <tiendo@example.invalid>' }, clock);
    return new Reminders({
      log: points.around('log', log, ['readAll']),
      commands: points.around('commands', new Commands(log, clock), ['handle', 'look']),
      channels: [points.around('mail', mail, ['send'])],
      ...{ directory: join(folder, `clock-${worker}`), program: 'proof reminders', holder: `w-${worker}-${generation}`, sweepSeconds: 60 },
      ...{ isQuiet: () => false, clock, consoleUrl: 'http://127.0.0.1:3000/', leaseMs: LEASE_MS },
      mailDomain: variant === 'sound' ? 'example.invalid' : `w-${worker}.invalid`,
    });
  }),
);

for (let round = 0; round < ROUNDS_MAX; round++) {
  const came = await Promise.all(workers.map((worker) => worker.lookNow()));
  if (came.every(({ swept, delivered }) => swept.deliveries + delivered.sent + delivered.failed + delivered.left === 0)) break;
}
process.stdout.write(`points ${points.count}\n`);
for (const [kind, count] of points.kinds) process.stdout.write(`kind ${count} ${kind}\n`);
for (const worker of workers) await worker.stop();
await shared?.close();
