import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Metrics } from '#telemetry/metrics';
import { RequestProblem } from '../problems/request-problem.ts';
import { Storage } from '../storage/storage.ts';
import { LiveHub } from './live-hub.ts';

/** Clients that follow at once. */
const STREAMS_MAX = 500;

/** Keeps one follow of the log as long as somebody listens, and lets everybody go when the process stops. */
@Injectable()
export class Live implements OnModuleDestroy {
  readonly #logger = new Logger(Live.name);
  readonly #clients = new Set<AbortController>();
  #hub: Promise<LiveHub> | null = null;

  constructor(
    private readonly storage: Storage,
    metrics: Metrics,
  ) {
    metrics.beforeText(() => metrics.of('tiendo_live_streams').set([], this.#clients.size));
  }

  /** @throws RequestProblem `too-many-streams`, `starting` */
  async join(client: AbortController): Promise<LiveHub> {
    if (this.#clients.size >= STREAMS_MAX)
      throw new RequestProblem('too-many-streams', { facts: { limit: STREAMS_MAX }, headers: { 'Retry-After': '5' } });
    this.#clients.add(client);
    client.signal.addEventListener('abort', () => void this.#leave(client));
    this.#hub ??= LiveHub.start(this.storage.log, (error) => this.#lost(error));
    return this.#hub;
  }

  /** Streams never end by themselves: a stop would wait for them. */
  onModuleDestroy(): void {
    for (const client of this.#clients) client.abort();
  }

  async #leave(client: AbortController): Promise<void> {
    this.#clients.delete(client);
    if (this.#clients.size > 0) return;
    const hub = this.#hub;
    this.#hub = null;
    (await hub)?.stop();
  }

  /** Everybody comes back by the last id, and finds the log or the reason why not. */
  #lost(error: unknown): void {
    this.#logger.error(error);
    for (const client of this.#clients) client.abort();
  }
}
