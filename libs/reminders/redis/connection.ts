import { Redis } from 'ioredis';

/** Where Redis is: the part of the settings that this folder needs. */
export interface RedisPlace {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly username: string | null;
  readonly password: string | null;
  readonly db: number;
}

/** Longest wait for an answer to whoever asks Redis something, in milliseconds. */
export const ANSWER_MS = 500;
const RECONNECT_MS_MAX = 2_000;
/** A worker's connection that hears nothing for longer is dead: it asks for jobs every few seconds. Milliseconds. */
const SILENCE_MS = 30_000;

const optionsOf = ({ host, port, tls, username, password, db }: RedisPlace) => ({
  ...{ host, port, db, connectTimeout: 5_000, keepAlive: 10_000 },
  ...(username === null ? {} : { username }),
  ...(password === null ? {} : { password }),
  ...(tls ? { tls: {} } : {}),
  retryStrategy: (times: number) => Math.min(100 * 2 ** Math.min(times, 5), RECONNECT_MS_MAX),
});

/** Fails within `ANSWER_MS` when Redis does not answer, and at once when it is away: nobody ever waits behind it. */
export const askingConnection = (place: RedisPlace): Redis =>
  new Redis({ ...optionsOf(place), enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: ANSWER_MS });

/** Connections that wait for jobs, and for Redis to come back: one, and those that BullMQ makes after it. */
export class WaitingConnections {
  readonly first: Redis;
  readonly #all: Redis[];

  constructor(place: RedisPlace) {
    this.first = new Redis({ ...optionsOf(place), maxRetriesPerRequest: null, socketTimeout: SILENCE_MS });
    this.#all = [this.first];
    const { duplicate } = this.first;
    this.first.duplicate = (override) => {
      const another = duplicate.call(this.first, override);
      this.#all.push(another);
      return another;
    };
    this.first.on('error', () => undefined); // Told by whoever asks; here it is waited for.
  }

  /** At once: a goodbye would wait for a Redis that is away. */
  cut(): void {
    for (const redis of this.#all) redis.disconnect();
  }
}
