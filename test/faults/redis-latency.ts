import { setTimeout } from 'node:timers/promises';
import { Commands } from '#commands/handle';
import { projectKind } from '#commands/stream-kind';
import { SqliteLog } from '#event-log/sqlite-log';
import { uuid } from '#testkit/project-life';
import type { RedisServer } from '../redis/redis-server.ts';
import { ringing } from './redis-world.ts';
import type { World } from './reminders-world.ts';

const COMMANDS = 1_000;
const ROUNDS = 7;

export interface Latency {
  /** Milliseconds with a Redis that answers. */
  readonly up: number;
  /** So many times as long, inside one round: the same machine is three times as fast a minute later. */
  readonly paused: number;
  readonly killed: number;
}

/** p99 of commands in a process whose workers hang on a Redis that answers, stands still, or is gone: medians over the rounds. */
export async function commandLatency(redis: RedisServer, world: World, folder: string, day: string): Promise<Latency> {
  const log = await SqliteLog.open({ file: world.file, program: 'proof redis' });
  const commands = new Commands(log, { now: () => `${day}T02:00:00.000Z` });
  const workers = ringing({ redis, log, folder, day, send: async () => ({ sent: true, response: '250' }) });
  await setTimeout(2_000);
  let said = 0;
  const p99 = async (): Promise<number> => {
    const took: number[] = [];
    for (let n = 0; n < COMMANDS; n++) {
      const commandId = uuid(5, said++, 0);
      const note = {
        type: 'AddNote',
        about: 'record',
        text: `ghi chú ${said}`,
        audience: 'shared',
        occurredOn: day,
        actor: 'u-agency',
        role: 'centre-officer',
      };
      const projectId = uuid(7, n % world.projects, 0);
      const began = performance.now();
      const command = { ...note, projectId } as never;
      await commands.handle(projectKind, `project-${projectId}`, { command, trace: { commandId, correlationId: commandId } });
      took.push(performance.now() - began);
    }
    return took.sort((a, b) => a - b)[Math.floor(COMMANDS * 0.99)] ?? NaN;
  };
  const found: Record<keyof Latency, number[]> = { up: [], paused: [], killed: [] };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const up = await p99();
      found.up.push(up);
      redis.pause();
      await setTimeout(300);
      found.paused.push((await p99()) / up);
      redis.resume();
      await redis.kill();
      await setTimeout(300);
      found.killed.push((await p99()) / up);
      await redis.start();
      await setTimeout(1_000);
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
    await log.close();
  }
  return { up: median(found.up), paused: median(found.paused), killed: median(found.killed) };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
