/**
 * `reminders-child.js <plan>`: brings a clock's database to a day, or looks at what is due over it and prints what that took. Sending is
 * left out: nothing is delivered, or by a channel that does nothing.
 */
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { type Clock, systemTimer, type Timer } from '#commands/clock';
import { Commands } from '#commands/handle';
import { SqliteLog } from '#event-log/sqlite-log';
import type { Channel } from '#reminders/channel';
import { ClockDatabase } from '#reminders/clock-model/clock-database';
import { Reminders } from '#reminders/reminders';
import { sweep, type SweepOptions } from '#reminders/sweep';
import { instantOf } from '#reminders/vietnam-time';

export interface RemindersChildPlan {
  readonly folder: string;
  readonly do: 'build' | 'idle' | 'due' | 'late';
  /** `build`: the day to bring it to. `idle`: days with nothing due. `due`: days with something due. `late`: where it stands, then as `due`. */
  readonly days: readonly string[];
}

const IDLE_LOOKS = 200;
const HELD_RESOLUTION_MS = 1;
const NS_OF_MS = 1_000_000;
/** Streams that the write path remembers: the reminders need few. */
const STREAMS_KEPT = 2_000;
/** How long before the opening of a day the clock is set. */
const AHEAD_MS = 250;

const { folder, days, ...plan } = JSON.parse(process.argv[2] ?? '') as RemindersChildPlan;
const log = await SqliteLog.open({ file: join(folder, 'log.sqlite'), program: 'bench reminders' });
const never = new AbortController().signal;

/** A clock that goes by itself from where it is set. */
class Going implements Clock {
  #since = performance.now();
  #from = 0;

  set(instant: string): void {
    [this.#from, this.#since] = [Date.parse(instant), performance.now()];
  }

  now(): string {
    return new Date(this.#from + performance.now() - this.#since).toISOString();
  }
}

const clock = new Going();
clock.set(instantOf(days[0] ?? '', '09:00'));
const commands = new Commands(log, clock, STREAMS_KEPT);
const settings = { commands, isQuiet: () => false, mailDomain: 'example.invalid', program: 'bench reminders' };

async function looks(database: ClockDatabase) {
  const options: SweepOptions = { ...settings, clock: database, now: clock };
  const took: number[] = [];
  const cpu: number[] = [];
  const held: number[] = [];
  const loop = monitorEventLoopDelay({ resolution: HELD_RESOLUTION_MS });
  for (const day of days) {
    clock.set(instantOf(day, '09:00'));
    loop.enable();
    await database.bringTo(day);
    for (let look = 0; look < (plan.do === 'idle' ? IDLE_LOOKS : 1); look++) {
      const [began, used] = [performance.now(), process.cpuUsage()];
      await database.bringTo(day);
      const { steps } = await sweep(options, never);
      const { user, system } = process.cpuUsage(used);
      took.push(performance.now() - began);
      cpu.push((user + system) / 1_000);
      if ((plan.do === 'idle') !== (steps === 0)) throw new Error(`${steps} steps on ${day}`);
    }
    // Timers have their turn once more, so that what held them last is counted.
    await setTimeout(2 * HELD_RESOLUTION_MS);
    loop.disable();
    held.push(loop.max / NS_OF_MS);
    loop.reset();
  }
  return { ms: took, cpuMs: cpu, heldMs: held };
}

/** How long after the opening of its day each step was claimed, in milliseconds. */
async function lateness(): Promise<readonly number[]> {
  let wake: () => void = () => undefined;
  const timer: Timer = {
    nowMs: () => performance.now(),
    wait: (ms, signal) => {
      const woken = new AbortController();
      wake = () => woken.abort();
      return systemTimer.wait(ms, AbortSignal.any([signal, woken.signal]));
    },
  };
  let claimed: () => void = () => undefined;
  const watched: Pick<Commands, 'handle' | 'look'> = {
    look: (kind, stream) => commands.look(kind, stream),
    handle: async (kind, stream, step, expected) => {
      const handled = await commands.handle(kind, stream, step, expected);
      if (step.command.type === 'ClaimDelivery') claimed();
      return handled;
    },
  };
  const mail: Channel = { name: 'email', send: async () => ({ sent: true, response: 'none' }), close: async () => undefined };
  const reminders = new Reminders({
    ...{ ...settings, commands: watched, log, clock, timer, directory: join(folder, 'clock'), holder: 'bench', channels: [mail] },
    ...{ sweepSeconds: 60, consoleUrl: 'http://127.0.0.1:3000/' },
  });
  const late: number[] = [];
  reminders.start();
  for (const day of days.slice(1)) {
    await reminders.lookNow();
    const opens = Date.parse(instantOf(day, '07:30'));
    const done = new Promise<void>((resolve) => (claimed = resolve));
    clock.set(new Date(opens - AHEAD_MS).toISOString());
    wake();
    await done;
    late.push(Date.parse(clock.now()) - opens);
  }
  await reminders.stop();
  return late;
}

async function run(): Promise<object> {
  if (plan.do === 'late') return { ms: await lateness() };
  const database = new ClockDatabase({ log, directory: join(folder, 'clock'), program: 'bench reminders' });
  try {
    if (plan.do !== 'build') return await looks(database);
    const began = performance.now();
    await database.bringTo(days[0] ?? '');
    const { n } = database.db.prepare('SELECT count(*) AS n FROM clock_obligation').get() as { n: number };
    return { seconds: (performance.now() - began) / 1_000, obligations: n };
  } finally {
    database.close();
  }
}

const result = await run();
await log.close();
process.stdout.write(JSON.stringify(result));
