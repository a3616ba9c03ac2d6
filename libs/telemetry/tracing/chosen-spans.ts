import type { Context } from '@opentelemetry/api';
import { type Sampler, SamplingDecision, type SamplingResult, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace-node';

/** BullMQ has a span for everything that it does: of its queues only what happens to a job is told, and not that the schedule goes on. */
const HOUSEKEEPING = /^(?!(?:add|addBulk|process|complete|fail|retry|delay) )\S+ tiendo-|^add tiendo-sweeps\./;

/** A share of all traces, by their ids alone: processes agree on it without asking each other, and no caller has a say. */
export class ChosenSpans implements Sampler {
  readonly #byTrace: TraceIdRatioBasedSampler;

  constructor(private readonly share: number) {
    this.#byTrace = new TraceIdRatioBasedSampler(share);
  }

  shouldSample(context: Context, traceId: string, name: string): SamplingResult {
    return HOUSEKEEPING.test(name) ? { decision: SamplingDecision.NOT_RECORD } : this.#byTrace.shouldSample(context, traceId);
  }

  toString(): string {
    return `share ${this.share} of all traces`;
  }
}
