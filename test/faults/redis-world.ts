import { join } from 'node:path';
import { Commands } from '#commands/handle';
import type { EventLog } from '#event-log/event-log';
import type { Channel } from '#reminders/channel';
import { QueueAlarm } from '#reminders/redis/queue-alarm';
import { Reminders } from '#reminders/reminders';
import type { RedisServer } from '../redis/redis-server.ts';

export interface Ringing {
  readonly redis: RedisServer;
  readonly log: EventLog;
  readonly folder: string;
  readonly day: string;
  readonly send: Channel['send'];
  /** `trusting` is broken on purpose: it sends whatever the queue says, and leaves no word of it in the log. */
  readonly variant?: 'sound' | 'trusting';
}

const WORKERS = 2;
const SWEEP_SECONDS = 1;
const TEND_MS = 250;
/** What the trusting worker does not say. */
const UNSAID = ['LeaseDelivery', 'ReportSent', 'ReportFailed', 'WithdrawDelivery'];

/** Workers over one log, each with tables of its own, that sweep and send when Redis rings. Their day goes on as time does. */
export function ringing({ redis, log, folder, day, send, variant = 'sound' }: Ringing): readonly Reminders[] {
  const beganMs = Date.now();
  const clock = { now: () => new Date(Date.parse(`${day}T02:00:00.000Z`) + Date.now() - beganMs).toISOString() };
  return Array.from({ length: WORKERS }, (_, worker) => {
    const commands = new Commands(log, clock);
    const reminders = new Reminders({
      ...{ log, commands: variant === 'sound' ? commands : trusting(commands), clock, sweepSeconds: SWEEP_SECONDS },
      ...{ directory: join(folder, `clock-${worker}`), program: 'proof redis', holder: `w-${worker}` },
      ...{ isQuiet: () => false, consoleUrl: 'http://127.0.0.1:3000/', mailDomain: 'example.invalid' },
      channels: [{ name: 'email', send, close: async () => undefined }],
      alarm: (rung) => new QueueAlarm(rung, { place: redis.place, sweepSeconds: SWEEP_SECONDS, tendMs: TEND_MS }),
    });
    reminders.start();
    return reminders;
  });
}

function trusting(commands: Commands): Commands {
  return new Proxy(commands, {
    get: (own, property) => {
      const value = Reflect.get(own, property, own) as unknown;
      if (typeof value !== 'function') return value;
      if (property !== 'handle') return value.bind(own) as unknown;
      return async (...given: unknown[]) => {
        const type = given.map((one) => (one as { command?: { type?: string } }).command?.type).find((one) => one !== undefined);
        return UNSAID.includes(type ?? '') ? undefined : (value.apply(own, given) as unknown);
      };
    },
  });
}
