import type { Metric, Registry } from 'prom-client';
import { type MetricDefinition, type MetricName, metricTable } from './metric-table.ts';
import { BucketSeries, NumberSeries, type Sample } from './series.ts';

type Series<Name extends MetricName> = (typeof metricTable)[Name]['kind'] extends 'histogram'
  ? BucketSeries<(typeof metricTable)[Name]['labels']>
  : NumberSeries<(typeof metricTable)[Name]['labels']>;

/** What `/metrics` answers: the text format of Prometheus. */
export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** How often the delay of the event loop is measured once somebody has asked for metrics, in milliseconds. */
const LOOP_DELAY_EVERY_MS = 50;

/**
 * The metrics of one process. Counters are plain numbers that are added to where things happen; gauges are computed when somebody asks.
 * The library that makes the text, and the measures of Node itself, begin with the first who asks: whoever has no Prometheus pays nothing.
 */
export class Metrics {
  readonly #series = new Map<string, NumberSeries | BucketSeries>();
  readonly #collectors: (() => void | Promise<void>)[] = [];
  #registry: Registry | null = null;
  #asked: Promise<string> | null = null;

  constructor() {
    for (const [name, definition] of Object.entries<MetricDefinition>(metricTable))
      this.#series.set(name, definition.kind === 'histogram' ? new BucketSeries(name, definition) : new NumberSeries(name, definition));
  }

  of<Name extends MetricName>(name: Name): Series<Name> {
    return this.#series.get(name) as Series<Name>;
  }

  /** Before each text, with all gauges empty: one that is not set is not shown. What the collector throws, `text` throws. */
  beforeText(collector: () => void | Promise<void>): void {
    this.#collectors.push(collector);
  }

  /** Those who ask at once are given the same answer. */
  text(): Promise<string> {
    this.#asked ??= this.#text().finally(() => (this.#asked = null));
    return this.#asked;
  }

  async #text(): Promise<string> {
    for (const [name, series] of this.#series) if (metricTable[name as MetricName].kind === 'gauge') (series as NumberSeries).clear();
    for (const collect of this.#collectors) await collect();
    this.#registry ??= await registryOf(this.#series);
    return this.#registry.metrics();
  }
}

async function registryOf(all: ReadonlyMap<string, { samples(): readonly Sample[] }>): Promise<Registry> {
  const { collectDefaultMetrics, Registry } = await import('prom-client');
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LOOP_DELAY_EVERY_MS });
  for (const [name, series] of all) {
    const { help, kind: type } = metricTable[name as MetricName];
    // A registry asks its metrics for nothing but this.
    const shown = { name, get: async () => ({ name, help, type, values: series.samples(), aggregator: 'sum' }) };
    registry.registerMetric(shown as unknown as Metric);
  }
  return registry;
}
