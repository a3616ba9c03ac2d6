import { context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';
import { BullMQOtel } from 'bullmq-otel';
import type { CommandEnclosure } from '#commands/handle';
import type { Spans } from '#commands/spans';
import type { EventLog } from '#event-log/event-log';
import { Refusal } from '#lifecycle/refusal';
import { failureOf, outcomeOf } from '../command-metrics.ts';
import type { Metrics } from '../metrics.ts';
import { attributesOf } from './attributes.ts';
import type { Batch } from './batch.ts';
import { ChosenIds } from './chosen-ids.ts';
import { markFailed } from './mark-failed.ts';
import type { Sent } from './outbound.ts';
import { type Sdk, startSdk, type TracingOptions } from './sdk.ts';
import { callerOf, traceIdOf } from './trace-ids.ts';
import { tracedLog } from './traced-log.ts';
import { type ReadLog, TracedWork, writerOf } from './traced-work.ts';

export type { TracingOptions } from './sdk.ts';

export interface Answered {
  /** Template of the route. */
  readonly route: string;
  readonly method: string;
  /** null: the caller left before there was an answer. */
  readonly status: number | null;
}

export interface RequestSpan {
  /** Runs what answers the request as a part of it. */
  within(work: () => void): void;
  end(answered: Answered): void;
}

/** The traces of one process: one at a time. */
export class Tracing {
  readonly #ids = new ChosenIds();
  readonly #sdk: Sdk;
  readonly #tracer: Tracer;
  readonly #work: TracedWork;

  constructor(options: TracingOptions) {
    this.#sdk = startSdk(options, this.#ids);
    this.#tracer = this.#sdk.tracer;
    this.#work = new TracedWork(this.#tracer, options.clock);
  }

  /** For `QueueAlarm`: a job takes the trace that it was put into the queue in along. */
  get queues(): BullMQOtel {
    return new BullMQOtel({ tracerName: 'tiendo' });
  }

  get spans(): Spans {
    return this.#work;
  }

  get counts(): Sent {
    return this.#sdk.counts();
  }

  written(log: EventLog): EventLog {
    return tracedLog(log, this.#tracer, this.#ids);
  }

  watched(log: ReadLog): ReadLog {
    return this.#work.watched(log);
  }

  /** @param traceId by which the caller is answered @param traceparent as the caller sent it */
  request(traceId: string, traceparent: unknown): RequestSpan {
    const caller = callerOf(traceparent);
    const parent = caller === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, { ...caller, traceFlags: 1, isRemote: true });
    const span = this.#ids.for({ traceId }, () => this.#tracer.startSpan('request', { kind: SpanKind.SERVER }, parent));
    const within = trace.setSpan(parent, span);
    return { within: (work) => context.with(within, work), end: (answered) => endRequest(span, answered) };
  }

  readonly command: CommandEnclosure = async (steps, run) => {
    const [first] = steps;
    if (first === undefined) return run();
    const { command, trace: asked } = first;
    const active = context.active();
    const traceId = trace.getSpan(active) === undefined ? traceIdOf(asked.correlationId) : null;
    const attributes = attributesOf({ command: command.type, ...(steps.length > 1 ? { commands: steps.length } : {}) });
    const start = (): Span => this.#tracer.startSpan(`command ${command.type}`, { attributes }, active);
    const span = traceId === null ? start() : this.#ids.for({ traceId }, start);
    try {
      const handled = await context.with(trace.setSpan(active, span), run);
      span.setAttributes(attributesOf({ outcome: outcomeOf(handled), events: handled.events }));
      return handled;
    } catch (error) {
      const outcome = failureOf(error);
      span.setAttributes(attributesOf({ outcome, ...(error instanceof Refusal ? { refusal: error.code } : {}) }));
      if (outcome === 'failed') markFailed(span, error);
      throw error;
    } finally {
      span.end();
    }
  };

  /** Follows from many commands: it is a trace of its own, with links. */
  projected({ events, causes, beganMs, endedMs }: Batch): void {
    const links = causes.flatMap((cause) => writerOf(cause) ?? []).map((one) => ({ context: one }));
    const attributes = attributesOf({ events });
    this.#tracer.startSpan('projector batch', { startTime: beganMs, attributes, links }, ROOT_CONTEXT).end(endedMs);
  }

  /** For lines of the log that are written inside a span. */
  logFields(): Readonly<Record<string, string>> {
    const here = trace.getSpanContext(context.active());
    return here === undefined ? {} : { trace_id: here.traceId, span_id: here.spanId };
  }

  measure(metrics: Metrics): void {
    const { sent, dropped } = this.counts;
    metrics.of('tiendo_trace_spans_sent_total').set([], sent);
    for (const [reason, spans] of Object.entries(dropped)) metrics.of('tiendo_trace_spans_dropped_total').set([reason], spans);
  }

  /** Sends what waits, for two seconds at most. */
  stop(): Promise<void> {
    return this.#sdk.stop();
  }
}

function endRequest(span: Span, { route, method, status }: Answered): void {
  span.updateName(`${method} ${route}`);
  span.setAttributes({ 'http.request.method': method, 'http.route': route });
  if (status === null) span.setAttributes(attributesOf({ outcome: 'caller-left' }));
  else span.setAttribute('http.response.status_code', status);
  if ((status ?? 0) >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
