import { type IdGenerator, RandomIdGenerator } from '@opentelemetry/sdk-trace-node';

export interface Chosen {
  readonly traceId?: string;
  readonly spanId?: string;
}

/** Random ids, but for a span that must have a certain one. */
export class ChosenIds implements IdGenerator {
  readonly #random = new RandomIdGenerator();
  #chosen: Chosen = {};

  generateTraceId = (): string => this.#chosen.traceId ?? this.#random.generateTraceId();
  generateSpanId = (): string => this.#chosen.spanId ?? this.#random.generateSpanId();

  /** @param start begins one span, and returns before anything else does */
  for<Span>(chosen: Chosen, start: () => Span): Span {
    this.#chosen = chosen;
    try {
      return start();
    } finally {
      this.#chosen = {};
    }
  }
}
