import {
  type Context,
  context,
  type Link,
  propagation,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  trace,
  TraceFlags,
  type Tracer,
} from '@opentelemetry/api';
import type { Clock } from '#commands/clock';
import type { Cause, Ground, Spans, Work } from '#commands/spans';
import { READ_EVENTS_MAX, StreamNotFound, Unavailable } from '#event-log/event-log';
import type { RemindersOptions } from '#reminders/reminders';
import { attributesOf } from './attributes.ts';
import { markFailed } from './mark-failed.ts';
import { causeOf } from './cause-of.ts';
import { RecentEvents } from './recent-events.ts';
import { traceIdOf, writingSpanId } from './trace-ids.ts';

/** What whoever follows the log needs of it. */
export type ReadLog = RemindersOptions['log'];

/** Grounds of one piece of work that are linked to, and traces that are gone on with at once: a digest has a few, a first sweep thousands. */
const LINKS_MAX = 32;
const GROUPS_MAX = 100;

/** The span that wrote a command's events; null: the command is of no trace. */
export function writerOf({ commandId, correlationId }: Cause): SpanContext | null {
  const traceId = traceIdOf(correlationId);
  return traceId === null ? null : { traceId, spanId: writingSpanId(commandId), traceFlags: TraceFlags.SAMPLED, isRemote: true };
}

/** Work in spans. What it follows from is found among the events that this process read, and in the log. */
export class TracedWork implements Spans {
  readonly #recent = new RecentEvents();
  #log: ReadLog | null = null;

  constructor(
    private readonly tracer: Tracer,
    private readonly clock: Clock,
  ) {}

  /** The log through which this process follows what happens. */
  watched(log: ReadLog): ReadLog {
    this.#log = log;
    const readAll: ReadLog['readAll'] = async (options) => {
      const events = await log.readAll(options);
      this.#recent.take(events, this.clock.now());
      return events;
    };
    return { logId: log.logId, readAll, readStream: (stream, options) => log.readStream(stream, options), head: () => log.head() };
  }

  async run<Result>(work: Work<Result>, job: () => Promise<Result>): Promise<Result> {
    const { name, facts = {}, outward = false, told } = work;
    const { parent, links } = this.#place(work);
    const kind = outward ? SpanKind.CLIENT : SpanKind.INTERNAL;
    const span = this.tracer.startSpan(name, { kind, links, attributes: attributesOf(facts) }, parent);
    try {
      const result = await context.with(trace.setSpan(parent, span), job);
      if (told !== undefined) span.setAttributes(attributesOf(told(result)));
      return result;
    } catch (error) {
      markFailed(span, error);
      throw error;
    } finally {
      this.#end(span, work);
    }
  }

  async grouped<Item>(items: readonly Item[], groundsOf: (item: Item) => readonly Ground[], job: (some: readonly Item[]) => Promise<void>) {
    const groups = new Map<string, { readonly within: Context; readonly items: Item[] }>([['', { within: context.active(), items: [] }]]);
    for (const item of items) {
      const [newest] = this.#recentOf(groundsOf(item));
      const key = newest === undefined ? '' : newest.traceId + newest.spanId;
      const group = groups.get(key) ?? groups.get(groups.size <= GROUPS_MAX ? key : '');
      if (group !== undefined) group.items.push(item);
      else if (newest !== undefined) groups.set(key, { within: trace.setSpanContext(ROOT_CONTEXT, newest), items: [item] });
    }
    for (const { within, items: some } of groups.values()) if (some.length > 0) await context.with(within, () => job(some));
  }

  headers(): Readonly<Record<string, string>> {
    const headers: Record<string, string> = {};
    propagation.inject(context.active(), headers);
    return headers;
  }

  /** Under the newest of what it follows from, or where it is; the rest is linked to. */
  #place<Result>({ after, grounds = [] }: Work<Result>): { readonly parent: Context; readonly links: Link[] } {
    const active = context.active();
    const here = trace.getSpanContext(active);
    const causes = after === undefined ? this.#recentOf(grounds) : [writerOf(after)].flatMap((one) => one ?? []);
    const [newest, ...others] = causes;
    if (newest === undefined || newest.traceId === here?.traceId) return { parent: active, links: linksTo(others) };
    return { parent: trace.setSpanContext(ROOT_CONTEXT, newest), links: linksTo(here === undefined ? others : [here, ...others]) };
  }

  /** The newest first. */
  #recentOf(grounds: readonly Ground[]): readonly SpanContext[] {
    const now = this.clock.now();
    const seen = grounds.flatMap((ground) => this.#recent.find(ground, now) ?? []);
    return seen.sort((a, b) => (a.recordedAt < b.recordedAt ? 1 : -1)).flatMap(({ cause }) => writerOf(cause) ?? []);
  }

  /** Nobody waits for what is looked up: the span ends as of now, and is sent once its links are there. */
  #end(span: Span, { grounds = [], sought = false }: Pick<Work<unknown>, 'grounds' | 'sought'>): void {
    const now = this.clock.now();
    const old = sought && span.isRecording() ? grounds.filter((ground) => this.#recent.find(ground, now) === undefined) : [];
    if (old.length === 0) return span.end();
    const endedAt = performance.now();
    void this.#writersOf(old.slice(0, LINKS_MAX))
      .then(
        (writers) => void span.addLinks(linksTo(writers)),
        (error: unknown) => markFailed(span, error), // The work is done: the span tells of it.
      )
      .finally(() => span.end(endedAt));
  }

  async #writersOf(grounds: readonly Ground[]): Promise<readonly SpanContext[]> {
    const found: SpanContext[] = [];
    for (const { stream, event } of grounds) {
      const cause = event === null ? null : await this.#causeOf(stream, event);
      const writer = cause === null ? null : writerOf(cause);
      if (writer !== null) found.push(writer);
    }
    return found;
  }

  /** null: it cannot be found now, and a link is missing. */
  async #causeOf(stream: string, id: string): Promise<Cause | null> {
    try {
      const events = (await this.#log?.readStream(stream, { limit: READ_EVENTS_MAX })) ?? [];
      const event = events.find((one) => one.id === id);
      return event === undefined ? null : causeOf(event);
    } catch (error) {
      if (error instanceof Unavailable || error instanceof StreamNotFound) return null;
      throw error;
    }
  }
}

const linksTo = (spans: readonly SpanContext[]): Link[] => spans.slice(0, LINKS_MAX).map((one) => ({ context: one }));
