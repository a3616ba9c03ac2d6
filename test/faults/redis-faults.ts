import { setTimeout } from 'node:timers/promises';
import type { RedisServer } from '../redis/redis-server.ts';

/** What is done to Redis while it rings; each leaves it as it was, but for what it forgot. */
const FAULTS: Readonly<Record<string, (redis: RedisServer, ms: number) => Promise<void>>> = {
  killed: async (redis, ms) => {
    await redis.kill();
    await setTimeout(ms);
    await redis.start();
  },
  flushed: (redis) => redis.flush(),
  paused: async (redis, ms) => {
    redis.pause();
    await setTimeout(ms);
    redis.resume();
  },
  starved: async (redis, ms) => {
    await redis.memory(1);
    await setTimeout(ms);
    await redis.memory(0);
  },
};

export interface Attacker {
  readonly random: () => number;
  /** Shortest and longest time of quiet, and of a fault that lasts. Milliseconds. */
  readonly quietMs: readonly [number, number];
  readonly faultMs: readonly [number, number];
}

/** Does one after the other, in drawn order, until it is told to stop; the last one is over by then. Returns how many of each. */
export async function attackRedis(redis: RedisServer, { random, quietMs, faultMs }: Attacker, signal: AbortSignal) {
  const between = ([least, most]: readonly [number, number]): number => least + random() * (most - least);
  const done = new Map<string, number>();
  for (let round: string[] = []; !signal.aborted;) {
    if (round.length === 0) round = Object.keys(FAULTS).sort(() => random() - 0.5);
    const name = round.pop() as string;
    await FAULTS[name]?.(redis, between(faultMs));
    done.set(name, (done.get(name) ?? 0) + 1);
    await setTimeout(between(quietMs));
  }
  return done;
}
