import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { systemClock } from '#commands/clock';
import { SqliteLog } from '#event-log/sqlite-log';
import { connectionOf, Email } from '#reminders/channels/email';
import { chance } from '#testkit/project-life';
import { RedisServer } from '../redis/redis-server.ts';
import { Findings, type Proof } from './proof-result.ts';
import { attackRedis } from './redis-faults.ts';
import { commandLatency } from './redis-latency.ts';
import { ringing } from './redis-world.ts';
import { checkReminders, Received, receiving } from './reminders-check.ts';
import { makeWorld, type World } from './reminders-world.ts';

const DAY = '2022-03-01';
/** A receiver takes its time, so that the messages of a run are on their way for about so long: faults fall among them. Milliseconds. */
const runMs = (n: number): number => 5_000 + n * 20;
/** Messages on their way at a time: two workers. */
const HANDS = 16;
/** What a run may take beyond that, on a machine that has much else to do. */
const PATIENCE_MS = 180_000;
const CONTROL = 30;
const SETTLE_MS = 3_000;
/** From so many on the latency is asserted too: small runs stand in the suite, which asserts no time. */
const LARGE = 1_000;
const RATIO_MAX = 2;

/**
 * Redis is killed, flushed, paused and starved every few seconds while two workers and their sweeps send `n` messages, each with one
 * reminder, through it: every step claimed once, every message at the mail server once. And commands do not notice that Redis is away.
 */
export const redisProof: Proof = async ({ n, seed, folder, say }) => {
  const findings = new Findings();
  const random = chance(seed);
  const redis = await RedisServer.start();
  try {
    await attacked({ redis, folder: join(folder, 'run'), n, random, findings, say });
    await redis.flush();
    const latency = n >= LARGE ? await unnoticed(redis, join(folder, 'latency'), findings) : null;
    if (latency !== null) say(latency);
    await redis.flush();
    const broken = new Findings();
    await attacked({ redis, folder: join(folder, 'control'), n: CONTROL, random, findings: broken, say, variant: 'trusting' });
    const { lost, doubled, violations, details } = findings;
    return { proof: 'redis', attempts: n, lost, doubled, violations, control: broken.doubled > 0 ? 'caught' : 'missed', details };
  } finally {
    await redis.close();
  }
};

interface Attacked {
  readonly redis: RedisServer;
  readonly folder: string;
  readonly n: number;
  readonly random: () => number;
  readonly findings: Findings;
  readonly say: (line: string) => void;
  readonly variant?: 'sound' | 'trusting';
}

async function worldIn(folder: string, n: number): Promise<World> {
  mkdirSync(folder, { recursive: true });
  const world = { file: join(folder, 'log.sqlite'), projects: n, centres: n, day: DAY };
  await makeWorld(world);
  return world;
}

async function attacked({ redis, folder, n, random, findings, say, variant = 'sound' }: Attacked): Promise<void> {
  const { file } = await worldIn(folder, n);
  const received = new Received();
  const server = await receiving(received);
  const connection = connectionOf({ host: '127.0.0.1', port: server.port, secure: false, user: null });
  const mail = new Email({ connection, user: null, passwordFile: null, from: 'Tiến độ <tiendo@example.invalid>' }, systemClock);
  const eachMs = Math.min((HANDS * runMs(n)) / n, 1_000);
  const log = await SqliteLog.open({ file, program: 'proof redis' });
  const enough = (): boolean => received.copies.copies.size >= n && (variant === 'sound' || received.mails > n);
  const over = new AbortController();
  try {
    const send: Email['send'] = async (message, signal) => {
      await setTimeout(random() * 2 * eachMs);
      return mail.send(message, signal);
    };
    const workers = ringing({ redis, log, folder, day: DAY, send, variant });
    const attack = attackRedis(redis, { random, quietMs: [500, 2_500], faultMs: [500, 2_500] }, over.signal);
    for (const giveUp = Date.now() + runMs(n) + PATIENCE_MS; !enough() && Date.now() < giveUp;) await setTimeout(100);
    over.abort();
    const faults = await attack;
    // Whoever would send again does so now.
    await setTimeout(SETTLE_MS);
    await Promise.all(workers.map((worker) => worker.stop()));
    say(
      `${variant}: ${received.mails} mails for ${n} reminders; Redis ${[...faults].map(([name, count]) => `${name} ×${count}`).join(', ')}`,
    );
  } finally {
    over.abort();
    await mail.close();
    await server.close();
    await log.close();
  }
  for (const [id, copies] of received.copies.copies) if (copies > 1) findings.add('doubled', `${id} arrived ${copies} times`);
  if (variant === 'sound') await checkReminders(file, received, n, findings);
}

async function unnoticed(redis: RedisServer, folder: string, findings: Findings): Promise<string> {
  const world = await worldIn(folder, 20);
  const { up, paused, killed } = await commandLatency(redis, world, folder, DAY);
  for (const [how, ratio] of Object.entries({ paused, killed }))
    if (ratio > RATIO_MAX) findings.add('violations', `commands with Redis ${how}: p99 ${ratio.toFixed(2)} times that with it`);
  return `p99 of a command: ${up.toFixed(2)} ms with Redis, ${paused.toFixed(2)}× with it paused, ${killed.toFixed(2)}× with it gone`;
}
