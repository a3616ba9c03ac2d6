import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Redis } from 'ioredis';

const UP_MS = 20_000;

function redisServer(): string {
  const named = process.env['TIENDO_REDIS_SERVER'];
  const found = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'redis-server'));
  const path = (named === undefined ? found : [named]).find((one) => existsSync(one));
  if (path === undefined)
    throw new Error('no redis-server found: install it (Debian, Ubuntu: apt-get install redis-server) or name it in TIENDO_REDIS_SERVER');
  return path;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A Redis of a test's own: a free port, a folder that is removed, nothing on disk unless it is asked to keep it. */
export class RedisServer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tiendo-redis-'));
  #child: ChildProcess | null = null;

  private constructor(
    readonly port: number,
    private readonly settings: readonly string[],
  ) {}

  /** @param settings as redis-server takes them @throws Error there is none on this machine */
  static async start(settings: readonly string[] = []): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), settings);
    await server.start();
    return server;
  }

  get place() {
    return { host: '127.0.0.1', port: this.port, tls: false, username: null, password: null, db: 0 };
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const own = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.#folder, '--save', '', '--appendonly', 'no'];
    this.#child = spawn(redisServer(), [...own, ...this.settings], { stdio: 'ignore' });
    for (const giveUp = Date.now() + UP_MS; ; await setTimeout(20)) {
      if (await this.ask((redis) => redis.ping()).then(Boolean, () => false)) return;
      if (Date.now() > giveUp || this.#child.exitCode !== null) throw new Error(`redis-server does not answer on ${this.port}`);
    }
  }

  /** As whoever administers it: a connection for one question. */
  async ask<Answer>(question: (redis: Redis) => Promise<Answer>): Promise<Answer> {
    const redis = new Redis(this.port, '127.0.0.1', { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
    redis.on('error', () => undefined);
    try {
      await redis.connect();
      return await question(redis);
    } finally {
      redis.disconnect();
    }
  }

  /** As by `kill -9`: nothing is kept. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** It keeps its connections and answers nothing. */
  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  async flush(): Promise<void> {
    await this.ask((redis) => redis.flushall());
  }

  /** @param bytes 0: as much as it likes */
  async memory(bytes: number): Promise<void> {
    await this.ask((redis) => redis.config('SET', 'maxmemory', String(bytes)));
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
