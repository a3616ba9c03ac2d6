import { context, propagation, trace, type Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { type Clock, systemTimer } from '#commands/clock';
import type { ChosenIds } from './chosen-ids.ts';
import { ChosenSpans } from './chosen-spans.ts';
import { ANSWER_MS, Outbound, type Sent, WAITING_MAX } from './outbound.ts';

export interface TracingOptions {
  readonly otlp: { readonly url: string; readonly authorization: string | null };
  /** 0..1 */
  readonly share: number;
  /** `tiendo-api`, `tiendo-worker` */
  readonly service: string;
  readonly version: string;
  /** Names this process and this run of it. */
  readonly instance: string;
  /** The collector does not take what it is sent, and why; null: it does again. */
  readonly onChange: (trouble: string | null) => void;
  /** The one that the commands are recorded by. */
  readonly clock: Clock;
}

export interface Sdk {
  readonly tracer: Tracer;
  counts(): Sent;
  stop(): Promise<void>;
}

/** How long a span waits for others to be sent with, and how long all may take when the process stops. Milliseconds. */
const GATHER_MS = 1_000;
const DRAIN_MS = 2_000;

/** Begins to trace. What OpenTelemetry keeps, it keeps for the whole process. */
export function startSdk({ otlp, share, service, version, instance, onChange }: TracingOptions, ids: ChosenIds): Sdk {
  const headers = otlp.authorization === null ? {} : { Authorization: otlp.authorization };
  const outbound = new Outbound(new OTLPTraceExporter({ url: otlp.url, headers, timeoutMillis: ANSWER_MS }), onChange);
  const batches = new BatchSpanProcessor(outbound, {
    ...{ maxQueueSize: WAITING_MAX, scheduledDelayMillis: GATHER_MS, exportTimeoutMillis: ANSWER_MS * 2 },
  });
  const provider = new NodeTracerProvider({
    idGenerator: ids,
    sampler: new ChosenSpans(share),
    resource: resourceFromAttributes({ 'service.name': service, 'service.version': version, 'service.instance.id': instance }),
    spanProcessors: [outbound.before(batches)],
  });
  provider.register();
  return {
    tracer: provider.getTracer('tiendo', version),
    counts: () => outbound.counts,
    async stop() {
      const drained = new AbortController();
      // What is not taken is counted and said; nothing hangs on it.
      const stopped = provider.shutdown().catch(() => undefined);
      await Promise.race([stopped, systemTimer.wait(DRAIN_MS, drained.signal)]);
      drained.abort();
      for (const api of [trace, context, propagation]) api.disable();
    },
  };
}
