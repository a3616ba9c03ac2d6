import { randomUUID } from 'node:crypto';
import type { Tracing, TracingOptions } from './tracing/tracing.ts';

export interface AskedTracing extends Pick<TracingOptions, 'share' | 'service' | 'version' | 'onChange' | 'clock'> {
  /** null: nothing is traced. */
  readonly otlp: TracingOptions['otlp'] | null;
}

/** Traces, where a collector is named. What that needs is loaded only then. */
export async function startTracing({ otlp, ...rest }: AskedTracing): Promise<Tracing | null> {
  if (otlp === null) return null;
  const { Tracing: Started } = await import('./tracing/tracing.ts');
  return new Started({ ...rest, otlp, instance: randomUUID() });
}
