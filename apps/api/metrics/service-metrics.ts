import { statSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#commands/clock';
import type { Config } from '#config/config';
import { programVersion } from '#config/program-name';
import { Unavailable } from '#event-log/event-log';
import { walOf } from '#event-log/wal-file';
import { differing } from '#read-models/comparer';
import { readModels } from '#read-models/models';
import type { ProjectorStats } from '#read-models/projector';
import { measureFolder } from '#telemetry/folder-metrics';
import { Metrics } from '#telemetry/metrics';
import { Storage } from '../storage/storage.ts';
import { CLOCK, CONFIG } from '../tokens.ts';

/** What the service says of itself when somebody asks. Before the log is open, and after it is closed, only what can be known. */
@Injectable()
export class ServiceMetrics {
  constructor(
    private readonly metrics: Metrics,
    private readonly storage: Storage,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    metrics.beforeText(() => this.#measure());
  }

  async #measure(): Promise<void> {
    const { metrics, storage } = this;
    metrics.of('tiendo_build_info').set([programVersion()], 1);
    metrics.of('tiendo_projection_up').set([], storage.lost === null ? 1 : 0);
    const stats = await storage.stats();
    if (stats !== null) await this.#projection(stats);
    const { followUps } = storage;
    if (followUps === null) return;
    await storage.reminders.measure(metrics);
    metrics.of('tiendo_follow_ups_waiting').set([], followUps.waiting);
    metrics.of('tiendo_follow_ups_oldest_seconds').set([], this.#secondsSince(followUps.since));
    metrics.of('tiendo_log_up').set([], (await storage.trouble()) === null ? 1 : 0);
    const { log, dataDir } = this.config;
    if (log.kind === 'sqlite') metrics.of('tiendo_log_wal_bytes').set([], statSync(walOf(log.file), { throwIfNoEntry: false })?.size ?? 0);
    metrics.of('tiendo_comparer_differences').set([], differing(this.config.readModelsDir).length);
    await measureFolder({ dataDir, ownLog: log.kind === 'sqlite' }, metrics);
  }

  async #projection({ position, events, lag, halted, parked }: ProjectorStats): Promise<void> {
    const { metrics } = this;
    metrics.of('tiendo_projection_events_total').set([], events);
    if (lag !== null) metrics.of('tiendo_projection_lag_events').set([], lag);
    const seconds = lag === 0 ? 0 : lag === null ? null : await this.#ageAfter(position); // Null: as far as is known, what it was.
    if (seconds !== null) metrics.of('tiendo_projection_lag_seconds').set([], seconds);
    for (const { name } of readModels) {
      metrics.of('tiendo_projection_halted').set([name], halted.some(({ model }) => model === name) ? 1 : 0);
      metrics.of('tiendo_projection_parked_streams').set([name], parked.filter(({ model }) => model === name).length);
    }
  }

  /** Null: the log cannot be read, which other metrics say. */
  async #ageAfter(position: string | null): Promise<number | null> {
    try {
      const [first] = await this.storage.log.readAll({ limit: 1, ...(position === null ? {} : { after: position }) });
      return this.#secondsSince(first?.meta['recordedAt'] ?? null);
    } catch (error) {
      if (error instanceof Unavailable) return null;
      throw error;
    }
  }

  #secondsSince(instant: string | null): number {
    return instant === null ? 0 : Math.max(0, (Date.parse(this.clock.now()) - Date.parse(instant)) / 1_000);
  }
}
