import { TraceFlags } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter, SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { keepAllowed } from './attributes.ts';

/** Spans that wait to be sent or are on their way; more are dropped. About 1 KiB each. */
export const WAITING_MAX = 4_096;

/** Longest time for one batch, with what the exporter tries again meanwhile. Milliseconds. */
export const ANSWER_MS = 5_000;

export interface Sent {
  readonly sent: number;
  /** By the reason. */
  readonly dropped: Readonly<Record<'full' | 'not-taken', number>>;
}

/** Between the spans and what sends them: holds what may wait, counts what is lost, and says when the collector goes and comes back. */
export class Outbound implements SpanExporter {
  #waiting = 0;
  #sent = 0;
  readonly #dropped = { full: 0, 'not-taken': 0 };
  #trouble = false;

  constructor(
    private readonly exporter: SpanExporter,
    /** null: it takes spans again. */
    private readonly onChange: (trouble: string | null) => void,
  ) {}

  get counts(): Sent {
    return { sent: this.#sent, dropped: this.#dropped };
  }

  /** @param batch never holds more than `WAITING_MAX`, which is seen to here */
  before(batch: SpanProcessor): SpanProcessor {
    return {
      onStart: (span, parent) => batch.onStart(span, parent),
      onEnd: (span) => {
        if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0) return;
        if (this.#waiting >= WAITING_MAX) return void (this.#dropped.full += 1);
        this.#waiting += 1;
        keepAllowed(span);
        batch.onEnd(span);
      },
      forceFlush: () => batch.forceFlush(),
      shutdown: () => batch.shutdown(),
    };
  }

  export(spans: ReadableSpan[], answer: Parameters<SpanExporter['export']>[1]): void {
    let settled = false;
    const settle = (error: Error | null): void => {
      if (settled) return;
      settled = true;
      clearTimeout(late);
      this.#waiting -= spans.length;
      if (error === null) this.#sent += spans.length;
      else this.#dropped['not-taken'] += spans.length;
      this.#say(error === null ? null : reasonOf(error));
      answer(error === null ? { code: 0 } : { code: 1, error });
    };
    const late = setTimeout(() => settle(new Error('no answer in time')), ANSWER_MS).unref();
    this.exporter.export(spans, ({ code, error }) => settle(code === 0 ? null : (error ?? new Error('it gave no reason'))));
  }

  forceFlush(): Promise<void> {
    return this.exporter.forceFlush?.() ?? Promise.resolve();
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }

  #say(trouble: string | null): void {
    if (this.#trouble === (trouble !== null)) return;
    this.#trouble = trouble !== null;
    this.onChange(trouble);
  }
}

/** Several addresses that all refused are an error without a message. */
function reasonOf({ message, code }: NodeJS.ErrnoException): string {
  return message === '' ? (code ?? 'it cannot be reached') : message;
}
